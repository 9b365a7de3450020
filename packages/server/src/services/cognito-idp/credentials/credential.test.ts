import { createSecretKey } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import fc from "../../../../test/property.ts";
import { systemRandom } from "../../../platform/random.ts";
import { createCredential, matchesPassword, parseCredential, serializeCredential } from "./credential.ts";
import { createModPowPool } from "./mod-pow-pool.ts";
import { simulatedCredential } from "./simulated-credential.ts";
import { saltFromBytes } from "./verifier.ts";

const pool = createModPowPool();
afterAll(() => pool.close());
const ports = { modPow: pool.modPow, random: systemRandom };
const owner = { poolName: "AbC123xyz", userId: "alice" };

describe("a credential", () => {
  test("matches its password and no other", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), async (password, other) => {
        const credential = await createCredential(password, owner, ports);
        expect(await matchesPassword(credential, password, ports)).toBe(true);
        expect(await matchesPassword(credential, other, ports)).toBe(other === password);
      }),
      { numRuns: 30 },
    );
  });

  test("does not match under another user id or pool name", async () => {
    const credential = await createCredential("Passw0rd!", owner, ports);
    expect(await matchesPassword({ ...credential, userId: "bob" }, "Passw0rd!", ports)).toBe(false);
    expect(await matchesPassword({ ...credential, poolName: "other" }, "Passw0rd!", ports)).toBe(false);
  });

  test("is fresh for the same password", async () => {
    const [one, two] = await Promise.all([1, 2].map(() => createCredential("Passw0rd!", owner, ports)));
    expect(one?.salt).not.toBe(two?.salt);
    expect(one?.verifier).not.toBe(two?.verifier);
  });

  test("survives being stored", async () => {
    const credential = await createCredential("Passw0rd!", owner, ports);
    expect(parseCredential(serializeCredential(credential))).toEqual(credential);
    const imported = { kind: "imported", phc: "$scrypt$ln=4,r=8,p=1$c2FsdA$aGFzaA" } as const;
    expect(parseCredential(serializeCredential(imported))).toEqual(imported);
  });

  test.each(["", "null", "{}", '{"kind":"srp"}', '{"kind":"plain","password":"sentinel"}'])(
    "that is damaged is refused without being quoted: %s",
    (text) => {
      expect(() => parseCredential(text)).toThrow(/^A stored credential is damaged$/);
    },
  );
});

test("a salt begins with a byte from 01 to 7f, whatever is drawn", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
      const salt = saltFromBytes(bytes);
      expect(salt).toMatch(/^[0-7][0-9a-f]{31}$/);
      expect(salt.startsWith("00")).toBe(false);
    }),
  );
});

describe("a simulated credential", () => {
  const secret = createSecretKey(systemRandom.bytes(32));

  test("is the same for one pool and name, and another for another", () => {
    const credential = simulatedCredential(secret, "nobody", owner);
    expect(simulatedCredential(secret, "nobody", owner)).toEqual(credential);
    for (const other of [
      simulatedCredential(createSecretKey(systemRandom.bytes(32)), "nobody", owner),
      simulatedCredential(secret, "somebody", owner),
      simulatedCredential(secret, "nobody", { ...owner, poolName: "other" }),
    ]) {
      expect(other.salt).not.toBe(credential.salt);
      expect(other.verifier).not.toBe(credential.verifier);
    }
  });

  test("keeps its salt from one version of the server to the next, as a user's does", () => {
    const kept = createSecretKey(Buffer.from("a pool's secret of thirty-two b."));
    expect(simulatedCredential(kept, "nobody", owner).salt).toBe("7a1f069bd44f096081817b9457dd0294");
  });

  test("keeps salt and verifier however the name is typed", () => {
    const { salt, verifier } = simulatedCredential(secret, "nobody", { ...owner, userId: "NoBody" });
    expect(simulatedCredential(secret, "nobody", owner)).toMatchObject({ salt, verifier });
  });

  test.each(["", "n".repeat(10_000), "\ud800", "名前".repeat(64)])("exists for every name, however odd: %#", (name) => {
    expect(simulatedCredential(secret, name, owner).verifier).toMatch(/^[0-9a-f]{700,768}$/);
  });

  test("looks like a real one when stored", () => {
    const credential = simulatedCredential(secret, "nobody", owner);
    expect(parseCredential(serializeCredential(credential))).toEqual(credential);
  });

  test("matches no password", async () => {
    const credential = simulatedCredential(secret, "nobody", owner);
    for (const password of ["", "nobody", credential.verifier, secret.export().toString("hex")]) {
      expect(await matchesPassword(credential, password, ports)).toBe(false);
    }
  });
});
