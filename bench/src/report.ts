import type { Ratio } from "./statistics.ts";

/** One line of the report: a comparison within the run. */
export interface Row {
  /** What was measured, and against what. */
  what: string;
  /** Absent where there is nothing to compare; then `note` says why. */
  ratio?: Ratio;
  /** What the project wants of it. */
  aim?: Aim;
  note?: string;
}

/** A bound on a ratio; `within` on how far it may be from one, in either direction. */
export type Aim = { atMost: number } | { atLeast: number } | { within: number };

/** One kind of measurement. */
export interface Section {
  title: string;
  /** How it was measured, in sentences. */
  method: string;
  rows: Row[];
}

const aims: {
  [Kind in "atMost" | "atLeast" | "within"]: {
    text: (bound: number) => string;
    met: (value: number, bound: number) => boolean;
  };
} = {
  atMost: { text: (bound) => `≤ ${bound}`, met: (value, bound) => value <= bound },
  atLeast: { text: (bound) => `≥ ${bound}`, met: (value, bound) => value >= bound },
  within: {
    text: (bound) => `1 ± ${bound}`,
    met: (value, bound) => Math.abs(value - 1) <= bound,
  },
};

function judged(row: Row): { aim: string; met: string } {
  for (const kind of ["atMost", "atLeast", "within"] as const) {
    const bound: unknown = row.aim && Reflect.get(row.aim, kind);
    if (typeof bound !== "number") continue;
    const met = row.ratio === undefined ? "" : aims[kind].met(row.ratio.value, bound) ? "yes" : "no";
    return { aim: aims[kind].text(bound), met };
  }
  return { aim: "", met: "" };
}

/** Three significant digits, which is more than such measurements carry. */
function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** The sections as Markdown, readable as plain text too. */
export function renderReport(sections: readonly Section[]): string {
  return sections.map(renderSection).join("\n");
}

function renderSection({ title, method, rows }: Section): string {
  const header = ["Comparison", "Ratio", "Rounds from – to", "Aim", "Met", "Note"];
  const cells = rows.map((row) => {
    const { aim, met } = judged(row);
    const shown = row.ratio === undefined ? "–" : digits(row.ratio.value);
    const range = row.ratio === undefined ? "" : `${digits(row.ratio.least)} – ${digits(row.ratio.most)}`;
    return [row.what, shown, range, aim, met, row.note ?? ""];
  });
  const widths = header.map((name, column) => Math.max(name.length, ...cells.map((line) => line[column]?.length ?? 0)));
  const line = (parts: readonly string[]) =>
    `| ${parts.map((part, column) => part.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const rule = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;
  return [`## ${title}`, "", method, "", line(header), rule, ...cells.map(line), ""].join("\n");
}
