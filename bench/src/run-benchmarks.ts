import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { describeProfiles, forgetProfiles } from "./profile.ts";
import { progress } from "./progress.ts";
import { renderReport, type Section } from "./report.ts";
import { existenceSection } from "./sections/existence.ts";
import { lookUpsSection } from "./sections/look-ups.ts";
import { signInSection } from "./sections/sign-in.ts";
import { startSection } from "./sections/start.ts";
import { tokenEndpointSection } from "./sections/token-endpoint.ts";
import { repository } from "./server/child-server.ts";

const sections: Readonly<Record<string, () => Promise<Section>>> = {
  "sign-in": signInSection,
  start: startSection,
  "look-ups": lookUpsSection,
  existence: existenceSection,
  "token-endpoint": tokenEndpointSection,
};

const introduction = `# Benchmarks

Written by \`npm run bench -- --publish\`. Every figure is a ratio of things that were measured in the same run on the same machine, in turns; other machines, and other
moments, move both sides. "Rounds from – to" are the smallest and the largest ratio of the rounds: where they lie far apart the machine was
busy with other work, and the ratio means as much less. Processor time is all that the server's process used, with all of its threads.

`;

const words = process.argv.slice(2);
const known = new Set(["--publish", "--profile", ...Object.keys(sections)]);
const unknown = words.filter((word) => !known.has(word));
if (unknown.length > 0) {
  process.stderr.write(`There is no benchmark ${unknown.join(", ")}; there are ${Object.keys(sections).join(", ")}.\n`);
  process.exit(2);
}
const wanted = Object.keys(sections).filter((name) => words.includes(name));

// What was started ends with this process, also when it is asked to go.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

forgetProfiles();
const began = performance.now();
const done: Section[] = [];
for (const name of wanted.length > 0 ? wanted : Object.keys(sections)) {
  const section = await sections[name]?.();
  if (section === undefined) continue;
  done.push(section);
  process.stdout.write(`\n${renderReport([section])}\n`);
}
progress(`${Math.round((performance.now() - began) / 1000)} s in all`);
process.stdout.write(describeProfiles());

const report = introduction + renderReport(done);
const results = fileURLToPath(new URL("../results", import.meta.url));
mkdirSync(results, { recursive: true });
writeFileSync(join(results, "latest.md"), report);
if (words.includes("--publish")) writeFileSync(join(repository, "docs", "benchmarks.md"), report);
// Sockets that clients kept open are nobody's any more.
process.exit(0);
