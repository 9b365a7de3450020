import { describe, expect, test } from "vitest";
import { CALLBACK, LOGIN_CLIENT } from "../../../../../test/cognito-idp/login-domain.ts";
import { loginDomainOfFile } from "../../../../../test/cognito-idp/login-domain-of-file.ts";

const domain = await loginDomainOfFile();

describe("the client has an identity provider, be it COGNITO", () => {
  test.each([undefined, []])("%j is none (documented: one is needed; assumed: the form)", async (providers) => {
    const { clientId } = await domain.pool.addClient({ ...LOGIN_CLIENT, SupportedIdentityProviders: providers });
    const { location } = await domain.authorize({ client_id: clientId });
    expect(location).toBe(`${CALLBACK}?error_description=unauthorized_client&state=xyz&error=invalid_request`);
  });

  test("COGNITO is one", async () => {
    expect((await domain.authorize()).location).toMatch(/\/login\?/);
  });
});
