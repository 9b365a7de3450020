import { SetUserPoolClientSessionConfigurationCommand } from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { LOGIN_CLIENT } from "../../../../test/cognito-idp/login-domain.ts";
import { loginDomainOfFile } from "../../../../test/cognito-idp/login-domain-of-file.ts";
import { signInOnPages } from "../../../../test/cognito-idp/page-sign-in.ts";

const domain = await loginDomainOfFile({ users: ["ann"] });
const { server } = domain;

/** A client whose sessions are good for so long. */
async function clientOf(MaxValidityMinutes: number): Promise<string> {
  const { clientId: ClientId } = await domain.pool.addClient(LOGIN_CLIENT);
  await domain.pool.sdk.send(
    new SetUserPoolClientSessionConfigurationCommand({
      UserPoolId: domain.pool.poolId,
      ClientId,
      SSOSession: { MaxValidityMinutes },
    }),
  );
  return ClientId;
}

test.each([5, 60, 180])(
  "a session on the pages is good for the client's %d minutes, and not longer",
  async (minutes) => {
    const client_id = await clientOf(minutes);
    const { cookie } = await signInOnPages(domain, "ann", { changes: { client_id } });
    const resume = async () => (await domain.authorize({ client_id }, { headers: { cookie } })).location;
    server.advance({ minutes: minutes - 1 });
    expect(await resume()).toMatch(/^https:\/\/app\.example\.com\/callback\?code=/);
    server.advance({ minutes: 1 });
    expect(await resume()).toMatch(/\/login\?/);
  },
);

test("with 0 minutes each sign-in asks anew (documented)", async () => {
  const client_id = await clientOf(0);
  const { cookie, location } = await signInOnPages(domain, "ann", { changes: { client_id } });
  expect(location).toMatch(/^https:\/\/app\.example\.com\/callback\?code=/);
  expect((await domain.authorize({ client_id }, { headers: { cookie } })).location).toMatch(/\/login\?/);
});
