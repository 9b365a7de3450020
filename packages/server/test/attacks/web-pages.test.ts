import { DescribeUserPoolCommand, InitiateAuthCommand } from "@aws-sdk/client-cognito-identity-provider";
import { type Poolhouse, startPoolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PASSWORD, type PoolInUse, putPoolInUse } from "../cognito-idp/pool-in-use.ts";
import { callHead, sendRaw } from "./raw-http.ts";

/**
 * A web page in the developer's browser attacks the development server: it can send requests to the loopback, and it can point a
 * name of its own at it.
 */
let server: Poolhouse;
let pool: PoolInUse;
let port: string;
let body: string;

beforeAll(async () => {
  server = await startPoolhouse({ listen: true });
  pool = await putPoolInUse(server);
  await pool.addUser("alice");
  port = new URL(server.url).port;
  body = JSON.stringify({ UserPoolId: pool.poolId });
});
afterAll(() => server.close());

const deletePool = (headers: readonly string[] = [], more: { host?: string; path?: string } = {}) =>
  sendRaw(server.url, callHead("DeleteUserPool", headers, { host: `localhost:${port}`, ...more }), body);
const poolIsThere = () => pool.sdk.send(new DescribeUserPoolCommand({ UserPoolId: pool.poolId }));

describe("a name that a stranger points at the loopback (DNS rebinding) reaches nothing", () => {
  test.each([
    "evil.example",
    "evil.example:4566",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "localhost%2eevil.example",
    "evil.example%00.localhost",
    "evil.example#.localhost",
    "localhost@evil.example",
    "evil.example/.localhost",
    "amazonaws.com.evil.example",
    "notamazonaws.com",
    "evilamazonaws.com",
    "0.0.0.0",
    "[::ffff:10.0.0.1]",
    "2130706433",
    "0x7f000001",
  ])("%s", async (host) => {
    for (const head of [
      callHead("DeleteUserPool", [], { host }),
      callHead("InitiateAuth", [], { host }),
      [`GET /_poolhouse/mailbox HTTP/1.1`, `host: ${host}`],
      [`POST /_poolhouse/reset HTTP/1.1`, `host: ${host}`],
      [`GET /${pool.poolId}/.well-known/jwks.json HTTP/1.1`, `host: ${host}`],
    ]) {
      const answer = await sendRaw(server.url, head, head[0]?.startsWith("POST") ? body : "");
      expect([400, 421]).toContain(answer.status);
      expect(answer.body).not.toContain("alice");
    }
    await poolIsThere();
  });

  test("nor does a second Host header, an absolute target of another host, or none at all", async () => {
    const host = `host: localhost:${port}`;
    for (const head of [
      [...callHead("DeleteUserPool", [], { host: "evil.example" }), host],
      [...callHead("DeleteUserPool", [host], { host: "evil.example" })],
      callHead("DeleteUserPool", [], { host: "localhost", path: "http://evil.example/" }),
      callHead("DeleteUserPool", [], { host: "evil.example", path: "http://localhost/" }),
      callHead("DeleteUserPool", [], { host: "evil.example", path: "http://evil.example/" }),
      callHead("DeleteUserPool").filter((line) => !line.startsWith("host:")),
    ]) {
      expect([400, 421]).toContain((await sendRaw(server.url, head, body)).status);
    }
    await poolIsThere();
  });
});

