import {
  GetTokensFromRefreshTokenCommand,
  InitiateAuthCommand,
  RevokeTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import {
  basic,
  codeFor,
  granted,
  post,
  redeem,
  refusedAs,
  type Tokens,
  tokensOf,
} from "../../../../../test/cognito-idp/granted.ts";
import { LOGIN_CLIENT, openLoginDomain, type Parameters } from "../../../../../test/cognito-idp/login-domain.ts";
import { loginDomainOfFile } from "../../../../../test/cognito-idp/login-domain-of-file.ts";
import { type ClientInUse, claimsOf, PASSWORD } from "../../../../../test/cognito-idp/pool-in-use.ts";
import { present } from "../../../../../test/cognito-idp/test-pool.ts";
import { standingClock } from "../../../../../test/standing-clock.ts";

const INVALID = '400 {"error":"invalid_grant"}';
const domain = await loginDomainOfFile({ server: { overrides: { clock: standingClock() } }, users: ["ann", "bob"] });
const { server } = domain;

const refresh = (refresh_token: string | undefined, changes: Parameters = {}, headers: Record<string, string> = {}) =>
  post(
    domain,
    "/oauth2/token",
    { grant_type: "refresh_token", client_id: domain.pool.main.clientId, refresh_token, ...changes },
    headers,
  );
const rotating = (RetryGracePeriodSeconds: number) =>
  domain.pool.addClient({
    ...LOGIN_CLIENT,
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
    RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds },
  });
async function signedIn({ clientId }: ClientInUse): Promise<Tokens> {
  return tokensOf(await redeem(domain, await codeFor(domain, "ann", { client_id: clientId }), { client_id: clientId }));
}

describe("a refresh token", () => {
  test("gives an ID token and an access token of the same sign-in, and no refresh token (documented)", async () => {
    const before = await granted(domain, "ann", { nonce: "n", resource: "https://api.example.com" });
    server.advance({ minutes: 10 });
    const answer = await refresh(before.refresh_token);
    expect(Object.keys(JSON.parse(answer.text))).toEqual(["id_token", "access_token", "expires_in", "token_type"]);
    const after = tokensOf(answer);
    const { exp, iat, jti, ...access } = claimsOf(before.access_token);
    expect(access.aud).toBe("https://api.example.com");
    expect(claimsOf(after.access_token)).toMatchObject(access);
    expect(claimsOf(after.access_token).iat).toBe(Number(iat) + 600);
    expect(claimsOf(after.access_token).jti).not.toBe(jti);
    const { auth_time, origin_jti, at_hash, nonce } = claimsOf(before.id_token);
    expect(nonce).toBe("n");
    const refreshed = claimsOf(after.id_token);
    expect(refreshed).toMatchObject({ auth_time, origin_jti });
    expect(refreshed).not.toHaveProperty("nonce");
    expect(refreshed.at_hash).not.toBe(at_hash);
  });

  test("of the API is good here, and keeps the form of the API's tokens (documented)", async () => {
    const { refreshToken } = await domain.pool.signIn("ann");
    const { access_token, id_token } = tokensOf(await refresh(refreshToken));
    expect(claimsOf(access_token)).toMatchObject({ scope: "aws.cognito.signin.user.admin" });
    expect(claimsOf(access_token)).not.toHaveProperty("version");
    expect(claimsOf(id_token)).not.toHaveProperty("at_hash");
  });

  test("of a code is good at the API, and keeps the form and the scopes of the code's tokens", async () => {
    const { refresh_token } = await granted(domain, "ann", { scope: "openid" });
    const { clientId: ClientId } = domain.pool.main;
    const { AuthenticationResult: first } = await domain.pool.sdk.send(
      new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken: refresh_token }),
    );
    const { AuthenticationResult: second } = await domain.pool.sdk.send(
      new InitiateAuthCommand({
        ClientId,
        AuthFlow: "REFRESH_TOKEN_AUTH",
        AuthParameters: { REFRESH_TOKEN: refresh_token },
      }),
    );
    for (const result of [first, second]) {
      expect(claimsOf(present(result?.AccessToken))).toMatchObject({ version: 2, scope: "openid" });
      expect(claimsOf(present(result?.IdToken))).toHaveProperty("at_hash");
    }
  });

  test("of scopes without openid gives no ID token, before and after", async () => {
    const before = await granted(domain, "ann", { scope: "aws.cognito.signin.user.admin" });
    expect(before).not.toHaveProperty("id_token");
    expect(JSON.parse((await refresh(before.refresh_token)).text)).not.toHaveProperty("id_token");
  });

  test("needs neither the API's flow nor anything else where the client has the code flow (documented)", async () => {
    const client = await domain.pool.addClient({ ...LOGIN_CLIENT, ExplicitAuthFlows: [] });
    const { refresh_token } = await signedIn(client);
    expect((await refresh(refresh_token, { client_id: client.clientId })).status).toBe(200);
  });

  test("is good until its own end, which refreshing does not put off", async () => {
    const hourly = await domain.pool.addClient({
      ...LOGIN_CLIENT,
      RefreshTokenValidity: 2,
      TokenValidityUnits: { RefreshToken: "hours" },
    });
    const { refresh_token } = await signedIn(hourly);
    server.advance({ minutes: 119 });
    expect((await refresh(refresh_token, { client_id: hourly.clientId })).status).toBe(200);
    server.advance({ minutes: 1 });
    expect(refusedAs(await refresh(refresh_token, { client_id: hourly.clientId }))).toBe(INVALID);
  });

  test("that is missing is invalid_request (documented)", async () => {
    expect(refusedAs(await refresh(undefined))).toBe('400 {"error":"invalid_request"}');
  });

  test("that is garbage, an access token, another client's or another pool's is invalid_grant", async () => {
    const { refresh_token, access_token } = await granted(domain, "ann");
    for (const wrong of ["garbage", "\u0000", access_token]) expect(refusedAs(await refresh(wrong))).toBe(INVALID);
    const other = await domain.pool.addClient({ ...LOGIN_CLIENT, GenerateSecret: true });
    expect(refusedAs(await refresh(refresh_token, { client_id: undefined }, basic(other)))).toBe(INVALID);
    const elsewhere = await openLoginDomain(server);
    const parameters = { grant_type: "refresh_token", client_id: elsewhere.pool.main.clientId, refresh_token };
    expect(refusedAs(await post(elsewhere, "/oauth2/token", parameters))).toBe(INVALID);
  });

  test("that was revoked, or whose user is disabled, is invalid_grant (documented)", async () => {
    const { refresh_token: revoked } = await granted(domain, "ann");
    await domain.pool.sdk.send(new RevokeTokenCommand({ ClientId: domain.pool.main.clientId, Token: revoked }));
    expect(refusedAs(await refresh(revoked))).toBe(INVALID);
    const { refresh_token } = await granted(domain, "bob");
    await domain.pool.disable("bob");
    expect(refusedAs(await refresh(refresh_token))).toBe(INVALID);
  });
});

