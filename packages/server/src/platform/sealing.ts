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