describe("a page of another origin reaches no operation that needs credentials", () => {
  test.each([
    ["by fetch", ["origin: https://evil.example", "sec-fetch-site: cross-site", "sec-fetch-mode: cors"]],
    ["from a sandboxed frame or a file", ["origin: null"]],
    ["from another port of this machine", ["origin: http://localhost:3000", "sec-fetch-site: same-site"]],
    ["from another scheme", ["origin: https://localhost"]],
    ["from a name below localhost, where buckets and APIs will live", ["origin: http://bucket.localhost:4566"]],
    ["that looks like ours", ["origin: http://localhost:4566.evil.example"]],
    ["with two origins", ["origin: http://localhost", "origin: https://evil.example"]],
    [
      "that sends no origin, by what the browser says besides",
      ["sec-fetch-site: cross-site", "sec-fetch-mode: no-cors"],
    ],
    ["by a followed link", ["sec-fetch-site: cross-site", "sec-fetch-mode: navigate", "sec-fetch-dest: document"]],
  ])("%s", async (_, headers) => {
    const answer = await deletePool(headers);
    expect(answer.status).toBe(403);
    expect(JSON.parse(answer.body).__type).toBe("OriginRefused");
    await poolIsThere();
  });

  test("by a request that browsers send without asking: its content type and target make it nobody's", async () => {
    const target = "x-amz-target: AWSCognitoIdentityProviderService.DeleteUserPool";
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]) {
      const head = [
        "POST /?X-Amz-Target=AWSCognitoIdentityProviderService.DeleteUserPool&Action=DeleteUserPool HTTP/1.1",
        `host: localhost:${port}`,
        ...(type === "" ? [] : [`content-type: ${type}`]),
      ];
      for (const more of [[], ["origin: https://evil.example"], ["origin: null"], [target]]) {
        const answer = await sendRaw(server.url, [...head, ...more], body);
        expect([400, 403]).toContain(answer.status);
      }
    }
    await poolIsThere();
  });

  test("by GET, by a presigned address in an image, or by another method", async () => {
    const presigned =
      "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=test%2F20260101%2Fus-east-1%2Fcognito-idp%2Faws4_request" +
      "&X-Amz-Date=20260101T000000Z&X-Amz-Expires=604800&X-Amz-SignedHeaders=host&X-Amz-Signature=00" +
      `&X-Amz-Target=AWSCognitoIdentityProviderService.DeleteUserPool&UserPoolId=${pool.poolId}`;
    for (const method of ["GET", "HEAD", "PUT", "DELETE", "PATCH"]) {
      for (const headers of [[], ["sec-fetch-site: cross-site", "sec-fetch-mode: no-cors", "sec-fetch-dest: image"]]) {
        const head = [`${method} /?${presigned} HTTP/1.1`, `host: localhost:${port}`, ...headers];
        const answer = await sendRaw(server.url, head);
        expect(answer.status).toBeGreaterThanOrEqual(400);
        expect(answer.status).toBeLessThan(500);
      }
    }
    await poolIsThere();
  });

  test("by a preflight that is believed to be a promise: what was allowed is refused when it comes", async () => {
    const preflight = await sendRaw(server.url, [
      "OPTIONS / HTTP/1.1",
      `host: localhost:${port}`,
      "origin: https://evil.example",
      "access-control-request-method: POST",
      "access-control-request-headers: authorization,content-type,x-amz-target,cookie,host,x-forwarded-for,proxy-authorization",
    ]);
    expect(preflight.status).toBe(200);
    expect(preflight.headers["access-control-allow-credentials"]).toBeUndefined();
    const allowed = (preflight.headers["access-control-allow-headers"] ?? "").split(",");
    for (const name of ["cookie", "host", "x-forwarded-for", "proxy-authorization"])
      expect(allowed).not.toContain(name);
    expect((await deletePool(["origin: https://evil.example"])).status).toBe(403);
  });

  test("by a target that names a public operation in one header and a signed one in another", async () => {
    const both = ["x-amz-target: AWSCognitoIdentityProviderService.InitiateAuth", "origin: https://evil.example"];
    expect([400, 403]).toContain((await deletePool(both)).status);
    await poolIsThere();
  });

  test.each([
    ["GET", "/_poolhouse/mailbox"],
    ["GET", "/_poolhouse/mailbox?to=alice@example.com"],
    ["GET", "/_poolhouse/metrics"],
    ["GET", "/_poolhouse/clock"],
    ["DELETE", "/_poolhouse/mailbox"],
    ["POST", "/_poolhouse/clock"],
    ["POST", "/_poolhouse/reset"],
    ["POST", "/_poolhouse/mailbox"],
  ])("nor Poolhouse's own %s %s", async (method, path) => {
    for (const headers of [
      ["origin: https://evil.example"],
      ["origin: null"],
      ["origin: http://localhost:3000"],
      ["sec-fetch-site: cross-site", "sec-fetch-mode: no-cors"],
      ["sec-fetch-site: same-site", "sec-fetch-mode: cors"],
    ]) {
      const head = [`${method} ${path} HTTP/1.1`, `host: localhost:${port}`, ...headers];
      const answer = await sendRaw(server.url, head, method === "POST" ? '{"advanceSeconds":1}' : "");
      expect(answer.status).toBe(403);
      expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
      expect(answer.body).not.toContain("alice");
    }
    expect(await server.mailbox.messages()).not.toEqual([]);
    await poolIsThere();
  });

  test("and the operations that need none are open to it, as applications in browsers need", async () => {
    const request = {
      ClientId: pool.main.clientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: "alice", PASSWORD },
    };
    const head = callHead("InitiateAuth", ["origin: https://app.example"], { host: `localhost:${port}` });
    const answer = await sendRaw(server.url, head, JSON.stringify(request));
    expect(answer.status).toBe(200);
    expect(answer.headers["access-control-allow-origin"]).toBe("*");
  });
});

