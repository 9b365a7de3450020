import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openLoginDomain } from "../../../../../test/cognito-idp/login-domain.ts";
import { startTestServer } from "../../../../../test/start-test-server.ts";
import { createClock } from "../../../../platform/clock.ts";
import { createLoginTexts, readLoginTexts } from "./login-texts.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "poolhouse-texts-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const silent = { info: () => undefined, error: () => undefined } as never;

describe("a file of texts", () => {
  test.each([
    ["not JSON", "{", "not JSON"],
    ["a list", "[]", "The file: not an object"],
    ["a place that is none", '{"pools": {}}', '"pools" is neither'],
    ["a language that the pages lack", '{"*": {"nl": {}}}', '"nl" is none of the languages'],
    ["a key that is none", '{"*": {"en": {"signin": "x"}}}', 'there is no text "signin"'],
    ["a text that is none", '{"*": {"en": {"signIn": 1}}}', "* en signIn: not a text"],
  ])("is refused with what is wrong: %s", (_, json, sentence) => {
    expect(() => readLoginTexts(json)).toThrow(sentence);
  });

  test("that cannot be read stops the start", () => {
    const file = join(folder, "absent.json");
    expect(() => createLoginTexts(file, { log: silent, now: () => 0 })).toThrow(`--login-texts: ${file}: `);
  });

  test("is read again when it changes; a bad change leaves what was there", () => {
    const file = join(folder, "changing.json");
    let now = 0;
    writeFileSync(file, '{"*": {"en": {"signIn": "one"}}}');
    const texts = createLoginTexts(file, { log: silent, now: () => now });
    const signIn = () => texts.of({ poolId: "p", clientId: "c", locale: "en" }).signIn;
    expect(signIn()).toBe("one");
    writeFileSync(file, '{"*": {"en": {"signIn": "two words"}}}');
    now = 2000;
    expect(signIn()).toBe("two words");
    writeFileSync(file, "{");
    now = 4000;
    expect(signIn()).toBe("two words");
  });
});

test("the narrower place wins, text by text, on the page itself", async () => {
  const file = join(folder, "texts.json");
  writeFileSync(file, "{}");
  let wall = Date.now();
  const server = await startTestServer({
    flags: { loginTexts: file },
    overrides: { clock: createClock(() => wall) },
  });
  try {
    const domain = await openLoginDomain(server);
    const { poolId, main } = domain.pool;
    const other = await domain.pool.addClient({
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ["code"],
      AllowedOAuthScopes: ["openid"],
      CallbackURLs: ["https://app.example.com/callback"],
      SupportedIdentityProviders: ["COGNITO"],
    });
    const texts = {
      "*": { en: { signInHeading: "Anywhere", needAccount: "New <b>here</b>?" } },
      [poolId]: { en: { signInHeading: "This pool" } },
      [`${poolId}/${main.clientId}`]: { en: { signInHeading: "This client" } },
    };
    writeFileSync(file, JSON.stringify(texts));
    wall += 1000;
    const own = await domain.fetch(`/login?${domain.query()}`);
    expect(own.text).toContain("<h1>This client</h1>");
    expect(own.text).toContain("New &lt;b&gt;here&lt;/b&gt;?");
    const second = await domain.fetch(`/login?${domain.query({ client_id: other.clientId })}`);
    expect(second.text).toContain("<h1>This pool</h1>");
    const german = await domain.fetch(`/login?${domain.query({ lang: "de" })}`);
    expect(german.text).toContain("<h1>Bei Ihrem Konto anmelden</h1>");
  } finally {
    await server.close();
  }
});
