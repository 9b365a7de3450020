import { link, open, readFile, rename, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openPrivateFolder } from "../../platform/private-folder.ts";
import type { Random } from "../../platform/random.ts";
import { unusableFile } from "../../platform/unusable-file.ts";
import { type Authority, createAuthority, readAuthority } from "./authority.ts";
import type { PermittedNames } from "./permitted-names.ts";

/** Where an authority's certificate is kept for whoever needs to trust it. The truth is the secret file beside it. */
export function authorityCertificateFile(dataFolder: string): string {
  return join(dataFolder, "tls", "authority.pem");
}

/** Certificate and private key in one file, so that they are always of one making. */
function secretFile(dataFolder: string): string {
  return join(dataFolder, "tls", "authority-key.pem");
}

/**
 * The authority of a data folder, or undefined when none was made.
 * @throws Error when it is there and cannot be read: clients may trust it, so a broken one is never replaced by itself
 */
export async function loadAuthority(dataFolder: string): Promise<Authority | undefined> {
  const path = secretFile(dataFolder);
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    // ENOTDIR: what should be the folder is none, which is said when it is to be made.
    if (["ENOENT", "ENOTDIR"].includes(String(codeOf(error)))) return undefined;
    throw unusableFile(path, error);
  }
  const block = (label: string) =>
    new RegExp(`-----BEGIN ${label}-----[^-]+-----END ${label}-----`).exec(text)?.[0] ?? "";
  try {
    return await readAuthority(block("CERTIFICATE"), block("PRIVATE KEY"));
  } catch (error) {
    throw new Error(`${path} is damaged: ${error instanceof Error ? error.message : "unreadable"}`);
  }
}

/**
 * The authority of a data folder, made when there is none. Of several processes that ask at once all get the same one.
 * @returns whether it was made now
 */
export async function loadOrCreateAuthority(
  dataFolder: string,
  permitted: () => PermittedNames,
  ports: { now: number; random: Random },
): Promise<{ authority: Authority; made: boolean }> {
  const kept = await loadAuthority(dataFolder);
  const made = kept === undefined && (await keep(dataFolder, await createAuthority(permitted(), ports), ports.random));
  const authority = kept ?? (await loadAuthority(dataFolder));
  if (!authority) throw new Error(`${secretFile(dataFolder)} disappeared while it was read`);
  await showCertificate(dataFolder, authority, ports.random);
  return { authority, made };
}

/** Makes a new authority in the place of the present one, which nobody can use any more. */
export async function replaceAuthority(
  dataFolder: string,
  permitted: PermittedNames,
  ports: { now: number; random: Random },
): Promise<Authority> {
  const authority = await createAuthority(permitted, ports);
  const temporary = await writeSecret(dataFolder, authority, ports.random);
  await rename(temporary, secretFile(dataFolder));
  await showCertificate(dataFolder, authority, ports.random);
  return authority;
}

/** @returns false when another process was first */
async function keep(dataFolder: string, authority: Authority, random: Random): Promise<boolean> {
  const temporary = await writeSecret(dataFolder, authority, random);
  try {
    // A link, unlike a rename, never replaces a file that another process has put there meanwhile.
    await link(temporary, secretFile(dataFolder));
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  } finally {
    await unlink(temporary);
  }
}

/** Whole and on disk before it gets its name. */
async function writeSecret(dataFolder: string, authority: Authority, random: Random): Promise<string> {
  const path = secretFile(dataFolder);
  openPrivateFolder(join(dataFolder, "tls"));
  const temporary = `${path}.${random.bytes(6).toString("hex")}`;
  const file = await open(temporary, "wx", 0o600);
  try {
    await file.writeFile(authority.privateKey + authority.certificate);
    await file.sync();
  } finally {
    await file.close();
  }
  return temporary;
}

/** Puts the certificate where people and clients find it, unless it is there. */
async function showCertificate(dataFolder: string, { certificate }: Authority, random: Random): Promise<void> {
  const path = authorityCertificateFile(dataFolder);
  const shown = await readFile(path, "utf8").catch(() => undefined);
  if (shown === certificate) return;
  const temporary = `${path}.${random.bytes(6).toString("hex")}`;
  await writeFile(temporary, certificate, { mode: 0o644 });
  await rename(temporary, path);
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
