import { argon2Sync, pbkdf2Sync, scryptSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { matchesImportedHash } from "./imported-hash.ts";

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64").replaceAll("=", "");
const salt = Buffer.from("0123456789abcdef");

describe("an imported hash", () => {
  test("of scrypt matches its password only: RFC 7914, third vector", async () => {
    const hash = Buffer.from(
      "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887",
      "hex",
    );
    const phc = `$scrypt$ln=14,r=8,p=1$${base64(Buffer.from("SodiumChloride"))}$${base64(hash)}`;
    expect(await matchesImportedHash(phc, "pleaseletmein")).toBe(true);
    expect(await matchesImportedHash(phc, "pleaseletmeout")).toBe(false);
  });

  test("of PBKDF2 matches in the PHC form and in passlib's", async () => {
    const hash = base64(pbkdf2Sync("Passw0rd!", salt, 1000, 32, "sha256"));
    for (const phc of [
      `$pbkdf2-sha256$i=1000,l=32$${base64(salt)}$${hash}`,
      `$pbkdf2-sha256$1000$${base64(salt)}$${hash.replaceAll("+", ".")}`,
    ]) {
      expect(await matchesImportedHash(phc, "Passw0rd!")).toBe(true);
      expect(await matchesImportedHash(phc, "Passw0rd?")).toBe(false);
    }
  });

  test("of argon2id matches its password only", async () => {
    const options = { message: "Passw0rd!", nonce: salt, parallelism: 1, tagLength: 32, memory: 64, passes: 2 };
    const phc = `$argon2id$v=19$m=64,t=2,p=1$${base64(salt)}$${base64(argon2Sync("argon2id", options))}`;
    expect(await matchesImportedHash(phc, "Passw0rd!")).toBe(true);
    expect(await matchesImportedHash(phc, "passw0rd!")).toBe(false);
  });

  const hash = base64(Buffer.alloc(32));
  test.each([
    "",
    "$",
    "plain",
    "$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW",
    "$__proto__$i=1$c2FsdA$c2FsdA",
    "$scrypt$ln=14,r=8,p=1$c2FsdA$",
    `$scrypt$ln=30,r=8,p=1$c2FsdA$${hash}`,
    `$scrypt$ln=14,r=8,p=1000$c2FsdA$${hash}`,
    `$scrypt$ln=x$c2FsdA$${hash}`,
    `$pbkdf2-sha256$i=4000000000$c2FsdA$${hash}`,
    `$pbkdf2-sha256$c2FsdA$${hash}`,
    `$argon2id$v=19$m=4000000,t=3,p=4$c2FsdHNhbHQ$${hash}`,
    `$argon2id$v=19$m=64,t=1,p=1$c2E$${hash}`,
    `$argon2d$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$${hash}`,
    "$pbkdf2-sha256$i=1$c2FsdA$AA",
  ])("of an unknown form or an unreasonable cost matches nothing: %s", async (phc) => {
    expect(await matchesImportedHash(phc, "")).toBe(false);
  });

  test("may have been made with a whole block as its salt", async () => {
    const phc = `$scrypt$ln=4,r=8,p=1$${base64(salt)}$${base64(scryptSync("x", salt, 32, { N: 16, r: 8, p: 1 }))}`;
    expect(await matchesImportedHash(phc, "x")).toBe(true);
  });
});
