import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CALLBACK, type LoginDomain, openLoginDomain } from "../../../../../test/cognito-idp/login-domain.ts";
import { startTestServer } from "../../../../../test/start-test-server.ts";

let server: Poolhouse;
let domain: LoginDomain;

beforeAll(async () => {
  server = await startTestServer();
  domain = await openLoginDomain(server);
});
afterAll(() => server.close());

describe("identity_provider is one of the client's", () => {
  const refused = `${CALLBACK}?error_description=There%20is%20no%20such%20identity%20provider&state=xyz&error=invalid_request`;

  test("COGNITO leads to the login page (recorded)", async () => {
    expect((await domain.authorize({ identity_provider: "COGNITO" })).location).toMatch(/\/login\?/);
  });

  test.each([{ identity_provider: "Google" }, { identity_provider: "cognito" }, { idp_identifier: "corp" }])(
    "%j is refused (assumed)",
    async (changes) => expect((await domain.authorize(changes)).location).toBe(refused),
  );
});
