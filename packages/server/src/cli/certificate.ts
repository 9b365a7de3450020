import { writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { resolve } from "node:path";
import { certificateOptions, fileKeys } from "../config/options.ts";
import { readOptions } from "../config/read-options.ts";
import type { Authority } from "../http/tls/authority.ts";
import {
  authorityCertificateFile,
  loadAuthority,
  loadOrCreateAuthority,
  replaceAuthority,
} from "../http/tls/authority-file.ts";
import { isPermitted } from "../http/tls/permitted-names.ts";
import { configuredNames, permittedNames, type ServerNameSettings } from "../http/tls/server-names.ts";
import { createClock } from "../platform/clock.ts";
import { systemRandom } from "../platform/random.ts";
import { CommandError, type Run, type Terminal } from "./command.ts";
import { doSteps, isPresent, mayDo, shellLine } from "./trust-steps.ts";
import {
  type Machine,
  missingPrograms,
  type TrustedCertificate,
  type TrustStore,
  trustStores,
} from "./trust-stores.ts";

/** Shows the local authority of a data folder, exports it, and on demand makes this machine's programs trust it. */
export const certificate: Run = async (terminal) => {
  const { values, rest } = readOptions(certificateOptions, terminal, fileKeys);
  if (rest.length > 0) throw new CommandError(`There is nothing to do with '${rest.join(" ")}'.`, 2);
  if ([values.trust, values.untrust, values.renew].filter(Boolean).length > 1)
    throw new CommandError("--trust, --untrust and --renew are done one at a time.", 2);
  if (values.memory)
    throw new CommandError(
      "With --memory the authority lives and ends with the server, which gives its certificate at /_poolhouse/authority.pem.",
      2,
    );
  const dataFolder = resolve(terminal.cwd, values.data);
  const ports = { now: createClock().wall(), random: systemRandom };
  const file = authorityCertificateFile(dataFolder);
  const machine = thisMachine(terminal);

  const kept = await loadAuthority(dataFolder).catch(refuse);
  if (values.untrust) {
    if (!kept) throw new CommandError(`There is no authority in ${dataFolder}, so none of it is trusted.`);
    return change("untrust", machine, { certificate: kept.certificate, file }, terminal);
  }
  if (values.renew && kept) {
    const stores = await trustingStores(machine, { certificate: kept.certificate, file });
    if (stores.length > 0)
      throw new CommandError(
        "The present authority is trusted on this machine. Undo that first: poolhouse certificate --untrust",
      );
  }
  const authority = values.renew
    ? await replaceAuthority(dataFolder, permittedNames(values), ports).catch(refuse)
    : (await loadOrCreateAuthority(dataFolder, () => permittedNames(values), ports).catch(refuse)).authority;

  if (values.export === "-") {
    terminal.out(authority.certificate.trimEnd());
    return 0;
  }
  if (values.export !== undefined) {
    const target = resolve(terminal.cwd, values.export);
    await writeFile(target, authority.certificate).catch(refuse);
    terminal.err(`The authority's certificate was written to ${target}`);
    return 0;
  }
  if (values.trust) return change("trust", machine, { certificate: authority.certificate, file }, terminal);
  const trusting = await trustingStores(machine, { certificate: authority.certificate, file });
  for (const line of describe(authority, file, trusting, values)) terminal.out(line);
  if (values.renew) terminal.err("A server that runs takes the new authority when it is started again.");
  return 0;
};

function thisMachine({ env }: Terminal): Machine {
  return { platform: process.platform, root: "/", home: env.HOME ?? homedir(), path: env.PATH ?? "" };
}

/** Which stores trust the certificate now. */
async function trustingStores(machine: Machine, trusted: TrustedCertificate): Promise<TrustStore[]> {
  const stores = trustStores(machine, trusted);
  const present = await Promise.all(stores.map(isPresent));
  return stores.filter((_store, index) => present[index]);
}

/** Puts the certificate into every store, or takes it out; says each step before it is done, and what is left to the user. */
async function change(
  what: "trust" | "untrust",
  machine: Machine,
  trusted: TrustedCertificate,
  terminal: Terminal,
): Promise<number> {
  const stores = trustStores(machine, trusted);
  const left: string[] = [];
  let failed = false;
  for (const store of stores) {
    if ((await isPresent(store)) === (what === "trust")) {
      terminal.err(`${store.name}: nothing to do`);
      continue;
    }
    const lines = store[what].map((step) => shellLine(step, trusted));
    if (!mayDo(store[what])) {
      terminal.err(`${store.name}: needs an administrator`);
      left.push(...lines.map((line) => `sudo ${line}`));
      continue;
    }
    terminal.err(`${store.name}:`);
    for (const line of lines) terminal.err(`  ${line}`);
    try {
      await doSteps(store[what]);
    } catch (error) {
      failed = true;
      terminal.err(`  ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  for (const line of missingPrograms(machine)) terminal.err(line);
  if (stores.length === 0) terminal.err("No trust store of this machine is known. The certificate is in");
  if (stores.length === 0) terminal.err(`  ${trusted.file}`);
  if (left.length > 0) {
    terminal.err("Left to do by hand:");
    for (const line of left) terminal.out(line);
  }
  if (what === "trust") {
    terminal.err("Whoever reads this data folder's key can now imitate the names of the authority towards you.");
    terminal.err("To undo: poolhouse certificate --untrust");
  }
  return failed || left.length > 0 || stores.length === 0 ? 1 : 0;
}

function describe(
  { fingerprint, expires, permitted }: Authority,
  file: string,
  trusting: readonly TrustStore[],
  settings: ServerNameSettings,
): string[] {
  const isAws = (domain: string) => /\.(amazonaws\.com|amazoncognito\.com|api\.aws)$/.test(domain);
  const own = permitted.domains.filter((domain) => !isAws(domain));
  const uncovered = configuredNames(settings).filter((name) => !isPermitted(permitted, name));
  return [
    `Authority    ${file}`,
    `Fingerprint  ${fingerprint} (SHA-256)`,
    `Valid until  ${new Date(expires).toISOString().slice(0, 10)}`,
    `Only for     ${own.join(", ")}, the loopback, and the names of user pools, login pages and APIs at AWS`,
    `Trusted by   ${trusting.map(({ name }) => name).join(", ") || "nobody on this machine; to change that: poolhouse certificate --trust"}`,
    ...(uncovered.length > 0
      ? [`Not for      ${uncovered.join(", ")}; to change that: poolhouse certificate --renew`]
      : []),
    "",
    "For the programs of one shell:",
    `export AWS_CA_BUNDLE=${file} NODE_EXTRA_CA_CERTS=${file} REQUESTS_CA_BUNDLE=${file}`,
  ];
}

/** What the file system refuses is told without a stack. */
function refuse(error: unknown): never {
  throw new CommandError(error instanceof Error ? error.message : String(error));
}
