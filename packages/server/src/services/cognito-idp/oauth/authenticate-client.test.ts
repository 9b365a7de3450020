import {
  AddUserPoolClientSecretCommand,
  DeleteUserPoolClientSecretCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { basic, post, refusedAs } from "../../../../test/cognito-idp/granted.ts";
import { LOGIN_CLIENT, openLoginDomain, type Parameters } from "../../../../test/cognito-idp/login-domain.ts";
import { loginDomainOfFile } from "../../../../test/cognito-idp/login-domain-of-file.ts";
import { present } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

const domain = await loginDomainOfFile();
const { server } = domain;
const open = domain.pool.main;
const secretive = await domain.pool.addClient({ ...LOGIN_CLIENT, GenerateSecret: true });

/** What a request gets that is right but for its client, and for its refresh token, of which nothing is told before. */
const answer = async (parameters: Parameters, headers: Record<string, string> = {}, at = domain) =>
  refusedAs(
    await post(at, "/oauth2/token", { grant_type: "refresh_token", refresh_token: "nosuch", ...parameters }, headers),
  );
const AUTHENTICATED = '400 {"error":"invalid_grant"}';
const UNKNOWN = '400 {"error":"invalid_client"}';
const MALFORMED = '400 {"error":"invalid_request"}';
const header = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString("base64")}` });

describe("a client with a secret", () => {
  test("proves it by Basic (documented)", async () => {
    expect(await answer({}, basic(secretive))).toBe(AUTHENTICATED);
    expect(await answer({ client_id: secretive.clientId }, basic(secretive))).toBe(AUTHENTICATED);
  });

  test("proves it in the body (documented)", async () => {
    expect(await answer({ client_id: secretive.clientId, client_secret: secretive.secret })).toBe(AUTHENTICATED);
  });

  test("may have encoded id and secret as a form does (RFC 6749, 2.3.1)", async () => {
    const text = `${secretive.clientId.replace(/^./, (first) => `%${first.charCodeAt(0).toString(16)}`)}:${secretive.secret}`;
    expect(await answer({}, header(text))).toBe(AUTHENTICATED);
  });

  test("that does not prove it is invalid_client, 400 and not 401 (documented)", async () => {
    const { clientId, secret = "" } = secretive;
    expect(await answer({ client_id: clientId })).toBe(UNKNOWN);
    expect(await answer({ client_id: clientId, client_secret: "" })).toBe(UNKNOWN);
    expect(await answer({ client_id: clientId, client_secret: `${secret}x` })).toBe(UNKNOWN);
    expect(await answer({ client_id: clientId, client_secret: secret.slice(1) })).toBe(UNKNOWN);
    expect(await answer({ client_id: clientId, client_secret: secret.toUpperCase() })).toBe(UNKNOWN);
    expect(await answer({}, header(`${clientId}:`))).toBe(UNKNOWN);
    expect(await answer({}, header(`${clientId}:${secret} `))).toBe(UNKNOWN);
  });

  test("has two at most, and each will do until it is deleted", async () => {
    const { ClientSecretDescriptor } = await domain.pool.sdk.send(
      new AddUserPoolClientSecretCommand({ UserPoolId: domain.pool.poolId, ClientId: secretive.clientId }),
    );
    const second = present(ClientSecretDescriptor?.ClientSecretValue);
    expect(await answer({}, basic({ clientId: secretive.clientId, secret: second }))).toBe(AUTHENTICATED);
    expect(await answer({}, basic(secretive))).toBe(AUTHENTICATED);
    await domain.pool.sdk.send(
      new DeleteUserPoolClientSecretCommand({
        UserPoolId: domain.pool.poolId,
        ClientId: secretive.clientId,
        ClientSecretId: present(ClientSecretDescriptor?.ClientSecretId),
      }),
    );
    expect(await answer({}, basic({ clientId: secretive.clientId, secret: second }))).toBe(UNKNOWN);
    expect(await answer({}, basic(secretive))).toBe(AUTHENTICATED);
  });

  test("that proves it in both ways at once is invalid_request (RFC 6749, 2.3)", async () => {
    const parameters = { client_id: secretive.clientId, client_secret: secretive.secret };
    expect(await answer(parameters, basic(secretive))).toBe(MALFORMED);
  });

  test("that names another in the body than in the header is invalid_request (assumed)", async () => {
    expect(await answer({ client_id: open.clientId }, basic(secretive))).toBe(MALFORMED);
  });
});

describe("a client without a secret", () => {
  test("says who it is (documented)", async () => {
    expect(await answer({ client_id: open.clientId })).toBe(AUTHENTICATED);
    expect(await answer({ client_id: open.clientId, client_secret: "" })).toBe(AUTHENTICATED);
    expect(await answer({}, header(`${open.clientId}:`))).toBe(AUTHENTICATED);
  });

  test("that gives one is invalid_client (assumed)", async () => {
    expect(await answer({ client_id: open.clientId, client_secret: "anything" })).toBe(UNKNOWN);
    expect(await answer({}, header(`${open.clientId}:anything`))).toBe(UNKNOWN);
  });
});

describe("a client", () => {
  test("that is not named is invalid_request (documented: client_id is required)", async () => {
    expect(await answer({})).toBe(MALFORMED);
    expect(await answer({ client_id: "" })).toBe(MALFORMED);
  });

  test.each(["nosuchclient", "a\u0000b", "'; drop table users; --", "ä", "x".repeat(5000), "../", "a\r\nx: y"])(
    "that nobody knows, %j, is invalid_client (documented)",
    async (client_id) => expect(await answer({ client_id })).toBe(UNKNOWN),
  );

  test("of another pool is nobody here", async () => {
    const elsewhere = await openLoginDomain(server);
    expect(await answer({ client_id: elsewhere.pool.main.clientId })).toBe(UNKNOWN);
    expect(await answer({}, basic(secretive), elsewhere)).toBe(UNKNOWN);
  });

  test.each([
    "Basic",
    "Basic ???",
    "Basic Og==",
    "Basic bm9jb2xvbg==",
    "Bearer x",
    "Digest username=x",
    "Basic JUY6JUZG",
  ])("with the header %j is invalid_client (assumed)", async (authorization) =>
    expect(await answer({}, { authorization })).toBe(UNKNOWN),
  );

  test("that fails is 401 with a challenge where the profile has the standard's errors (RFC 6749, 5.2)", async () => {
    const standard = await startTestServer({ flags: { oauthFeatures: "standard-errors=on" } });
    try {
      const there = await openLoginDomain(standard);
      const parameters = { grant_type: "refresh_token", refresh_token: "x" };
      const refused = await post(there, "/oauth2/token", parameters, header("nosuch:secret"));
      expect(refusedAs(refused)).toBe('401 {"error":"invalid_client"}');
      expect(refused.headers.get("www-authenticate")).toBe('Basic realm="oauth2", charset="UTF-8"');
    } finally {
      await standard.close();
    }
  });
});
