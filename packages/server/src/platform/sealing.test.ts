import { describe, expect, test } from "vitest";
import fc from "../../test/property.ts";
import { createSealer } from "./sealing.ts";
import { createSealingKeys } from "./sealing-keys.ts";

const place = { table: "users", row: "us-east-1_abc/alice", column: "credential" };

describe("a sealed value", () => {
  test("opens to what was sealed, in its form v1.keyId.nonce.ciphertext", () => {
    const keys = createSealingKeys();
    const sealer = createSealer(keys);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const sealed = sealer.seal(bytes, place);
        expect(sealed).toMatch(/^v1\.[\w-]+\.[\w-]{16}\.[\w-]+$/);
        expect(sealed.split(".")[1]).toBe(keys.writing);
        expect(sealer.open(sealed, place)).toEqual(Buffer.from(bytes));
      }),
    );
  });

  test("of text opens to its UTF-8 bytes", () => {
    const sealer = createSealer(createSealingKeys());
    expect(sealer.open(sealer.seal("schlüssel 🔑", place), place).toString("utf8")).toBe("schlüssel 🔑");
  });

  test("never looks the same twice", () => {
    const sealer = createSealer(createSealingKeys());
    expect(sealer.seal("x", place)).not.toBe(sealer.seal("x", place));
  });

  test.each([
    { ...place, table: "clients" },
    { ...place, row: "us-east-1_abc/bob" },
    { ...place, column: "history" },
    { table: "users", row: 'us-east-1_abc/alice","credential', column: "" },
  ])("does not open at another place", (other) => {
    const sealer = createSealer(createSealingKeys());
    expect(() => sealer.open(sealer.seal("x", place), other)).toThrow("belongs to another place");
  });

  test("does not open when any of its characters was changed", () => {
    const sealer = createSealer(createSealingKeys());
    const sealed = sealer.seal("some secret of a user", place);
    for (let at = 0; at < sealed.length; at++) {
      // The last character of base64url carries unused bits; a change of the fourth bit and up always counts.
      const changed = sealed[at] === "A" ? "z" : "A";
      const tampered = sealed.slice(0, at) + changed + sealed.slice(at + 1);
      expect(() => sealer.open(tampered, place)).toThrow();
    }
  });

  test.each(["", "v1", "v1.k.n", "v2.k.n.c", "v1.k.n.c.d", "plain text"])("that is %j is refused", (text) => {
    expect(() => createSealer(createSealingKeys()).open(text, place)).toThrow();
  });

  test("shows no part of itself in the error", () => {
    const sealer = createSealer(createSealingKeys());
    const sealed = createSealer(createSealingKeys()).seal("sentinel", place);
    expect(() => sealer.open(sealed, place)).toThrow(
      /^A value in users\.credential is sealed with a key that this server does not have$/,
    );
  });
});

describe("several keys", () => {
  test("can all be read while the first one writes", () => {
    const old = createSealingKeys();
    const fresh = createSealingKeys();
    const both = createSealer({ writing: fresh.writing, keys: new Map([...fresh.keys, ...old.keys]) });
    const before = createSealer(old).seal("before", place);
    expect(both.open(before, place).toString()).toBe("before");
    expect(both.seal("after", place)).toMatch(new RegExp(`^v1\\.${fresh.writing}\\.`));
  });

  test("refuse a value whose key id was exchanged", () => {
    const shared = new Uint8Array(32).fill(7);
    const sealer = createSealer({
      writing: "a",
      keys: new Map([
        ["a", shared],
        ["b", shared],
      ]),
    });
    const sealed = sealer.seal("x", place);
    expect(() => sealer.open(sealed.replace(/^v1\.a\./, "v1.b."), place)).toThrow("changed");
  });

  test.each([
    { writing: "a", keys: new Map<string, Uint8Array>() },
    { writing: "a", keys: new Map([["a", new Uint8Array(16)]]) },
    { writing: "a.b", keys: new Map([["a.b", new Uint8Array(32)]]) },
  ])("must be well-formed", (keys) => {
    expect(() => createSealer(keys)).toThrow();
  });
});

test("a value with a character appended that adds no byte does not open", () => {
  const sealer = createSealer(createSealingKeys());
  const place = { table: "t", row: "r", column: "c" };
  const sealed = sealer.seal("secret", place);
  for (const stray of ["=", "A", " ", "\n"]) expect(() => sealer.open(`${sealed}${stray}`, place)).toThrow();
});
