import { createRequire } from "node:module";

/** A number of amazon-cognito-identity-js. */
export interface BigInteger {
  toString(radix: number): string;
}

/** The parts of amazon-cognito-identity-js that its own type declarations leave out: its arithmetic of SRP, and its clock. */
interface IdentityJs {
  AuthenticationHelper: new (
    poolName: string,
  ) => {
    getLargeAValue(callback: (error: unknown, value: BigInteger) => void): void;
    getPasswordAuthenticationKey(
      userId: string,
      password: string,
      serverPublic: BigInteger,
      salt: BigInteger,
      callback: (error: unknown, key: Uint8Array) => void,
    ): void;
    padHex(value: BigInteger): string;
  };
  DateHelper: new () => { getNowString(): string };
}

const require = createRequire(import.meta.url);
export const { AuthenticationHelper, DateHelper }: IdentityJs = require("amazon-cognito-identity-js");
const { default: Numbers }: { default: new (text: string, radix: number) => BigInteger } =
  require("amazon-cognito-identity-js/lib/BigInteger.js");

/** @param hex as it goes over the wire */
export function bigInteger(hex: string): BigInteger {
  return new Numbers(hex, 16);
}
