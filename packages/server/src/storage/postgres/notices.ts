import type { StaleValue, StaleValueSink } from "../engine.ts";

/** The server refuses notices of 8000 bytes and more. */
const MOST_BYTES = 7_900;

/** What one unit made stale, as notices from a node to all others; one that says "everything" when it does not fit. */
export function notices(node: string, stale: readonly StaleValue[] | "everything"): string[] {
  const everything = [JSON.stringify({ node, everything: true })];
  if (stale === "everything") return everything;
  const written: string[] = [];
  let values: StaleValue[] = [];
  const flush = () => {
    if (values.length > 0) written.push(notice(node, values));
    values = [];
  };
  for (const value of stale) {
    if (!fits(notice(node, [value]))) return everything;
    if (!fits(notice(node, [...values, value]))) flush();
    values.push(value);
  }
  flush();
  return written;
}

function notice(node: string, stale: readonly StaleValue[]): string {
  return JSON.stringify({ node, stale: stale.map(({ cache, key }) => [cache, key]) });
}

function fits(text: string): boolean {
  return Buffer.byteLength(text) < MOST_BYTES;
}

/** Acts on another node's notice. What is not understood (another program, a newer version) drops everything, which is never wrong. */
export function heedNotice(node: string, text: string, sink: StaleValueSink): void {
  const said = parsed(text);
  if (said?.node === node) return;
  if (said?.stale === undefined) {
    sink.dropAll();
    return;
  }
  for (const value of said.stale) sink.drop(value);
}

function parsed(text: string): { node: string; stale: StaleValue[] | undefined } | undefined {
  try {
    const said: unknown = JSON.parse(text);
    if (typeof said !== "object" || said === null || !("node" in said) || typeof said.node !== "string")
      return undefined;
    return { node: said.node, stale: "stale" in said ? staleValues(said.stale) : undefined };
  } catch {
    return undefined;
  }
}

function staleValues(said: unknown): StaleValue[] | undefined {
  if (!Array.isArray(said)) return undefined;
  const values: StaleValue[] = [];
  for (const pair of said) {
    if (!Array.isArray(pair) || typeof pair[0] !== "string" || typeof pair[1] !== "string") return undefined;
    values.push({ cache: pair[0], key: pair[1] });
  }
  return values;
}
