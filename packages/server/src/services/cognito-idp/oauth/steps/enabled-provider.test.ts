import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  CALLBACK,
  LOGIN_CLIENT,
  type LoginDomain,
  openLoginDomain,
} from "../../../../../test/cognito-idp/login-domain.ts";
import { startTestServer } from "../../../../../test/start-test-server.ts";

let server: Poolhouse;
let domain: LoginDomain;

beforeAll(async () => {
  server = await startTestServer();
  domain = await openLoginDomain(server);
});
afterAll(() => server.close());

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
