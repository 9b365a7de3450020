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

describe("the client has the flow that is asked for", () => {
  const refused = "error_description=unauthorized_client&state=xyz&error=invalid_request";
  const asked = async (settings: object, response_type: string) => {
    const { clientId } = await domain.pool.addClient({ ...LOGIN_CLIENT, ...settings });
    return (await domain.authorize({ client_id: clientId, response_type })).location;
  };

  test("a code needs the flow code (recorded)", async () => {
    expect(await asked({ AllowedOAuthFlows: ["implicit"] }, "code")).toBe(`${CALLBACK}?${refused}`);
    expect(await asked({ AllowedOAuthFlows: ["code"] }, "code")).toMatch(/\/login\?/);
  });

  test("tokens need the flow implicit (recorded)", async () => {
    expect(await asked({ AllowedOAuthFlows: ["code"] }, "token")).toBe(`${CALLBACK}#${refused}`);
    expect(await asked({ AllowedOAuthFlows: ["implicit"] }, "token")).toMatch(/\/login\?/);
  });

  test("a client without OAuth has none (documented)", async () => {
    expect(await asked({ AllowedOAuthFlowsUserPoolClient: false }, "code")).toBe(`${CALLBACK}?${refused}`);
  });
});
