import type { UserPoolClientType, UserPoolType } from "@aws-sdk/client-cognito-identity-provider";
import type { ApiClient, Input, Output } from "../clients/api-client.ts";
import { endpoint } from "../endpoint.ts";
import { given } from "../expect.ts";
import { codeFor } from "../mailbox.ts";
import { address, password, userName, word } from "../names.ts";

/** The client that lays the ground for a test of `api`. */
export const arrangerOf = (api: ApiClient): ApiClient => api.arranger ?? api;

/** A pool and an app client of it, with the client under test. */
export interface Place {
  readonly api: ApiClient;
  readonly pool: UserPoolType & { readonly Id: string };
  readonly client: UserPoolClientType & { readonly ClientId: string };
  readonly poolId: string;
  readonly clientId: string;
}

export interface Account {
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly sub: string;
}

/** The flows that let a client sign in by every password flow and refresh. */
export const everyFlow = [
  "ALLOW_USER_PASSWORD_AUTH",
  "ALLOW_ADMIN_USER_PASSWORD_AUTH",
  "ALLOW_USER_SRP_AUTH",
  "ALLOW_REFRESH_TOKEN_AUTH",
] satisfies Input<"CreateUserPoolClient">["ExplicitAuthFlows"];

export async function createClient(
  api: ApiClient,
  poolId: string,
  settings: Partial<Input<"CreateUserPoolClient">> = {},
): Promise<Place["client"]> {
  const { UserPoolClient: client } = await api.call("CreateUserPoolClient", {
    UserPoolId: poolId,
    ClientName: "compat",
    ExplicitAuthFlows: everyFlow,
    ...settings,
  });
  return { ...client, ClientId: given(client?.ClientId, "UserPoolClient.ClientId") };
}

/** Makes a pool that verifies e-mail addresses, with one public client that allows every password flow, unless told otherwise. */
export async function createPlace(
  api: ApiClient,
  settings: { pool?: Partial<Input<"CreateUserPool">>; client?: Partial<Input<"CreateUserPoolClient">> } = {},
): Promise<Place> {
  const arranger = arrangerOf(api);
  const { UserPool: pool } = await arranger.call("CreateUserPool", {
    PoolName: `compat ${word()}`,
    AutoVerifiedAttributes: ["email"],
    ...settings.pool,
  });
  const poolId = given(pool?.Id, "UserPool.Id");
  const client = await createClient(arranger, poolId, settings.client);
  return { api, pool: { ...pool, Id: poolId }, client, poolId, clientId: client.ClientId };
}

/** Signs a user up and confirms it with the code from the mailbox of the server that the place is on. */
export async function createAccount(place: Place, server: string = endpoint): Promise<Account> {
  const account = { username: userName(), email: address(), password: password() };
  const arranger = arrangerOf(place.api);
  const { UserSub: sub } = await arranger.call("SignUp", {
    ClientId: place.clientId,
    Username: account.username,
    Password: account.password,
    UserAttributes: [{ Name: "email", Value: account.email }],
  });
  await arranger.call("ConfirmSignUp", {
    ClientId: place.clientId,
    Username: account.username,
    ConfirmationCode: await codeFor(account.email, { server }),
  });
  return { ...account, sub: given(sub, "UserSub") };
}

/** Signs in with USER_PASSWORD_AUTH; resolves to the whole answer. */
export function initiatePassword(
  place: Pick<Place, "api" | "clientId">,
  username: string,
  secret: string,
): Promise<Output<"InitiateAuth">> {
  return place.api.call("InitiateAuth", {
    ClientId: place.clientId,
    AuthFlow: "USER_PASSWORD_AUTH",
    AuthParameters: { USERNAME: username, PASSWORD: secret },
  });
}

export interface Tokens {
  readonly access: string;
  readonly id: string;
  readonly refresh: string;
}

/** The three tokens of an answer that must hold them. */
export function tokensOf(answer: Pick<Output<"InitiateAuth">, "AuthenticationResult">): Tokens {
  const result = given(answer.AuthenticationResult, "AuthenticationResult");
  return {
    access: given(result.AccessToken, "AccessToken"),
    id: given(result.IdToken, "IdToken"),
    refresh: given(result.RefreshToken, "RefreshToken"),
  };
}

/** Signs in with USER_PASSWORD_AUTH and expects tokens. */
export async function signIn(place: Pick<Place, "api" | "clientId">, account: Account): Promise<Tokens> {
  const arranger = { api: arrangerOf(place.api), clientId: place.clientId };
  return tokensOf(await initiatePassword(arranger, account.username, account.password));
}

/** The attributes of a user as a record. */
export function attributesOf(
  list: readonly { Name?: string | undefined; Value?: string | undefined }[] | undefined,
): Record<string, string | undefined> {
  return Object.fromEntries(given(list, "the attributes").map(({ Name, Value }) => [given(Name, "Name"), Value]));
}
