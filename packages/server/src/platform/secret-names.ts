/**
 * Names of fields that hold secrets in this program, in lower case without separators. `code` is not among them: it is what errors call
 * their names.
 */
const secretNames =
  /password|passphrase|secret|token|authorization|cookie|confirmationcode|usercode|verificationcode|temporarycode|session$|signature|verifier|credential|privatekey|seed|salt|srp[ab]$|proof/;

/** Names that contain one of those words and hold no secret. */
const harmless = new Set(["tokenuse", "tokentype", "challengename"]);

/** Whether what is called so holds a secret, however the name is written. */
export function isSecretName(name: string): boolean {
  const bare = name.toLowerCase().replace(/[^a-z]/g, "");
  return secretNames.test(bare) && !harmless.has(bare);
}

/**
 * A guard behind the callers' own care: a copy of log fields in which the values of secret names are `[secret]`, four levels deep.
 * Nothing is known of values that stand inside texts.
 */
export function withoutSecrets(fields: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, guard(name, value, 4)]));
}

function guard(name: string, value: unknown, depth: number): unknown {
  if (isSecretName(name) && typeof value !== "boolean" && value !== undefined) return "[secret]";
  if (typeof value !== "object" || value === null || value instanceof Error || value instanceof Date) return value;
  if (depth === 0) return "[deep]";
  if (value instanceof Uint8Array) return `[${value.length} bytes]`;
  if (Array.isArray(value)) return value.map((one) => guard("", one, depth - 1));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, guard(key, inner, depth - 1)]));
}
