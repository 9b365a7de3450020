import { CreateResourceServerCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { basic, codeFor, post, redeem, refusedAs, tokensOf } from "../../../../test/cognito-idp/granted.ts";
import {
  CALLBACK,
  encodeParameters,
  type LoginDomain,
  openLoginDomain,
} from "../../../../test/cognito-idp/login-domain.ts";
import type { ClientInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

const FORM = { "content-type": "application/x-www-form-urlencoded" };
type Body = NonNullable<RequestInit["body"]>;

let server: Poolhouse;
let domain: LoginDomain;
let machine: ClientInUse;

beforeAll(async () => {
  server = await startTestServer();
  domain = await openLoginDomain(server);
  await domain.pool.addUser("ann");
  await domain.pool.sdk.send(
    new CreateResourceServerCommand({
      UserPoolId: domain.pool.poolId,
      Identifier: "weather",
      Name: "Weather",
      Scopes: [{ ScopeName: "read", ScopeDescription: "Read forecasts" }],
    }),
  );
  machine = await domain.pool.addClient({
    GenerateSecret: true,
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ["client_credentials"],
    AllowedOAuthScopes: ["weather/read"],
  });
});
afterAll(() => server.close());

const ask = (body: Body | null, headers: Record<string, string> = FORM, query = "") =>
  domain.fetch(`/oauth2/token${query}`, { method: "POST", headers, ...(body !== null && { body }) });
const INVALID = '400 {"error":"invalid_request"}';

describe("an answer", () => {
  test("has these members in this order, and the standard headers (recorded)", async () => {
    const answer = await redeem(domain, await codeFor(domain, "ann"));
    expect(Object.keys(JSON.parse(answer.text))).toEqual([
      "id_token",
      "access_token",
      "refresh_token",
      "expires_in",
      "token_type",
    ]);
    expect(tokensOf(answer)).toMatchObject({ expires_in: 3600, token_type: "Bearer" });
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "application/json;charset=UTF-8",
      "cache-control": "no-cache, no-store, max-age=0, must-revalidate",
      pragma: "no-cache",
      "access-control-allow-origin": "*",
    });
  });

  test("that refuses is 400 with the code alone, and readable from any page (documented)", async () => {
    const answer = await post(domain, "/oauth2/token", { grant_type: "authorization_code" });
    expect(refusedAs(answer)).toBe(INVALID);
    expect(answer.headers.get("content-type")).toBe("application/json;charset=UTF-8");
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  });
});

describe("a request", () => {
  test.each(["GET", "PUT", "DELETE", "PATCH"])("by %s is 405 (observed)", async (method) => {
    const { status, headers } = await domain.fetch("/oauth2/token", { method });
    expect([status, headers.get("allow")]).toEqual([405, "POST"]);
  });

  test("of another origin may be preflighted (assumed)", async () => {
    const { status, headers } = await domain.fetch("/oauth2/token", {
      method: "OPTIONS",
      headers: { origin: "https://spa.example.com", "access-control-request-method": "POST" },
    });
    expect(status).toBe(200);
    expect(headers.get("access-control-allow-origin")).toBe("*");
  });

  test("may have its parameters in the query (documented in a guide of AWS)", async () => {
    const answer = await ask(null, basic(machine), "?grant_type=client_credentials&scope=weather/read");
    expect(answer.status).toBe(200);
  });

  test("may have some in the query and others in the body (assumed)", async () => {
    const answer = await ask("scope=weather/read", { ...FORM, ...basic(machine) }, "?grant_type=client_credentials");
    expect(answer.status).toBe(200);
  });

  test("is not refused for parameters that nobody knows (RFC 6749, 3.2)", async () => {
    const answer = await ask("grant_type=client_credentials&audience=x&resource=", { ...FORM, ...basic(machine) });
    expect(answer.status).toBe(200);
  });

  test("may say its charset, in any letters", async () => {
    const type = { "content-type": "Application/X-WWW-Form-Urlencoded; charset=UTF-8" };
    expect((await ask("grant_type=client_credentials", { ...type, ...basic(machine) })).status).toBe(200);
  });

  const good = () =>
    encodeParameters({ grant_type: "client_credentials", client_id: machine.clientId, client_secret: machine.secret });
  test.each<[string, () => Body, Record<string, string>, string]>([
    ["without parameters", () => "", FORM, ""],
    ["without grant_type", () => "code=x", FORM, ""],
    ["with an empty grant_type", () => "grant_type=&code=x", FORM, ""],
    ["with grant_type twice", () => `${good()}&grant_type=client_credentials`, FORM, ""],
    ["with a parameter twice", () => `${good()}&scope=weather/read&scope=weather/read`, FORM, ""],
    ["with a parameter in query and body", () => good(), FORM, "?grant_type=client_credentials"],
    ["in JSON", () => JSON.stringify({ grant_type: "client_credentials" }), { "content-type": "application/json" }, ""],
    ["of a type that pages can send without asking", () => good(), { "content-type": "text/plain" }, ""],
    ["without a type", () => Buffer.from(good()), {}, ""],
    [
      "that is no UTF-8",
      () => Buffer.concat([Buffer.from(good()), Buffer.from([0x26, 0x78, 0x3d, 0xff, 0xfe])]),
      FORM,
      "",
    ],
    ["that is too long", () => `${good()}&x=${"y".repeat(70_000)}`, FORM, ""],
  ])("%s is invalid_request (assumed)", async (_what, body, headers, query) => {
    expect(refusedAs(await ask(body(), headers, query))).toBe(INVALID);
  });

  test("with the client's secret in its address is refused, right as it is (RFC 6749, 2.3.1)", async () => {
    expect(refusedAs(await ask(null, {}, `?${good()}`))).toBe(INVALID);
  });

  test.each([
    "password",
    "implicit",
    "urn:ietf:params:oauth:grant-type:device_code",
    "toString",
    "__proto__",
    "client_credentials ",
  ])("of grant type %j is unsupported_grant_type (documented)", async (grant_type) => {
    const answer = await post(domain, "/oauth2/token", { grant_type }, basic(machine));
    expect(refusedAs(answer)).toBe('400 {"error":"unsupported_grant_type"}');
  });

  test.each([
    ["authorization_code", { code: "x", redirect_uri: CALLBACK }],
    ["client_credentials", {}],
    ["refresh_token", { refresh_token: "x" }],
  ])("of a client without the flow %s is unauthorized_client (documented)", async (grant_type, parameters) => {
    const { clientId } = await domain.pool.addClient({ ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"] });
    const answer = await post(domain, "/oauth2/token", { grant_type, client_id: clientId, ...parameters });
    expect(refusedAs(answer)).toBe('400 {"error":"unauthorized_client"}');
  });

  test("where the profile is strict has its parameters in the body", async () => {
    const strict = await startTestServer({ flags: { oauthFeatures: "strict-requests=on" } });
    try {
      const there = await openLoginDomain(strict);
      const answer = await post(there, "/oauth2/token?grant_type=refresh_token", {
        client_id: there.pool.main.clientId,
      });
      expect(refusedAs(answer)).toBe(INVALID);
    } finally {
      await strict.close();
    }
  });
});
