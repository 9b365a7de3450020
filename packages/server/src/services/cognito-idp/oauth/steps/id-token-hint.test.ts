import { describe, expect, test } from "vitest";
import { CALLBACK, openLoginDomain } from "../../../../../test/cognito-idp/login-domain.ts";
import { loginDomainOfFile } from "../../../../../test/cognito-idp/login-domain-of-file.ts";
import { startTestServer } from "../../../../../test/start-test-server.ts";

const domain = await loginDomainOfFile({ server: { flags: { oauthFeatures: "strict-requests=on" } }, users: ["ann"] });
const { server } = domain;

describe("id_token_hint is an ID token of this pool, expired or not, and names who must sign in", () => {
  const refused = `${CALLBACK}?error_description=id_token_hint%20is%20no%20ID%20token%20of%20this%20pool&state=xyz&error=invalid_request`;
  const asked = async (id_token_hint: string) => (await domain.authorize({ id_token_hint })).location;

  test("a good one passes, and so does one that has expired (OpenID Connect Core, 3.1.2.1)", async () => {
    const { idToken } = await domain.pool.signIn("ann");
    expect(await asked(idToken)).toMatch(/\/login\?/);
    server.advance({ hours: 2 });
    expect(await asked(idToken)).toMatch(/\/login\?/);
  });

  test("an access token is none", async () => {
    const { accessToken } = await domain.pool.signIn("ann");
    expect(await asked(accessToken)).toBe(refused);
  });

  test("one of another pool is none", async () => {
    const other = await openLoginDomain(server);
    await other.pool.addUser("ann");
    expect(await asked((await other.pool.signIn("ann")).idToken)).toBe(refused);
  });

  test("a forged one is none", async () => {
    const { idToken } = await domain.pool.signIn("ann");
    const [header = "", payload = ""] = idToken.split(".");
    const unsigned = Buffer.from(JSON.stringify({ alg: "none" })).toString("base64url");
    for (const forged of [`${header}.${payload}.AAAA`, `${unsigned}.${payload}.`, "x", "a.b.c"]) {
      expect(await asked(forged)).toBe(refused);
    }
  });

  test("Cognito ignores whatever it is (documented: it knows no such parameter)", async () => {
    const cognito = await startTestServer();
    try {
      const there = await openLoginDomain(cognito);
      expect((await there.authorize({ id_token_hint: "x" })).location).toMatch(/\/login\?/);
    } finally {
      await cognito.close();
    }
  });
});
