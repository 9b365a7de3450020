import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/**
 * Every link within the repository leads to a file, and to a heading of it where it names one; every file that stands in code marks is there. Lists
 * what is neither and fails. A file may be named by the end of its path.
 */
const root = join(import.meta.dirname, "..");
const git = (...args: string[]) =>
  execFileSync("git", args, { cwd: root, encoding: "utf8" }).split("\0").filter(Boolean);
const files = git("ls-files", "-z", "--cached", "--others", "--exclude-standard");
const ends = new Set(files.flatMap((file) => file.split("/").map((_, index, parts) => parts.slice(index).join("/"))));
const documents = files.filter((file) => file.endsWith(".md") && existsSync(join(root, file)));

const faults: string[] = [];
for (const document of documents) {
  const text = readFileSync(join(root, document), "utf8");
  for (const target of linksOf(text))
    if (!leads(document, target)) faults.push(`${document}: no such place: ${target}`);
  for (const file of filesIn(text))
    if (!ends.has(file) && !isIgnored(join(dirname(document), file))) faults.push(`${document}: no such file: ${file}`);
}
for (const fault of faults) process.stdout.write(`${fault}\n`);
process.stdout.write(`${documents.length} documents, ${faults.length} faults\n`);
if (faults.length > 0) process.exitCode = 1;

function linksOf(text: string): string[] {
  const targets = [...withoutBlocks(text).matchAll(/\]\(([^)\s]+)\)/gu)].map(([, target = ""]) => target);
  return targets.filter((target) => !/^[a-z]+:/u.test(target));
}

function leads(document: string, target: string): boolean {
  const [path = "", heading] = target.split("#");
  const file = path === "" ? document : relative(root, join(root, dirname(document), decodeURIComponent(path)));
  if (!existsSync(join(root, file))) return false;
  return heading === undefined || headingsOf(readFileSync(join(root, file), "utf8")).includes(heading);
}

/** As GitHub makes them: small letters, blanks as hyphens, other signs left out. */
function headingsOf(text: string): string[] {
  const headings = [...withoutBlocks(text).matchAll(/^#+ (.+)$/gmu)].map(([, heading = ""]) => heading);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** Sources and documents, by any end of their path; what has placeholders in it names no single one. */
function filesIn(text: string): string[] {
  const marked = [...withoutBlocks(text).matchAll(/`([^`\n]+)`/gu)].map(([, code = ""]) => code);
  return marked.filter((code) => /^[\w./-]+\.(?:ts|md|tf|css)$/u.test(code));
}

/** What a run leaves. */
function isIgnored(file: string): boolean {
  return spawnSync("git", ["check-ignore", "-q", file], { cwd: root }).status === 0;
}

function withoutBlocks(text: string): string {
  return text.replaceAll(/^```.*?^```/gmsu, "");
}
