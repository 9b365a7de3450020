import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** A pair of keys that may sign requests. */
export interface ConfiguredCredential {
  accessKeyId: string;
  secretAccessKey: string;
  /** Twelve digits. */
  account: string;
  /** Who it is: as `sts get-caller-identity` says it. */
  arn: string;
}

/**
 * Reads configured credentials: JSON, or the path of a file that holds it. A list of `{accessKeyId, secretAccessKey, account?, arn?}`;
 * the account is 000000000000 and the caller the account's root unless given.
 * @throws Error whose message goes on after the setting's name and repeats no secret.
 */
export function readCredentials(text: string, cwd: string): ConfiguredCredential[] {
  const inline = text.trimStart().startsWith("[");
  const entries = parse(inline ? text : readText(resolve(cwd, text)), inline ? "" : `${text}: `);
  const credentials = entries.map(readEntry);
  const ids = new Set<string>();
  for (const { accessKeyId } of credentials) {
    if (ids.has(accessKeyId)) throw new Error(`names the access key ${accessKeyId} twice`);
    ids.add(accessKeyId);
  }
  return credentials;
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new Error(`cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parse(json: string, where: string): unknown[] {
  let content: unknown;
  try {
    content = JSON.parse(json);
  } catch {
    // The parser's own message quotes the text, which holds secrets.
    throw new Error(`${where}must be JSON`);
  }
  if (!Array.isArray(content)) throw new Error(`${where}must be a JSON list of credentials`);
  return content;
}

function readEntry(entry: unknown, index: number): ConfiguredCredential {
  const members =
    typeof entry === "object" && entry !== null ? new Map<string, unknown>(Object.entries(entry)) : new Map();
  const member = (name: string, pattern: RegExp, rule: string, fallback?: string): string => {
    const value: unknown = members.get(name) ?? fallback;
    if (typeof value !== "string" || !pattern.test(value))
      throw new Error(`entry ${index + 1}: ${name} must be ${rule}`);
    return value;
  };
  const accessKeyId = member("accessKeyId", /^[\w-]{1,128}$/, "letters, digits, - or _");
  const secretAccessKey = member("secretAccessKey", /^\S{8,}$/, "at least eight characters without spaces");
  const account = member("account", /^\d{12}$/, "twelve digits", "000000000000");
  const arn = member(
    "arn",
    /^arn:aws[\w-]*:(iam|sts)::\d{12}:\S+$/,
    "the ARN of a user or role",
    `arn:aws:iam::${account}:root`,
  );
  return { accessKeyId, secretAccessKey, account, arn };
}
