import { describe, expect, test } from "vitest";
import { secretSearch } from "./secret-search.ts";

const secret = 'Sentinel-"\\/ü+&<1-password';
const search = secretSearch([{ name: "a password", text: secret }]);
const utf8 = Buffer.from(secret);

describe("the search finds a secret", () => {
  test.each<[string, string | Buffer]>([
    ["as it is", secret],
    ["in JSON", JSON.stringify({ password: secret })],
    ["in JSON within JSON", JSON.stringify({ body: JSON.stringify({ password: secret }) })],
    ["in a URL", `https://example.com/?p=${encodeURIComponent(secret)}`],
    ["in a form", new URLSearchParams({ p: `${secret} ` }).toString()],
    ["in hexadecimal", utf8.toString("hex")],
    ["in capital hexadecimal", utf8.toString("hex").toUpperCase()],
    ["in base64", utf8.toString("base64")],
    ["in base64 after one byte", Buffer.from(`x${secret}y`).toString("base64")],
    ["in base64 after two bytes", Buffer.from(`xx${secret}yy`).toString("base64")],
    ["in base64url after two bytes", Buffer.from(`xx${secret}yy`).toString("base64url")],
    ["in UTF-16", Buffer.from(secret, "utf16le")],
    ["in UTF-16, big end first", Buffer.from(secret, "utf16le").swap16()],
    ["in Latin-1", Buffer.from(secret, "latin1")],
    ["within bytes of any kind", Buffer.concat([Buffer.from([0, 255, 1]), utf8, Buffer.from([0])])],
  ])("%s", (_, haystack) => {
    expect(search.find(Buffer.from(haystack), "here")).not.toEqual([]);
  });

  test("of which a part was cut off", () => {
    const long = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const found = secretSearch([{ name: "a token", text: long }]).find(Buffer.from(long.slice(10, 52)), "in the log");
    expect(found).toContain("a token as it is, in the log");
  });

  test("and not what merely looks like one", () => {
    expect(search.find(Buffer.from("Sentinel-password"), "here")).toEqual([]);
    const code = secretSearch([{ name: "a code", text: "123456" }]);
    for (const number of ["1795123456789", "0.123456", "5f2da123456b-4222", "019d2db0-0000-4000-8000-0a123456bcde"])
      expect(code.find(Buffer.from(number), "here")).toEqual([]);
    for (const text of ['"123456"', "code is 123456.", "code123456email", "123456"])
      expect(code.find(Buffer.from(text), "here")).toEqual(["a code as it is, here"]);
  });
});
