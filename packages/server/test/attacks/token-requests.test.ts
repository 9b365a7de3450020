import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inProcessRequest, responseBytes } from "../../src/http/in-process.ts";
import { basic, codeFor, redeem } from "../cognito-idp/granted.ts";
import { CALLBACK, LOGIN_CLIENT, type LoginDomain, openLoginDomain } from "../cognito-idp/login-domain.ts";
import type { ClientInUse } from "../cognito-idp/pool-in-use.ts";
import fc from "../property.ts";
import { startTestServer } from "../start-test-server.ts";

/**
 * What a stranger sends to the endpoints that clients call: pieces of good requests, put together by chance, among them a code that another
 * client was given, beside bytes that are no request at all. Nothing he is told is a token, and nothing is a failure of ours.
 */
const RUNS = 4_000;

let server: Poolhouse;
let domain: LoginDomain;
let secretive: ClientInUse;
let code: string;

beforeAll(async () => {
  server = await startTestServer({ flags: { oauthFeatures: "introspection=on" } });
  domain = await openLoginDomain(server);
  secretive = await domain.pool.addClient({ ...LOGIN_CLIENT, GenerateSecret: true });
  await domain.pool.addUser("ann");
  code = await codeFor(domain, "ann", { client_id: secretive.clientId });
});
afterAll(() => server.close());

function requests() {
  const { clientId } = domain.pool.main;
  const hostile = fc.constantFrom(
    "%00",
    "%ff%fe",
    "%0d%0aset-cookie:%20x=1",
    "%",
    "+",
    "%C0%80",
    "x".repeat(3000),
    "<script>",
    "' or ''='",
    "%F0%9F%92%A5",
  );
  const values: Record<string, fc.Arbitrary<string>> = {
    grant_type: fc.constantFrom("authorization_code", "refresh_token", "client_credentials", "password", "constructor"),
    client_id: fc.constantFrom(clientId, secretive.clientId, "nosuch"),
    client_secret: fc.constantFrom("wrong", "undefined", "null"),
    code: fc.constant(code),
    redirect_uri: fc.constantFrom(encodeURIComponent(CALLBACK), "https://evil.example"),
    refresh_token: fc.constant("nosuch"),
    code_verifier: fc.constantFrom("x".repeat(43), "short"),
    token: fc.constantFrom("nosuch", "a.b.c"),
    scope: fc.constantFrom("openid", "weather/read"),
    aws_client_metadata: fc.constantFrom("{", "%7B%22__proto__%22%3A1%7D"),
    resource: fc.constantFrom("javascript:alert(1)", "https%3A%2F%2Fapi.example.com"),
    __proto__: fc.constant("x"),
  };
  const pair = fc
    .constantFrom(...Object.keys(values))
    .chain((name) =>
      fc.tuple(
        fc.constant(name),
        fc.oneof({ weight: 5, arbitrary: values[name] ?? hostile }, { weight: 1, arbitrary: hostile }),
      ),
    )
    .map(([name, value]) => `${name}=${value}`);
  const form = fc.array(pair, { maxLength: 8 }).map((pairs) => pairs.join("&"));
  return fc.record({
    path: fc.constantFrom("token", "token", "token", "revoke", "introspect", "userInfo"),
    method: fc.oneof(
      { weight: 9, arbitrary: fc.constant("POST") },
      { weight: 1, arbitrary: fc.constantFrom("GET", "HEAD", "PUT", "OPTIONS") },
    ),
    query: fc.oneof({ weight: 4, arbitrary: fc.constant("") }, { weight: 1, arbitrary: form }),
    body: fc.oneof(
      { weight: 9, arbitrary: form.map((text) => Buffer.from(text)) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
    ),
    type: fc.oneof(
      { weight: 9, arbitrary: fc.constant("application/x-www-form-urlencoded") },
      { weight: 1, arbitrary: fc.constantFrom("application/json", "multipart/form-data; boundary=x", "", ";;;") },
    ),
    authorization: fc.oneof(
      { weight: 3, arbitrary: fc.constant(undefined) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          basic({ clientId: secretive.clientId, secret: "wrong" }).authorization,
          basic({ clientId, secret: "" }).authorization,
          "Basic AP8A/wD/",
          "Basic",
          "Bearer eyJhbGciOiJub25lIn0.e30.",
          `Bearer ${"x".repeat(5000)}`,
        ),
      },
    ),
  });
}

test(`${RUNS} requests put together by chance give no token, no failure and no header of their own`, async () => {
  await fc.assert(
    fc.asyncProperty(requests(), async ({ path, method, query, body, type, authorization }) => {
      const answer = await server.handle(
        inProcessRequest({
          method,
          url: `${domain.base}/oauth2/${path}${query === "" ? "" : `?${query}`}`,
          headers: { "content-type": type, ...(authorization && { authorization }) },
          ...(method === "POST" && { body }),
        }),
      );
      expect(answer.status).toBeLessThan(500);
      for (const cookie of [answer.headers["set-cookie"] ?? []].flat()) {
        expect(cookie).toMatch(/^XSRF-TOKEN=[\da-f-]{36}; Path=[\w/]+; HttpOnly; SameSite=Lax$/);
      }
      expect(answer.headers).not.toHaveProperty("location");
      const text = Buffer.from(await responseBytes(answer)).toString("utf8");
      expect(text).not.toMatch(/"(?:access|id|refresh)_token":|"active":true|<script/);
    }),
    { numRuns: RUNS },
  );
}, 240_000);

test("after all of them the code is still good for whom it was given to", async () => {
  server.advance({ seconds: 1 });
  const answer = await redeem(domain, code, { client_id: undefined }, basic(secretive));
  expect(answer.status).toBe(200);
});
