import process from "node:process";

/** Tells on the error stream what is being done, so that the output stays the report alone. */
export function progress(text: string): void {
  process.stderr.write(`${text}\n`);
}
