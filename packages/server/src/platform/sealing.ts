import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from "node:crypto";

/** Where a sealed value stands: bound to it as associated data, so that a value moved to another place does not open. */
export interface SealedPlace {
  table: string;
  /** The row's key, its parts joined with "/". */
  row: string;
  column: string;
}

/** Encryption of secrets at rest: `v1.keyId.nonce.ciphertext`, AES-256-GCM. One key writes, several can be read. */
export interface Sealer {
  seal(plaintext: string | Uint8Array, place: SealedPlace): string;
  /** @throws Error when the key is unknown, the value was changed, or it belongs to another place. */
  open(sealed: string, place: SealedPlace): Buffer;
}

/** The keys of one server, 32 bytes each, by id. Ids are one to 32 of `A-Za-z0-9_-`. */
export interface SealingKeys {
  /** The id of the key that seals; one of `keys`. */
  writing: string;
  keys: ReadonlyMap<string, Uint8Array>;
}

const version = "v1";
const nonceLength = 12;
const tagLength = 16;

/**
 * A sealer over `keys`. To change keys, put a new one first and keep the old ones until everything was written anew. A nonce is
 * random, so one key should not seal more than 2^32 values (NIST SP 800-38D, 8.3).
 *
 * @throws Error when the writing key is not among the keys, an id is malformed or a key is not 32 bytes long.
 */
export function createSealer({ writing, keys }: SealingKeys): Sealer {
  for (const [id, key] of keys) {
    if (!/^[\w-]{1,32}$/.test(id)) throw new Error("A sealing key's id must be 1 to 32 letters, digits, '_' or '-'");
    if (key.length !== 32) throw new Error(`The sealing key ${id} must be 32 bytes long`);
  }
  // As key objects: given bytes, Node makes one for every cipher, which costs three times what the cipher itself does.
  const keyObjects = new Map<string, KeyObject>([...keys].map(([id, key]) => [id, createSecretKey(key)]));
  const writingKey = keyObjects.get(writing);
  if (writingKey === undefined) throw new Error(`The sealing key ${writing} is not there`);

  return {
    seal(plaintext, place) {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv("aes-256-gcm", writingKey, nonce, { authTagLength: tagLength });
      cipher.setAAD(associatedData(writing, place));
      const text = typeof plaintext === "string" ? Buffer.from(plaintext, "utf8") : plaintext;
      const sealed = Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]);
      return `${version}.${writing}.${nonce.toString("base64url")}.${sealed.toString("base64url")}`;
    },

    open(sealed, place) {
      const [prefix, keyId = "", nonceText = "", text = "", ...rest] = sealed.split(".");
      if (prefix !== version || rest.length > 0)
        throw new Error(`A sealed value in ${place.table}.${place.column} is malformed`);
      const key = keyObjects.get(keyId);
      if (key === undefined) {
        throw new Error(
          `A value in ${place.table}.${place.column} is sealed with a key that this server does not have`,
        );
      }
      const nonce = Buffer.from(nonceText, "base64url");
      const bytes = Buffer.from(text, "base64url");
      // Only the one spelling that `seal` writes: decoding forgives stray characters, and a value must not have two forms.
      const canonical = nonce.toString("base64url") === nonceText && bytes.toString("base64url") === text;
      if (!canonical || nonce.length !== nonceLength || bytes.length < tagLength) {
        throw new Error(`A sealed value in ${place.table}.${place.column} is malformed`);
      }
      const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: tagLength });
      decipher.setAAD(associatedData(keyId, place));
      decipher.setAuthTag(bytes.subarray(bytes.length - tagLength));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(0, bytes.length - tagLength)), decipher.final()]);
      } catch {
        throw new Error(`A sealed value in ${place.table}.${place.column} was changed or belongs to another place`);
      }
    },
  };
}

/** As a JSON list, so that no two places and keys share an encoding. */
function associatedData(keyId: string, { table, row, column }: SealedPlace): Buffer {
  return Buffer.from(JSON.stringify([version, keyId, table, row, column]), "utf8");
}
