import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { openidConnectCore } from "./oauth-rules/openid-connect-core.ts";
import { rfc6749 } from "./oauth-rules/rfc-6749.ts";
import { rfc6750 } from "./oauth-rules/rfc-6750.ts";
import { rfc7009 } from "./oauth-rules/rfc-7009.ts";
import { rfc7636 } from "./oauth-rules/rfc-7636.ts";
import { rfc9207 } from "./oauth-rules/rfc-9207.ts";
import { rfc9700 } from "./oauth-rules/rfc-9700.ts";
import { rpInitiatedLogout } from "./oauth-rules/rp-initiated-logout.ts";
import type { Rule, Specification } from "./oauth-rules/specification.ts";
import { titlesOf, WITHIN } from "./test-titles.ts";

/**
 * Writes docs/reference/oauth-rules.md: the rules of OAuth and OpenID Connect for whoever issues tokens, each with the tests that prove it.
 * Fails when a rule has neither a test nor a reason, or when a test that is named does not exist.
 *
 *     node scripts/oauth-rules.ts [--check]
 *
 * With --check nothing is written, and a page that is not what it would be fails.
 */
const specifications: readonly Specification[] = [
  rfc6749,
  rfc6750,
  rfc7636,
  rfc7009,
  rfc9207,
  rfc9700,
  rpInitiatedLogout,
  openidConnectCore,
];

const root = join(import.meta.dirname, "..");
const page = join(root, "docs", "reference", "oauth-rules.md");
/** Where test files are that are named without their folder. */
const service = "packages/server/src/services/cognito-idp";
const conformance = "docs/reference/openid-conformance.md";

/** A test by its name in a rule: the file, from the root, and its title. A module of the conformance run stands in that run's table. */
function locate(name: string): { file: string; title: string } {
  const [where = "", ...titles] = name.split(WITHIN);
  if (where === "conformance") return { file: conformance, title: titles.join(WITHIN) };
  return { file: existsSync(join(root, where)) ? where : `${service}/${where}`, title: titles.join(WITHIN) };
}

const known = new Map<string, readonly string[]>();

function exists({ file, title }: { file: string; title: string }): boolean {
  const path = join(root, file);
  if (!existsSync(path)) return false;
  // A module proves its rule where it passed on one of the presets.
  if (file === conformance) {
    return readFileSync(path, "utf8")
      .split("\n")
      .some((line) => line.startsWith(`| \`${title}\` |`) && / passed \|/.test(line));
  }
  const titles = known.get(file) ?? titlesOf(path);
  known.set(file, titles);
  return titles.includes(title);
}

/** What is wrong with a rule, a sentence each. */
function faultsOf({ name }: Specification, { section, rule, proof }: Rule): readonly string[] {
  const where = `${name}, ${section}, "${rule}"`;
  if (rule.trim() === "") return [`${where}: the rule is empty`];
  if ("because" in proof) return proof.because.trim() === "" ? [`${where}: the reason is empty`] : [];
  const tests: readonly string[] = proof;
  if (tests.length === 0) return [`${where}: neither a test nor a reason`];
  return tests.filter((test) => !exists(locate(test))).map((test) => `${where}: there is no test ${test}`);
}

function linkTo(name: string): string {
  const { file, title } = locate(name);
  const target = relative(join(root, "docs", "reference"), join(root, file));
  const text = file === conformance ? `module \`${title}\`` : `${file.split("/").at(-1)}: ${title}`;
  // Titles are text: what Markdown would read as its own is not meant.
  return `[${text.replace(/[|\\[\]<>*_$]/g, "\\$&")}](${target})`;
}

const cellOf = ({ proof }: Rule): string =>
  "because" in proof ? `not applicable: ${proof.because}` : proof.map(linkTo).join("<br>");

function render(): string {
  const parts = specifications.map(({ name, title, rules }) => {
    const rows = rules.map((rule) => `| ${rule.section} | ${rule.rule} | ${cellOf(rule)} |`);
    return [`## ${name}: ${title}`, "", "| section | rule | proof |", "|---|---|---|", ...rows, ""].join("\n");
  });
  return `<!-- Written by \`node scripts/oauth-rules.ts\` from scripts/oauth-rules/; do not edit. -->
# Rules of OAuth and OpenID Connect

What the specifications ask of whoever issues tokens, in our own words, and the tests that prove it. Where a rule holds for one
[preset](../guides/login.md#how-oauth-behaves) only, its test says so. A rule without a test and without a reason fails \`npm run check\`.

${parts.join("\n").trimEnd()}
`;
}

const faults = specifications.flatMap((one) => one.rules.flatMap((rule) => faultsOf(one, rule)));
for (const fault of faults) process.stdout.write(`${fault}\n`);
const text = render();
const stale = !existsSync(page) || readFileSync(page, "utf8") !== text;
if (stale && process.argv.includes("--check")) {
  faults.push("stale");
  process.stdout.write("docs/reference/oauth-rules.md is stale: run `node scripts/oauth-rules.ts`\n");
} else if (stale && faults.length === 0) {
  writeFileSync(page, text);
  process.stdout.write("docs/reference/oauth-rules.md written\n");
}
const rules = specifications.reduce((sum, one) => sum + one.rules.length, 0);
process.stdout.write(`${rules} rules, ${faults.length} faults\n`);
if (faults.length > 0) process.exitCode = 1;
