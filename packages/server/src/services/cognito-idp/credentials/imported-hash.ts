import { argon2, pbkdf2, scrypt } from "node:crypto";
import { constantTimeEqual } from "../../../platform/constant-time.ts";

/** One hash in the PHC string format, taken apart. */
interface PhcHash {
  parameters: ReadonlyMap<string, number>;
  salt: Buffer;
  hash: Buffer;
}

type Derive = (password: string, phc: PhcHash) => Promise<Buffer> | undefined;

const memoryLimit = 256 * 1024 * 1024;

/** Undefined from a row: its parameters are missing or so large that one sign-in would stall the server. */
const algorithms: Readonly<Record<string, Derive>> = {
  "pbkdf2-sha256": (password, { parameters, salt, hash }) => {
    const iterations = parameters.get("i") ?? 0;
    if (iterations < 1 || iterations > 10_000_000) return undefined;
    return derived((done) => pbkdf2(password, salt, iterations, hash.length, "sha256", done));
  },

  scrypt: (password, { parameters, salt, hash }) => {
    const [ln = 0, r = 0, p = 0] = ["ln", "r", "p"].map((name) => parameters.get(name));
    if (ln < 1 || ln > 24 || r < 1 || p < 1 || p > 16 || 128 * 2 ** ln * r > memoryLimit) return undefined;
    const options = { N: 2 ** ln, r, p, maxmem: 2 * memoryLimit };
    return derived((done) => scrypt(password, salt, hash.length, options, done));
  },

  argon2id: (password, { parameters, salt, hash }) => {
    const [v = 19, m = 0, t = 0, p = 0] = ["v", "m", "t", "p"].map((name) => parameters.get(name));
    // Node has had argon2 since 24.7; OpenSSL asks for 8 bytes of salt and 8 KiB for each lane.
    if (typeof argon2 !== "function" || v !== 19 || salt.length < 8) return undefined;
    if (t < 1 || t > 64 || p < 1 || p > 64 || m < 8 * p || m * 1024 > memoryLimit) return undefined;
    const options = { message: password, nonce: salt, parallelism: p, tagLength: hash.length, memory: m, passes: t };
    return derived((done) => argon2("argon2id", options, done));
  },
};

/**
 * Whether the password belongs to a hash from elsewhere: `$scrypt$ln=…,r=…,p=…$salt$hash`, `$pbkdf2-sha256$i=…$salt$hash` (also passlib's
 * form with the bare number) or `$argon2id$v=19$m=…,t=…,p=…$salt$hash`, base64 without padding. Runs off the event loop. A hash of any other
 * form or algorithm (bcrypt among them), or one that would cost more than 256 MiB, matches nothing.
 */
export async function matchesImportedHash(phc: string, password: string): Promise<boolean> {
  const parsed = parsePhc(phc);
  if (parsed === undefined) return false;
  try {
    const hash = await parsed.derive(password, parsed);
    return hash !== undefined && constantTimeEqual(hash, parsed.hash);
  } catch {
    // Parameters that pass the limits and that OpenSSL refuses all the same.
    return false;
  }
}

function parsePhc(text: string): (PhcHash & { derive: Derive }) | undefined {
  if (text.length > 1024) return undefined;
  const [empty, name = "", ...fields] = text.split("$");
  const hash = decode(fields.pop());
  const salt = decode(fields.pop());
  const derive = Object.hasOwn(algorithms, name) ? algorithms[name] : undefined;
  if (
    empty !== "" ||
    derive === undefined ||
    hash === undefined ||
    salt === undefined ||
    hash.length < 16 ||
    hash.length > 128
  ) {
    return undefined;
  }
  const parameters = new Map<string, number>();
  for (const pair of fields.flatMap((field) => field.split(","))) {
    const match = /^(?:([a-z]+)=)?(\d{1,10})$/.exec(pair);
    if (match === null) return undefined;
    parameters.set(match[1] ?? "i", Number(match[2]));
  }
  return { derive, parameters, salt, hash };
}

/** Base64 without padding; passlib writes "." for "+". */
function decode(text: string | undefined): Buffer | undefined {
  return text !== undefined && /^[A-Za-z0-9+/.]+$/.test(text)
    ? Buffer.from(text.replaceAll(".", "+"), "base64")
    : undefined;
}

function derived(run: (done: (error: Error | null, hash: Buffer) => void) => void): Promise<Buffer> {
  return new Promise((resolve, reject) => run((error, hash) => (error === null ? resolve(hash) : reject(error))));
}
