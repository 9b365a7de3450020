import {
  CognitoIdentityProvider,
  type CreateUserPoolClientCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Page } from "../../../compat/src/browser/browser.ts";
import { findForm } from "../../../compat/src/browser/form.ts";
import { given } from "../../../compat/src/expect.ts";
import { domainPrefix, password, userName } from "../../../compat/src/names.ts";
import { startServer } from "../../../compat/src/server.ts";
import type { ClientUnderTest, OpUnderTest } from "../op-under-test.ts";
import { trust } from "./trust.ts";

export type Preset = "cognito" | "hardened";

const APPLICATION = "https://relying-party.example.com";
const REGION = "us-east-1";

/** What the user's profile holds: everything that the scopes are about. */
const PERSON: Readonly<Record<string, string>> = {
  name: "Ada Lovelace",
  family_name: "Lovelace",
  given_name: "Ada",
  middle_name: "Augusta",
  nickname: "ada",
  preferred_username: "ada",
  profile: "https://ada.example.com",
  picture: "https://ada.example.com/portrait.png",
  website: "https://ada.example.com",
  gender: "female",
  birthdate: "1815-12-10",
  zoneinfo: "Europe/London",
  locale: "en-GB",
  updated_at: "1700000000",
  email: "ada@example.com",
  email_verified: "true",
  address: "12 St James's Square, London",
  phone_number: "+442079460000",
  phone_number_verified: "true",
};

/** A Poolhouse of its own, over TLS, with one pool, its login pages and three confidential clients. */
export async function openPoolhouse(preset: Preset): Promise<OpUnderTest> {
  const server = await startServer({
    issuer: "own",
    storage: ["--memory"],
    flags: (port) => ["--public-url", `https://localhost:${port}`, "--oauth-preset", preset],
  });
  const sdk = new CognitoIdentityProvider({
    endpoint: server.endpoint,
    region: REGION,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
  });
  try {
    trust(await (await fetch(`${server.endpoint}/_poolhouse/authority.pem`)).text());
    return await fill(sdk, server);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function fill(
  sdk: CognitoIdentityProvider,
  { endpoint, stop }: Awaited<ReturnType<typeof startServer>>,
): Promise<OpUnderTest> {
  const { UserPool: pool } = await sdk.createUserPool({ PoolName: "conformance" });
  const poolId = given(pool?.Id, "UserPool.Id");
  await sdk.createUserPoolDomain({ UserPoolId: poolId, Domain: domainPrefix("op"), ManagedLoginVersion: 2 });
  const clients = {
    main: await addClient(sdk, poolId, "main", "client_secret_basic"),
    post: await addClient(sdk, poolId, "post", "client_secret_post"),
    second: await addClient(sdk, poolId, "second", "client_secret_basic"),
  };
  const user = { username: userName(), password: password() };
  await addUser(sdk, poolId, user);
  // The clock is the server's own and can be moved; a second goes by at its pace here too.
  let moved = 0;
  const asksToSignIn = ({ text, url }: Page): boolean => findForm(text, url, ["username", "password"]) !== undefined;
  return {
    issuer: `${endpoint.replace("http://127.0.0.1", "https://localhost")}/${poolId}`,
    clients,
    user,
    asksToSignIn,
    answer: (browser, page) => (asksToSignIn(page) ? browser.submit(page, user) : undefined),
    asksToSignOut: ({ text, url }) => findForm(text, url, ["confirmation"]) !== undefined,
    signOut: (browser, page) => browser.submit(page, {}),
    async wait(seconds) {
      const body = JSON.stringify({ advanceSeconds: seconds });
      const headers = { "content-type": "application/json" };
      const response = await fetch(`${endpoint}/_poolhouse/clock`, { method: "POST", headers, body });
      if (!response.ok) throw new Error(`the clock answered ${response.status}`);
      moved += seconds;
    },
    now: () => Math.floor(Date.now() / 1000) + moved,
    async close() {
      sdk.destroy();
      await stop();
    },
  };
}

async function addClient(
  sdk: CognitoIdentityProvider,
  poolId: string,
  name: string,
  authentication: ClientUnderTest["authentication"],
): Promise<ClientUnderTest> {
  const redirectUri = `${APPLICATION}/${name}/callback`;
  const postLogoutRedirectUri = `${APPLICATION}/${name}/signed-out`;
  const settings: CreateUserPoolClientCommandInput = {
    UserPoolId: poolId,
    ClientName: name,
    GenerateSecret: true,
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ["code"],
    AllowedOAuthScopes: ["openid", "email", "phone", "profile"],
    CallbackURLs: [redirectUri],
    LogoutURLs: [postLogoutRedirectUri],
    SupportedIdentityProviders: ["COGNITO"],
  };
  const { UserPoolClient: made } = await sdk.createUserPoolClient(settings);
  return {
    clientId: given(made?.ClientId, "ClientId"),
    clientSecret: given(made?.ClientSecret, "ClientSecret"),
    authentication,
    redirectUri,
    postLogoutRedirectUri,
  };
}

async function addUser(
  sdk: CognitoIdentityProvider,
  poolId: string,
  user: { username: string; password: string },
): Promise<void> {
  const named = { UserPoolId: poolId, Username: user.username };
  const attributes = Object.entries(PERSON).map(([Name, Value]) => ({ Name, Value }));
  await sdk.adminCreateUser({ ...named, MessageAction: "SUPPRESS", UserAttributes: attributes });
  await sdk.adminSetUserPassword({ ...named, Password: user.password, Permanent: true });
}
