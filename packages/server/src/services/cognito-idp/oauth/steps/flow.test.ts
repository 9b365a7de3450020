import { describe, expect, test } from "vitest";
import { CALLBACK, LOGIN_CLIENT } from "../../../../../test/cognito-idp/login-domain.ts";
import { loginDomainOfFile } from "../../../../../test/cognito-idp/login-domain-of-file.ts";

const domain = await loginDomainOfFile();

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
