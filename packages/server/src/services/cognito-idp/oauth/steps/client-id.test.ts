import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LoginDomain, openLoginDomain } from "../../../../../test/cognito-idp/login-domain.ts";
import { startTestServer } from "../../../../../test/start-test-server.ts";

let server: Poolhouse;
let domain: LoginDomain;

beforeAll(async () => {
  server = await startTestServer();
  domain = await openLoginDomain(server);
});
afterAll(() => server.close());

describe("client_id is there", () => {
  test.each([undefined, ""])("%j is told on our own page in AWS's words (recorded: the text)", async (client_id) => {
    const { status, location } = await domain.authorize({ client_id });
    expect(status).toBe(302);
    expect(location).toBe(`${domain.base}/error?error=Required+String+parameter+%27client_id%27+is+not+present`);
  });
});
