import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { isIP } from "node:net";
import type { SecureContext } from "node:tls";
import type { Log } from "../../platform/log.ts";
import { serverContext } from "./server-context.ts";

export interface CertificateFiles {
  /** PEM: the server's certificate, then those of the authorities between it and the root. */
  certificate: string;
  /** PEM, without a passphrase. */
  key: string;
}

interface Loaded {
  context: SecureContext;
  first: X509Certificate;
  state: FileState;
  text: string;
}

interface FileState {
  /** Changes with every change of a file, if the state is settled. */
  version: string;
  /** Whether the files were written so long ago that another change has another time. */
  settled: boolean;
}

/** In such steps file systems count time, at worst (FAT); Linux, in some milliseconds. */
const TIME_STEP = 2000;

/** A certificate from files, as an authority of the operator's issued it. */
export interface ConfiguredCertificate {
  /** The newest that could be read. Looks whether the files changed. */
  context(): Promise<SecureContext>;
  /** Whether it is made out to a host name or an address. */
  covers(nameOrAddress: string): boolean;
}

/**
 * Reads a certificate and its key, and again whenever their files change, so that a renewal needs no restart. Files that do not go
 * together, as in the moment between the two writes of a renewal, are passed over until they do.
 *
 * @param now milliseconds since the epoch
 * @throws Error in a sentence that names the file, when the first reading fails
 */
export async function openConfiguredCertificate(
  files: CertificateFiles,
  { now, log }: { now: () => number; log: Log },
): Promise<ConfiguredCertificate> {
  let loaded = await load(files, await stateOf(files, now()));
  let refused = "";
  let pending: Promise<void> | undefined;
  tellExpiry(loaded.first, now(), log);

  async function refresh(): Promise<void> {
    let version = "";
    try {
      const state = await stateOf(files, now());
      version = state.version;
      const known = version === loaded.state.version;
      if ((known && loaded.state.settled) || version === refused) return;
      const found = await load(files, state);
      if (known && found.text === loaded.text) {
        loaded.state = state;
        return;
      }
      loaded = found;
      refused = "";
      log.info(
        { file: files.certificate, until: loaded.first.validToDate.toISOString() },
        "the TLS certificate was read again",
      );
      tellExpiry(loaded.first, now(), log);
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      if (version === "" && refused === text) return;
      refused = version === "" ? text : version;
      log.error({ rule: "tls-certificate" }, `${text} The certificate that was read before stays in use.`);
    }
  }

  return {
    async context() {
      pending ??= refresh().finally(() => {
        pending = undefined;
      });
      await pending;
      return loaded.context;
    },
    covers: (name) => (isIP(name) === 0 ? loaded.first.checkHost(name) : loaded.first.checkIP(name)) !== undefined,
  };
}

/** Links are followed: some renew by pointing a link elsewhere. */
async function stateOf(files: CertificateFiles, now: number): Promise<FileState> {
  const look = (path: string) => stat(path);
  // One after the other: where both are missing it is always the same that is told, and told once.
  const states = [await readable(look, files.certificate), await readable(look, files.key)];
  return {
    version: states.map(({ ino, size, mtimeMs }) => `${ino}:${size}:${mtimeMs}`).join("/"),
    settled: states.every(({ mtimeMs }) => now - mtimeMs > TIME_STEP),
  };
}

async function load(files: CertificateFiles, state: FileState): Promise<Loaded> {
  const read = (path: string) => readFile(path, "utf8");
  const cert = await readable(read, files.certificate);
  const key = await readable(read, files.key);
  const first = parsed(() => new X509Certificate(cert), `${files.certificate} holds no certificate in PEM form.`);
  const privateKey = parsed(
    () => createPrivateKey(key),
    `${files.key} holds no private key in PEM form, or one with a passphrase.`,
  );
  if (!first.checkPrivateKey(privateKey))
    throw new Error(`${files.key} is not the private key of the first certificate in ${files.certificate}.`);
  const context = parsed(
    () => serverContext(cert, key),
    `${files.certificate} and ${files.key} cannot be used for TLS.`,
  );
  return { context, first, state, text: `${cert}\n${key}` };
}

async function readable<T>(read: (path: string) => Promise<T>, path: string): Promise<T> {
  try {
    return await read(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    throw new Error(`${path} cannot be read (${String(code ?? error)}).`);
  }
}

/** What OpenSSL says of a file is for those who know its sources. */
function parsed<T>(parse: () => T, sentence: string): T {
  try {
    return parse();
  } catch {
    throw new Error(sentence);
  }
}

function tellExpiry(certificate: X509Certificate, now: number, log: Log): void {
  const until = certificate.validToDate;
  if (until.getTime() <= now) log.warn({ until: until.toISOString() }, "the TLS certificate has expired");
  else if (until.getTime() - now < 7 * 86_400_000)
    log.warn({ until: until.toISOString() }, "the TLS certificate expires within a week");
}
