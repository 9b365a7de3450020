import { escapeInvisible } from "./visible-text.ts";

const colours: Readonly<Record<string, number>> = { trace: 90, debug: 90, info: 32, warn: 33, error: 31 };

/**
 * One JSON log line as a line for people: time of day, level, message, then the other fields as `name=value`, and a stack below.
 * A line that is no JSON object stays as it is.
 */
export function prettyLine(json: string, colour: boolean): string {
  let fields: Record<string, unknown>;
  try {
    const parsed: unknown = JSON.parse(json);
    if (typeof parsed !== "object" || parsed === null) return json;
    fields = { ...parsed };
  } catch {
    return json;
  }
  const { level, time, msg, err, ...rest } = fields;
  const paint = (code: number, text: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const label = String(level ?? "info");
  const clock = new Date(Number(time)).toTimeString().slice(0, 8);
  const values = Object.entries(rest).map(([name, value]) => paint(90, `${name}=${shown(value)}`));
  const parts = [paint(90, clock), paint(colours[label] ?? 0, label.padEnd(5)), oneLine(String(msg ?? "")), ...values];
  return `${parts.join(" ")}${stackOf(err)}\n`;
}

function shown(value: unknown): string {
  if (typeof value === "string" && /^[\w./:@+-]+$/.test(value)) return value;
  return escapeInvisible(JSON.stringify(value));
}

/** What a client sent must not look like lines of ours: JSON keeps line ends and control characters visible. */
function oneLine(text: string): string {
  return escapeInvisible(JSON.stringify(text)).slice(1, -1).replaceAll('\\"', '"');
}

function stackOf(err: unknown): string {
  if (typeof err !== "object" || err === null) return "";
  const stack = "stack" in err && typeof err.stack === "string" ? err.stack : JSON.stringify(err);
  return `\n${stack
    .replaceAll(/[\u2028\u2029]/g, "?")
    .replace(/^/gm, "    ")
    .replace(/[^\P{C}\n]/gu, "?")}`;
}
