import { GetUserCommand } from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { basic, codeFor, granted, post, redeem, refusedAs, tokensOf } from "../../../../test/cognito-idp/granted.ts";
import { LOGIN_CLIENT, openLoginDomain, type Parameters } from "../../../../test/cognito-idp/login-domain.ts";
import { loginDomainOfFile } from "../../../../test/cognito-idp/login-domain-of-file.ts";
import { claimsOf } from "../../../../test/cognito-idp/pool-in-use.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";

const domain = await loginDomainOfFile({ users: ["ann"] });
const { server } = domain;
const secretive = await domain.pool.addClient({ ...LOGIN_CLIENT, GenerateSecret: true });

const revoke = (parameters: Parameters, headers: Record<string, string> = {}) =>
  post(domain, "/oauth2/revoke", parameters, headers);
const refresh = (refresh_token: string, headers: Record<string, string> = {}) => {
  const client_id = headers.authorization ? undefined : domain.pool.main.clientId;
  return post(domain, "/oauth2/token", { grant_type: "refresh_token", client_id, refresh_token }, headers);
};
const client = () => ({ client_id: domain.pool.main.clientId });

describe("a refresh token", () => {
  test("ends with all that came of its sign-in; 200 without a body (documented)", async () => {
    const { refresh_token, access_token } = await granted(domain, "ann");
    const answer = await revoke({ ...client(), token: refresh_token });
    expect(refusedAs(answer)).toBe("200 ");
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(refusedAs(await refresh(refresh_token))).toBe('400 {"error":"invalid_grant"}');
    expect(await refusedCall(domain.pool.sdk.send(new GetUserCommand({ AccessToken: access_token })))).toBe(
      "NotAuthorizedException: Access Token has been revoked",
    );
  });

  test("leaves other sign-ins of the user alone", async () => {
    const [first, second] = [await granted(domain, "ann"), await granted(domain, "ann")];
    await revoke({ ...client(), token: first.refresh_token });
    expect((await refresh(second.refresh_token)).status).toBe(200);
  });

  test("that the API gave ends too", async () => {
    const { refreshToken } = await domain.pool.signIn("ann");
    expect((await revoke({ ...client(), token: refreshToken })).status).toBe(200);
    expect((await refresh(refreshToken)).status).toBe(400);
  });

  test("that is unknown, or was revoked before, is answered alike (documented)", async () => {
    const { refresh_token } = await granted(domain, "ann");
    for (const token of [refresh_token, refresh_token, "nosuch", "\u0000", "x".repeat(5000)]) {
      expect(refusedAs(await revoke({ ...client(), token }))).toBe("200 ");
    }
  });

  test("of another client is refused (RFC 7009, 2.1) and stays good", async () => {
    const { refresh_token } = await granted(domain, "ann");
    expect(refusedAs(await revoke({ token: refresh_token }, basic(secretive)))).toBe('400 {"error":"invalid_request"}');
    expect((await refresh(refresh_token)).status).toBe(200);
  });

  test("of another pool is one that is unknown", async () => {
    const elsewhere = await openLoginDomain(server);
    await elsewhere.pool.addUser("ann");
    const { refresh_token } = await granted(elsewhere, "ann");
    expect((await revoke({ ...client(), token: refresh_token })).status).toBe(200);
    const parameters = { grant_type: "refresh_token", client_id: elsewhere.pool.main.clientId, refresh_token };
    expect((await post(elsewhere, "/oauth2/token", parameters)).status).toBe(200);
  });

  test("that is missing is invalid_request (documented)", async () => {
    expect(refusedAs(await revoke(client()))).toBe('400 {"error":"invalid_request"}');
  });
});

test("access and ID tokens are unsupported_token_type, whatever the hint (documented)", async () => {
  const { access_token, id_token } = await granted(domain, "ann");
  for (const token of [access_token, id_token]) {
    const answer = await revoke({ ...client(), token, token_type_hint: "access_token" });
    expect(refusedAs(answer)).toBe('400 {"error":"unsupported_token_type"}');
  }
});

test("where the client has no token revocation it is invalid_request (documented)", async () => {
  const without = await domain.pool.addClient({ ...LOGIN_CLIENT, EnableTokenRevocation: false });
  const code = await codeFor(domain, "ann", { client_id: without.clientId });
  const { refresh_token, access_token } = tokensOf(await redeem(domain, code, { client_id: without.clientId }));
  expect(claimsOf(access_token)).not.toHaveProperty("origin_jti");
  const answer = await revoke({ client_id: without.clientId, token: refresh_token });
  expect(refusedAs(answer)).toBe('400 {"error":"invalid_request"}');
});

describe("a client", () => {
  test("with a secret proves it, by Basic or in the body (documented)", async () => {
    for (const proof of ["basic", "body"]) {
      const { clientId, secret } = secretive;
      const code = await codeFor(domain, "ann", { client_id: clientId });
      const { refresh_token: token } = tokensOf(await redeem(domain, code, { client_id: undefined }, basic(secretive)));
      const answer =
        proof === "basic"
          ? await revoke({ token }, basic(secretive))
          : await revoke({ token, client_id: clientId, client_secret: secret });
      expect(answer.status).toBe(200);
      expect((await refresh(token, basic(secretive))).status).toBe(400);
    }
  });

  test("that does not prove it is 401 invalid_client (documented), and nothing ends", async () => {
    const { clientId } = secretive;
    const code = await codeFor(domain, "ann", { client_id: clientId });
    const { refresh_token: token } = tokensOf(await redeem(domain, code, { client_id: undefined }, basic(secretive)));
    const unproven = '401 {"error":"invalid_client"}';
    expect(refusedAs(await revoke({ token, client_id: clientId }))).toBe(unproven);
    expect(refusedAs(await revoke({ token }, basic({ clientId, secret: "wrong" })))).toBe(unproven);
    expect(refusedAs(await revoke({ token, client_id: "nosuch" }))).toBe(unproven);
    expect((await refresh(token, basic(secretive))).status).toBe(200);
  });

  test("that is not named is invalid_request (documented)", async () => {
    expect(refusedAs(await revoke({ token: "x" }))).toBe('400 {"error":"invalid_request"}');
  });
});

test("GET is 405", async () => {
  expect((await domain.fetch("/oauth2/revoke?token=x")).status).toBe(405);
});
