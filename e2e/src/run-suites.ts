import { X509Certificate } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { runTestFiles } from "../../compat/src/run-test-files.ts";
import { startServer } from "../../compat/src/server.ts";
import { passedOn } from "./browser/chosen-browser.ts";
import { findBrowser } from "./browser/find-browser.ts";
import { passedOnHttps, whyNoHttps } from "./browser/https-probe.ts";
import { writeNssDatabase } from "./browser/nss-database.ts";
import { screenshots } from "./checks/screenshots.ts";

const timeoutMs = 300_000;

/** A home folder whose browser trusts the server's authority, as a developer's does who has followed docs/guides/tls.md. */
async function trustingHome(endpoint: string): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), "poolhouse-e2e-"));
  const answer = await fetch(`${endpoint}/_poolhouse/authority.pem`);
  if (!answer.ok) throw new Error(`the authority's certificate was not given: ${answer.status}`);
  writeNssDatabase(join(home, ".pki", "nssdb"), new X509Certificate(await answer.text()));
  return home;
}

// What was started ends with this process (see startServer), also when it is asked to go.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

const files = process.argv.slice(2);
const browser = await findBrowser();
const server = await startServer({ issuer: "own", storage: ["--memory"] });
try {
  process.stdout.write(`\nPoolhouse at ${server.endpoint}, seen by ${browser.name}\n\n`);
  rmSync(screenshots, { recursive: true, force: true });
  const home = await trustingHome(server.endpoint);
  try {
    const atHome = { ...browser, env: { ...browser.env, HOME: home } };
    const env = {
      POOLHOUSE_ENDPOINT: server.endpoint,
      ...passedOn(atHome),
      ...passedOnHttps(await whyNoHttps(atHome, server.endpoint)),
    };
    process.exitCode = await runTestFiles(files, { env, timeoutMs });
  } finally {
    await rm(home, { recursive: true, force: true });
  }
} finally {
  await server.stop();
}
