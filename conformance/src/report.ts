import type { Result } from "./judge.ts";
import type { Preset } from "./ops/poolhouse.ts";
import { plans } from "./plans.ts";

export type Results = Readonly<Record<Preset, readonly Result[]>>;

const WORDS: Readonly<Record<Result["outcome"], string>> = {
  passed: "passed",
  failed: "**failed**",
  skipped: "does not apply",
  forbidden: "forbidden",
};

/** docs/reference/openid-conformance.md. */
export function renderReport(results: Results): string {
  const presets = Object.keys(results) as Preset[];
  const tables = plans.map(({ name, modules }) => {
    const rows = modules.map(({ name: module, rule }) => {
      const cells = presets.map((preset) => cellOf(results[preset].find((result) => result.module === module)));
      return `| \`${module}\` | ${rule} | ${cells.join(" | ")} |`;
    });
    return [`## \`${name}\``, "", ...header(presets), ...rows, ""].join("\n");
  });
  return `${[
    INTRODUCTION,
    ...tables,
    ...section("Forbidden by Cognito's behaviour", reasonsOf(results, "forbidden")),
    ...section("Does not apply", reasonsOf(results, "skipped")),
    ...section("Remarks", ["Recommended, and not so here:", "", ...remarksOf(results)]),
  ]
    .join("\n")
    .trimEnd()}\n`;
}

const INTRODUCTION = `<!-- Written by \`node conformance/run.js\`; do not edit. -->
# OpenID conformance

What the modules of three plans of the OpenID Foundation's conformance suite find here. The modules are written anew under the names of the originals, for
clients registered beforehand, and run over HTTPS through the login form, with a browser's cookies. Each has passed against
[oidc-provider](https://github.com/panva/node-oidc-provider), which is certified for these plans, and has failed against one that was broken on purpose.

*passed*: every rule holds; what the specifications only recommend is under [remarks](#remarks). *forbidden*: Cognito does otherwise, and clients of Cognito rely on
it; [why](#forbidden-by-cognitos-behaviour). *does not apply*: the OP does not offer what the module is about, which the module permits;
[what](#does-not-apply).

\`cognito\` and \`hardened\` are the [presets](../guides/login.md#how-oauth-behaves).
`;

const header = (presets: readonly string[]): readonly string[] => [
  `| module | asks that | ${presets.map((preset) => `\`${preset}\``).join(" | ")} |`,
  `|---|---|${presets.map(() => "---|").join("")}`,
];

const cellOf = (result: Result | undefined): string => (result === undefined ? "**not run**" : WORDS[result.outcome]);

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${title}`, "", ...lines, ""];
}

function reasonsOf(results: Results, outcome: Result["outcome"]): readonly string[] {
  return grouped(results, (result) => (result.outcome === outcome ? [result.reason ?? ""] : []));
}

const remarksOf = (results: Results): readonly string[] => grouped(results, ({ remarks }) => remarks);

/** One line for each text, with the modules and presets that it belongs to. */
function grouped(results: Results, textsOf: (result: Result) => readonly string[]): readonly string[] {
  const found = new Map<string, Map<string, string[]>>();
  for (const [preset, list] of Object.entries(results)) {
    for (const result of list) {
      for (const text of textsOf(result)) {
        const modules = found.get(text) ?? new Map<string, string[]>();
        found.set(text, modules.set(result.module, [...(modules.get(result.module) ?? []), preset]));
      }
    }
  }
  const presets = Object.keys(results).length;
  return [...found].map(([text, modules]) => {
    const named = [...modules].map(
      ([module, of]) => `\`${module}\`${of.length < presets ? ` (${of.join(", ")})` : ""}`,
    );
    return `- ${text}: ${named.join(", ")}`;
  });
}
