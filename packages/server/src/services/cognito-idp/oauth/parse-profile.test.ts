import { describe, expect, test } from "vitest";
import { codeIn, rowsOf } from "../../../../test/document-tables.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";
import { parseProfile } from "./parse-profile.ts";
import { oauthPresets } from "./profile.ts";

test("a preset without features is the preset", () => {
  expect(parseProfile("cognito", "")).toEqual(oauthPresets.cognito);
  expect(parseProfile("hardened", " ")).toEqual(oauthPresets.hardened);
});

test("single features differ from their preset, both ways", () => {
  expect(parseProfile("cognito", "iss=on, pkce=required,implicit=off,code-lifetime=90")).toEqual({
    ...oauthPresets.cognito,
    issuerInAnswer: true,
    requirePkce: true,
    implicit: false,
    codeLifetime: 90_000,
  });
  expect(parseProfile("hardened", "implicit=on,form-tokens=any,rp-logout=off")).toEqual({
    ...oauthPresets.hardened,
    implicit: true,
    boundFormTokens: false,
    rpInitiatedLogout: false,
  });
});

test("every member of the profile that is on or off has a feature", () => {
  const on =
    "iss=on,introspection=on,rp-logout=on,post-authorize=on,pkce=required,form-tokens=bound,password-ends-sessions=on,standard-claims=on,standard-errors=on,strict-requests=on";
  const all = parseProfile("cognito", `${on},implicit=off,code-lifetime=60`);
  expect(all).toEqual(oauthPresets.hardened);
});

test("the guide has every feature, with its value in each preset", () => {
  const guide = new URL("../../../../../../docs/guides/login.md", import.meta.url);
  const rows = rowsOf(guide, "feature").map((cells) => cells.map((cell) => codeIn(cell)[0]));
  expect(rows).toHaveLength(Object.keys(oauthPresets.cognito).length);
  const asTold = (preset: 1 | 2) => rows.map((row) => `${row[0]}=${row[preset]}`).join(",");
  expect(parseProfile("hardened", asTold(1))).toEqual(oauthPresets.cognito);
  expect(parseProfile("cognito", asTold(2))).toEqual(oauthPresets.hardened);
});

describe("is refused with a sentence that says what there is", () => {
  test.each([
    ["nosuch=on", /no feature "nosuch"; there are iss, introspection, /],
    ["toString=on", /no feature "toString"/],
    ["iss=yes", /iss is on or off, not "yes"/],
    ["pkce=on", /pkce is required or optional/],
    ["code-lifetime=0", /from 1 to 600/],
    ["code-lifetime=601", /from 1 to 600/],
    ["code-lifetime=1e2", /from 1 to 600/],
  ])("%s", (features, sentence) => expect(() => parseProfile("cognito", features)).toThrow(sentence));
});

test("a server with an unknown feature does not start", async () => {
  await expect(startTestServer({ flags: { oauthFeatures: "nosuch=on" } })).rejects.toThrow(/no feature "nosuch"/);
});
