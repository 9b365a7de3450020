import { DiffieHellman, getDiffieHellman } from "node:crypto";

/**
 * The power by OpenSSL's constant-time Montgomery exponentiation, which Node reaches only as a Diffie-Hellman secret: the exponent is
 * the private key and the base the peer's public key. Blocks for about half a millisecond. The group object has no `setPrivateKey`
 * of its own, though the class next to it does and both have the same native part; `createDiffieHellman(N, 2)`, the documented way, spends
 * two seconds on testing that N is prime.
 *
 * @throws Error for the cases that `trivialPower` answers.
 */
export function openSslPower(base: bigint, exponent: bigint): bigint {
  const group = getDiffieHellman("modp15");
  DiffieHellman.prototype.setPrivateKey.call(group, evenHex(exponent), "hex");
  return BigInt(`0x${group.computeSecret(evenHex(base), "hex", "hex")}`);
}

function evenHex(value: bigint): string {
  const hex = value.toString(16);
  return hex.length % 2 === 0 ? hex : `0${hex}`;
}
