import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { algorithm } from "./authorization.ts";
import type { CredentialScope } from "./credential-scope.ts";

/** The signature of a canonical request: 64 hexadecimal digits (IAM user guide, "Create a string to sign", "Calculate the signature"). */
export function calculateSignature(
  secret: string,
  scope: Omit<CredentialScope, "accessKeyId">,
  date: string,
  canonical: string,
): string {
  const { day, region, service, terminator } = scope;
  const stringToSign = [algorithm, date, `${day}/${region}/${service}/${terminator}`, sha256Hex(canonical)].join("\n");
  const key = [day, region, service, terminator].reduce<Buffer>(hmac, Buffer.from(`AWS4${secret}`));
  return hmac(key, stringToSign).toString("hex");
}

export function sha256Hex(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

/** Takes the same time wherever two texts differ. Their lengths are no secret. */
export function sameSignature(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}

function hmac(key: Buffer, data: string): Buffer {
  return createHmac("sha256", key).update(data).digest();
}
