import type { JsonClient } from "../client/json-client.ts";
import { textAt } from "../client/json-client.ts";

/** A pool's login pages and who calls them. */
export interface LoginClients {
  /** What stands before the domain's paths. */
  base: string;
  /** Of the code flow, without a secret. */
  browserId: string;
  /** Of the flow client_credentials. */
  machine: { id: string; secret: string };
}

export const CALLBACK = "https://app.example.com/callback";

/** Gives a pool a domain, a resource server, a client for browsers and one for machines. */
export async function addLoginClients(client: JsonClient, UserPoolId: string): Promise<LoginClients> {
  const Domain = "bench";
  await client.call("CreateUserPoolDomain", { UserPoolId, Domain });
  const Scopes = [{ ScopeName: "read", ScopeDescription: "Read forecasts" }];
  await client.call("CreateResourceServer", { UserPoolId, Identifier: "weather", Name: "Weather", Scopes });
  const browser = await client.call("CreateUserPoolClient", {
    UserPoolId,
    ClientName: "browser",
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ["code"],
    AllowedOAuthScopes: ["openid", "email"],
    CallbackURLs: [CALLBACK],
    SupportedIdentityProviders: ["COGNITO"],
  });
  const machine = await client.call("CreateUserPoolClient", {
    UserPoolId,
    ClientName: "machine",
    GenerateSecret: true,
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ["client_credentials"],
    AllowedOAuthScopes: ["weather/read"],
  });
  return {
    base: `/_auth/${Domain}`,
    browserId: textAt(browser, "UserPoolClient.ClientId"),
    machine: { id: textAt(machine, "UserPoolClient.ClientId"), secret: textAt(machine, "UserPoolClient.ClientSecret") },
  };
}
