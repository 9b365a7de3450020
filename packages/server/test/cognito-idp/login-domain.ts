import {
  type CreateUserPoolClientCommandInput,
  type CreateUserPoolCommandInput,
  CreateUserPoolDomainCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { inProcessFetch } from "../../src/http/in-process.ts";
import { systemRandom } from "../../src/platform/random.ts";
import { type PoolInUse, putPoolInUse } from "./pool-in-use.ts";

export const CALLBACK = "https://app.example.com/callback";
export const SIGNED_OUT = "https://app.example.com/signed-out";

/** What a client of the login pages is created with, unless a test says otherwise. */
export const LOGIN_CLIENT = {
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ["code", "implicit"],
  AllowedOAuthScopes: ["openid", "email", "aws.cognito.signin.user.admin"],
  CallbackURLs: [CALLBACK],
  LogoutURLs: [SIGNED_OUT],
  SupportedIdentityProviders: ["COGNITO"],
} satisfies Partial<CreateUserPoolClientCommandInput>;

/** Parameters of a request: undefined leaves one out, a list repeats it. */
export type Parameters = Readonly<Record<string, string | undefined | readonly string[]>>;

export interface Answer {
  status: number;
  /** "" when there is none. */
  location: string;
  headers: Headers;
  text: string;
}

/** A pool with a domain, called at its path form without a socket. */
export interface LoginDomain {
  server: Poolhouse;
  pool: PoolInUse;
  prefix: string;
  /** What stands before the domain's own paths. */
  base: string;
  /** @param path within the domain, with its query */
  fetch(path: string, init?: RequestInit): Promise<Answer>;
  /** GET /oauth2/authorize with a good request of the pool's main client in which `changes` are made. */
  authorize(changes?: Parameters, init?: RequestInit): Promise<Answer>;
  /** The good request with the changes, encoded. */
  query(changes?: Parameters): string;
}

export async function openLoginDomain(
  server: Poolhouse,
  made: {
    pool?: Partial<CreateUserPoolCommandInput>;
    client?: Partial<CreateUserPoolClientCommandInput>;
    managedLoginVersion?: 1 | 2;
  } = {},
): Promise<LoginDomain> {
  const pool = await putPoolInUse(server, {
    ...(made.pool && { pool: made.pool }),
    client: { ...LOGIN_CLIENT, ...made.client },
  });
  const prefix = `d${systemRandom.digits(12)}`;
  await pool.sdk.send(
    new CreateUserPoolDomainCommand({
      UserPoolId: pool.poolId,
      Domain: prefix,
      ManagedLoginVersion: made.managedLoginVersion ?? 2,
    }),
  );
  const base = `/_auth/${prefix}`;
  const send = inProcessFetch(server.handle);
  const domain: LoginDomain = {
    server,
    pool,
    prefix,
    base,
    async fetch(path, init) {
      const response = await send(`${base}${path}`, init);
      const { status, headers } = response;
      return { status, headers, location: headers.get("location") ?? "", text: await response.text() };
    },
    query: (changes = {}) =>
      encodeParameters({
        response_type: "code",
        client_id: pool.main.clientId,
        redirect_uri: CALLBACK,
        state: "xyz",
        ...changes,
      }),
    authorize: (changes, init) => domain.fetch(`/oauth2/authorize?${domain.query(changes)}`, init),
  };
  return domain;
}

export function encodeParameters(parameters: Parameters): string {
  return Object.entries(parameters)
    .flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one]))
    .map((pair) => pair.map((part) => encodeURIComponent(part ?? "")).join("="))
    .join("&");
}

/** The Cookie header that a browser sends after an answer: name and value of each cookie that was set. */
export function cookiesOf({ headers }: Answer): string {
  return headers
    .getSetCookie()
    .filter((cookie) => !/Max-Age=0(?:;|$)/i.test(cookie))
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}
