import { readFileSync } from "node:fs";

/**
 * The rows of the tables in a Markdown document, cell by cell, without their heads.
 *
 * @param url of the document
 * @param head the first cell of the head of those that are wanted
 */
export function rowsOf(url: URL, head: string): string[][] {
  const lines = readFileSync(url, "utf8").split("\n");
  const begins = lines.flatMap((line, index) => (cellsOf(line)[0] === head ? [index + 2] : []));
  return begins.flatMap((begin) => {
    const end = lines.findIndex((line, index) => index >= begin && !line.startsWith("|"));
    return lines.slice(begin, end === -1 ? undefined : end).map(cellsOf);
  });
}

function cellsOf(line: string): string[] {
  return line
    .split(/(?<!\\)\|/u)
    .slice(1, -1)
    .map((cell) => cell.trim());
}

/** What stands in code marks, in order. */
export function codeIn(cell: string | undefined): string[] {
  return [...(cell ?? "").matchAll(/`([^`]+)`/gu)].map(([, code = ""]) => code);
}