describe("a frame of another page", () => {
  test.each(["/", "/_poolhouse/mailbox", "/confirmUser?client_id=x"])("cannot hold %s", async (path) => {
    const answer = await sendRaw(server.url, [`GET ${path} HTTP/1.1`, `host: localhost:${port}`, "accept: text/html"]);
    expect(answer.headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  });
});

describe("an address that is written in another way", () => {
  test.each([
    "//_poolhouse/mailbox",
    "/./_poolhouse/mailbox",
    "/x/../_poolhouse/mailbox",
    "/%2e%2e/_poolhouse/mailbox",
    "/_poolhouse%2fmailbox",
    "/_poolhouse/%2e%2e/_poolhouse/mailbox",
    "/_poolhouse/health/../mailbox",
    "/_poolhouse/health/%2E%2e/mailbox",
    "/_poolhouse/health/..%2fmailbox",
    "/_poolhouse\\mailbox",
    "/_POOLHOUSE/mailbox",
    "/_poolhouse/mailbox;x",
    "/_poolhouse/mailbox%00",
    "/_poolhouse/./mailbox",
    "/_poolhouse//mailbox",
  ])("%s shows no mail", async (path) => {
    const answer = await sendRaw(server.url, [`GET ${path} HTTP/1.1`, `host: localhost:${port}`]);
    expect([400, 404]).toContain(answer.status);
    expect(answer.body).not.toContain("alice");
  });

  test.each([
    (id: string) => `//${id}/.well-known/jwks.json`,
    (id: string) => `/x/../${id}/.well-known/jwks.json`,
    (id: string) => `/${id}/%2e%2e/${id}/.well-known/jwks.json`,
    (id: string) => `/${id}%2f.well-known/jwks.json`,
    (id: string) => `/${id}/.well-known/jwks.json/`,
    (id: string) => `/${id}/.well-known/../.well-known/jwks.json`,
    (id: string) => `/${id}'%20OR%20'1'='1/.well-known/jwks.json`,
    (id: string) => `/${id.toLowerCase()}/.well-known/jwks.json`,
  ])("%s is no issuer", async (pathOf) => {
    const head = [`GET ${pathOf(pool.poolId)} HTTP/1.1`, `host: localhost:${port}`];
    const answer = await sendRaw(server.url, head);
    expect([400, 404]).toContain(answer.status);
    expect(answer.body).not.toContain('"keys"');
  });

  test("an issuer's documents never name the Host that was asked", async () => {
    for (const host of ["evil.amazonaws.com", "evil.localhost", `localhost:${port}`]) {
      const head = [`GET /${pool.poolId}/.well-known/openid-configuration HTTP/1.1`, `host: ${host}`];
      const answer = await sendRaw(server.url, head);
      expect(JSON.parse(answer.body)).toMatchObject({
        issuer: `${server.url}/${pool.poolId}`,
        jwks_uri: `${server.url}/${pool.poolId}/.well-known/jwks.json`,
      });
    }
    const { AuthenticationResult } = await pool.sdk.send(
      new InitiateAuthCommand({
        ClientId: pool.main.clientId,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: "alice", PASSWORD },
      }),
    );
    const claims = Buffer.from(AuthenticationResult?.AccessToken?.split(".")[1] ?? "", "base64url").toString();
    expect(JSON.parse(claims).iss).toBe(`${server.url}/${pool.poolId}`);
  });
});

describe("a client that names its own address", () => {
  test.each([
    "x-forwarded-for: 203.0.113.7",
    "X-Forwarded-Host: evil.example",
    "x-forwarded-proto: https",
    "x-forwarded-port: 443",
    "x-real-ip: 203.0.113.7",
    "Forwarded: for=203.0.113.7;host=evil.example",
  ])("%s is refused, not believed", async (header) => {
    const answer = await deletePool([header]);
    expect([answer.status, JSON.parse(answer.body).__type]).toEqual([400, "ForwardedHeaderRefused"]);
    await poolIsThere();
  });
});

describe("an open server, which answers to any name, gives a page nothing under a name that a stranger points at it", () => {
  let open: Poolhouse;
  let mine: PoolInUse;
  beforeAll(async () => {
    open = await startPoolhouse({ listen: true, flags: { open: true } });
    mine = await putPoolInUse(open);
    await mine.addUser("alice");
  });
  afterAll(() => open.close());
  const host = "evil.example:4566";

  test("neither by what the browser calls the same origin", async () => {
    const sameOrigin = ["sec-fetch-site: same-origin", "sec-fetch-mode: cors", "sec-fetch-dest: empty"];
    const origin = `origin: http://${host}`;
    const request = JSON.stringify({ UserPoolId: mine.poolId });
    for (const headers of [[origin], [origin, ...sameOrigin], sameOrigin]) {
      const call = await sendRaw(open.url, callHead("DeleteUserPool", headers, { host }), request);
      expect([call.status, JSON.parse(call.body).__type]).toEqual([403, "OriginRefused"]);
      for (const [method, path] of [
        ["GET", "/_poolhouse/mailbox"],
        ["DELETE", "/_poolhouse/mailbox"],
        ["POST", "/_poolhouse/reset"],
      ]) {
        const own = await sendRaw(open.url, [`${method} ${path} HTTP/1.1`, `host: ${host}`, ...headers]);
        expect(own.status).toBe(403);
        expect(own.body).not.toContain("alice");
      }
    }
    await mine.sdk.send(new DescribeUserPoolCommand({ UserPoolId: mine.poolId }));
  });

  test("while programs reach it by that name", async () => {
    const request = JSON.stringify({ UserPoolId: mine.poolId });
    expect(
      await sendRaw(open.url, callHead("DescribeUserPool", [], { host: "poolhouse:4566" }), request),
    ).toMatchObject({
      status: 200,
    });
  });
});
