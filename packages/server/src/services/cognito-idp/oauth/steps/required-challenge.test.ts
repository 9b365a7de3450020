import { describe, expect, test } from "vitest";
import { CALLBACK, LOGIN_CLIENT } from "../../../../../test/cognito-idp/login-domain.ts";
import { loginDomainOfFile } from "../../../../../test/cognito-idp/login-domain-of-file.ts";

const domain = await loginDomainOfFile({ server: { flags: { oauthFeatures: "pkce=required" } } });

const pkce = {
  code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
  code_challenge_method: "S256",
};

describe("where the profile says so, a client without a secret sends a code challenge", () => {
  test("without one it is refused (RFC 9700, 2.1.1)", async () => {
    const { location } = await domain.authorize();
    expect(location).toBe(
      `${CALLBACK}?error_description=code_challenge%20is%20required&state=xyz&error=invalid_request`,
    );
  });

  test("with one it passes", async () => {
    expect((await domain.authorize(pkce)).location).toMatch(/\/login\?/);
  });

  test("a client with a secret need not, nor one that asks for tokens", async () => {
    const { clientId } = await domain.pool.addClient({ ...LOGIN_CLIENT, GenerateSecret: true });
    expect((await domain.authorize({ client_id: clientId })).location).toMatch(/\/login\?/);
    expect((await domain.authorize({ response_type: "token" })).location).toMatch(/\/login\?/);
  });
});
