import {
  CognitoIdentityProvider,
  type CreateUserPoolClientCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { sdkConfiguration } from "../clients/sdk-client.ts";
import { endpoint } from "../endpoint.ts";
import { given } from "../expect.ts";
import { address, domainPrefix, password, userName, word } from "../names.ts";

/** An app client as its application knows it. */
export interface LoginClient {
  clientId: string;
  /** "" for a client without a secret. */
  clientSecret: string;
}

export interface Account {
  username: string;
  email: string;
  password: string;
  sub: string;
}

/** A pool with login pages and a user: what every relying party needs. */
export interface LoginPlace {
  sdk: CognitoIdentityProvider;
  poolId: string;
  /** The name of its domain. */
  prefix: string;
  /** What discovery is found under, no slash at the end. */
  issuer: string;
  /** The address of the login pages, no slash at the end: path form. */
  pages: string;
  /** The same under a host of their own. */
  hostedPages: string;
  account: Account;
  /** @param settings besides flows, scopes and the application's own addresses */
  addClient(settings?: Partial<CreateUserPoolClientCommandInput>): Promise<LoginClient>;
}

/** Where the applications of these suites would be; a browser stops there, so none has to be started. */
export const APPLICATION = "https://app.example.com";
export const CALLBACK = `${APPLICATION}/callback`;
export const SIGNED_OUT = `${APPLICATION}/signed-out`;

/**
 * @param server an endpoint, `http://127.0.0.1:PORT`
 * @param version of the pages: 1 is the classic hosted UI, 2 is managed login
 */
export async function openLoginPlace(server: string = endpoint, version: 1 | 2 = 2): Promise<LoginPlace> {
  const sdk = new CognitoIdentityProvider(sdkConfiguration(server));
  const { UserPool: pool } = await sdk.createUserPool({ PoolName: `relying parties ${word()}` });
  const poolId = given(pool?.Id, "UserPool.Id");
  const prefix = domainPrefix("rp");
  await sdk.createUserPoolDomain({ UserPoolId: poolId, Domain: prefix, ManagedLoginVersion: version });
  const { port } = new URL(server);
  return {
    sdk,
    poolId,
    prefix,
    issuer: `http://localhost:${port}/${poolId}`,
    pages: `http://localhost:${port}/_auth/${prefix}`,
    hostedPages: `http://${prefix}.auth.localhost:${port}`,
    account: await addAccount(sdk, poolId),
    async addClient(settings = {}) {
      const { UserPoolClient: made } = await sdk.createUserPoolClient({
        UserPoolId: poolId,
        ClientName: `application ${word()}`,
        AllowedOAuthFlowsUserPoolClient: true,
        AllowedOAuthFlows: ["code"],
        AllowedOAuthScopes: ["openid", "email", "profile"],
        CallbackURLs: [CALLBACK],
        LogoutURLs: [SIGNED_OUT],
        SupportedIdentityProviders: ["COGNITO"],
        ...settings,
      });
      return { clientId: given(made?.ClientId, "ClientId"), clientSecret: made?.ClientSecret ?? "" };
    },
  };
}

async function addAccount(sdk: CognitoIdentityProvider, UserPoolId: string): Promise<Account> {
  const account = { username: userName(), email: address(), password: password() };
  const user = { UserPoolId, Username: account.username };
  const attributes = { email: account.email, email_verified: "true", name: "Ada Lovelace" };
  const { User: made } = await sdk.adminCreateUser({
    ...user,
    MessageAction: "SUPPRESS",
    UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
  });
  await sdk.adminSetUserPassword({ ...user, Password: account.password, Permanent: true });
  return { ...account, sub: given(made?.Attributes?.find(({ Name }) => Name === "sub")?.Value, "sub") };
}