describe("under rotation", () => {
  test("a new refresh token comes along, in its place of the answer, and the old one is used up (documented)", async () => {
    const client = await rotating(0);
    const { refresh_token } = await signedIn(client);
    const answer = await refresh(refresh_token, { client_id: client.clientId });
    expect(Object.keys(JSON.parse(answer.text))).toEqual([
      "id_token",
      "access_token",
      "refresh_token",
      "expires_in",
      "token_type",
    ]);
    const next = tokensOf(answer);
    expect(refusedAs(await refresh(refresh_token, { client_id: client.clientId }))).toBe(INVALID);
    expect((await refresh(next.refresh_token, { client_id: client.clientId })).status).toBe(200);
  });

  test("within the grace period a retry gets a successor as well (documented)", async () => {
    const client = await rotating(60);
    const { refresh_token } = await signedIn(client);
    for (const _ of [1, 2]) expect((await refresh(refresh_token, { client_id: client.clientId })).status).toBe(200);
    server.advance({ seconds: 61 });
    expect(refusedAs(await refresh(refresh_token, { client_id: client.clientId }))).toBe(INVALID);
  });

  test("the API and the token endpoint use up the same token", async () => {
    const client = await rotating(0);
    const { refreshToken } = await domain.pool.signIn("ann", PASSWORD, client);
    const { AuthenticationResult } = await domain.pool.sdk.send(
      new GetTokensFromRefreshTokenCommand({ ClientId: client.clientId, RefreshToken: refreshToken }),
    );
    expect(refusedAs(await refresh(refreshToken, { client_id: client.clientId }))).toBe(INVALID);
    const next = present(AuthenticationResult?.RefreshToken);
    expect((await refresh(next, { client_id: client.clientId })).status).toBe(200);
  });

  test("of ten that come at once one gets tokens", async () => {
    const client = await rotating(0);
    const { refresh_token } = await signedIn(client);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => refresh(refresh_token, { client_id: client.clientId })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});
