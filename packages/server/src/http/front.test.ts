import { describe, expect, it } from "vitest";
import { silentLog } from "../platform/log.ts";
import { createFront, type FrontOptions } from "./front.ts";
import { createHostRule } from "./host-rule.ts";
import { inProcessRequest, type RequestParts, responseBytes } from "./in-process.ts";
import type { HttpRequest } from "./message.ts";
import { createOriginRule } from "./origin-rule.ts";
import type { Surface } from "./surfaces.ts";

const self = "http://localhost:4566";
const evil = "https://evil.example";
const target = "AWSCognitoIdentityProviderService";

/** What was let through to a surface. */
interface Reached {
  surface: string;
  request: HttpRequest;
}

function server(options: Partial<FrontOptions> & { open?: boolean; allowedOrigins?: string[] } = {}) {
  const reached: Reached[] = [];
  const surface = (rest: Omit<Surface, "handle">): Surface => ({
    ...rest,
    handle: async (request) => {
      reached.push({ surface: rest.name, request });
      return { status: 200, headers: { "content-type": "text/plain" }, body: rest.name };
    },
  });
  const isPublic = ({ headers }: HttpRequest) => headers["x-amz-target"] === `${target}.InitiateAuth`;
  const surfaces: Surface[] = [
    surface({
      name: "gateway",
      matches: ({ host }) => host.startsWith("api1.execute-api."),
      origins: { kind: "own-rules" },
      passesForwarded: true,
      foreignContent: true,
    }),
    surface({
      name: "poolhouse",
      ownHostsOnly: true,
      matches: ({ path, method, query }) =>
        path.startsWith("/_poolhouse/") || (path === "/" && method === "GET" && query === ""),
      origins: { kind: "closed" },
    }),
    surface({
      name: "bucket",
      matches: ({ path, host }) => path.startsWith("/bucket/") || host.startsWith("bucket.s3."),
      origins: { kind: "own-rules" },
      foreignContent: true,
    }),
    surface({
      name: "aws",
      matches: ({ method, query }) => method !== "GET" || query.includes("X-Amz-Signature"),
      origins: { kind: "public-operations", isPublic },
    }),
  ];
  const handle = createFront({
    surfaces,
    hosts: createHostRule({ anyHost: options.open ?? false, publicUrl: self, allowedHosts: [] }),
    caller: createOriginRule({ publicUrl: self, allowedOrigins: options.allowedOrigins ?? [] }),
    signaturesVerified: false,
    trustProxy: false,
    log: silentLog,
    ...options,
  });
  const send = async (parts: RequestParts) => {
    const response = await handle(inProcessRequest({ ...parts, url: new URL(parts.url, self).href }));
    return { ...response, text: Buffer.from(await responseBytes(response)).toString() };
  };
  return { send, reached };
}

const call = (operation: string, headers: Record<string, string> = {}): RequestParts => ({
  method: "POST",
  url: "/",
  headers: { "x-amz-target": `${target}.${operation}`, "content-type": "application/x-amz-json-1.1", ...headers },
  body: "{}",
});

describe("a client that is no browser", () => {
  it("reaches every operation", async () => {
    const { send } = server();
    expect((await send(call("CreateUserPool"))).text).toBe("aws");
  });

  it("gets the request's id in the answer", async () => {
    const { send, reached } = server();
    const { headers } = await send(call("CreateUserPool"));
    expect(headers["x-amzn-requestid"]).toBe(reached[0]?.request.requestId);
    expect(headers["access-control-allow-origin"]).toBeUndefined();
  });
});

describe("a page whose name was pointed at the loopback (DNS rebinding)", () => {
  it.each(["evil.example:4566", "localhost.evil.example:4566", "127.0.0.1.nip.io", "[::ffff:10.0.0.1]"])(
    "reaches nothing under %s",
    async (host) => {
      const { send, reached } = server();
      for (const parts of [call("InitiateAuth"), { url: "/_poolhouse/mailbox" }, { url: "/bucket/x" }]) {
        const response = await send({ ...parts, headers: { ...parts.headers, host } });
        expect([response.status, response.headers["x-amzn-errortype"]]).toEqual([421, "HostRefused"]);
        expect(response.headers["access-control-allow-origin"]).toBeUndefined();
      }
      expect(reached).toEqual([]);
    },
  );

  it("is answered once it is a pool's custom domain, without the server's own pages and as a foreign one", async () => {
    const { send, reached } = server({ isGivenAway: async (name) => name === "auth.example.com" });
    const headers = { host: "auth.example.com:4566", origin: "http://auth.example.com:4566" };
    expect((await send({ url: "/bucket/x", headers })).text).toBe("bucket");
    expect((await send({ url: "/_poolhouse/mailbox", headers: { host: headers.host } })).status).toBe(404);
    expect((await send(call("CreateUserPool", headers))).status).toBe(403);
    expect((await send({ url: "/bucket/x", headers: { host: "evil.example" } })).status).toBe(421);
    expect(reached.map(({ surface: name }) => name)).toEqual(["bucket"]);
  });

  it("is still foreign where any host is answered", async () => {
    const { send, reached } = server({ open: true });
    const headers = { host: "evil.example:4566", origin: "http://evil.example:4566" };
    expect((await send(call("CreateUserPool", headers))).status).toBe(403);
    expect((await send({ method: "POST", url: "/_poolhouse/reset", headers })).status).toBe(403);
    expect(reached).toEqual([]);
  });
});

describe("a page of another origin", () => {
  it("calls operations that need no credentials, and reads their answers", async () => {
    const { send } = server();
    const response = await send(call("InitiateAuth", { origin: "http://localhost:3000" }));
    expect(response.text).toBe("aws");
    expect(response.headers).toMatchObject({
      "access-control-allow-origin": "*",
      "access-control-expose-headers": "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date",
    });
    expect(response.headers["access-control-allow-credentials"]).toBeUndefined();
  });

  it.each([
    ["a signed call after a preflight", call("CreateUserPool", { origin: evil, authorization: "AWS4-HMAC-SHA256 x" })],
    [
      "a text/plain post, which needs no preflight",
      { method: "POST", url: "/", headers: { origin: evil, "content-type": "text/plain" }, body: "Action=CreateUser" },
    ],
    [
      "a form post",
      {
        method: "POST",
        url: "/",
        headers: { origin: evil, "content-type": "application/x-www-form-urlencoded" },
        body: "Action=CreateUser",
      },
    ],
    ["a call from a sandboxed frame", call("CreateUserPool", { origin: "null" })],
    ["a call from the same name on another port", call("CreateUserPool", { origin: "http://localhost:3000" })],
    ["a call from the other scheme's own port", call("CreateUserPool", { origin: "https://localhost" })],
    ["a call from another name of the loopback", call("CreateUserPool", { origin: "http://127.0.0.1:4566" })],
    ["a call whose origin begins like ours", call("CreateUserPool", { origin: "http://localhost:4566.evil.example" })],
    ["a call with two origins", call("CreateUserPool", { origin: `${self}, ${evil}` })],
    ["a call with an empty origin", call("CreateUserPool", { origin: "" })],
    [
      "an image with a presigned URL",
      {
        url: "/?Action=DeleteUser&X-Amz-Signature=0",
        headers: { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image" },
      },
    ],
    [
      "a link to a presigned URL",
      {
        url: "/?Action=DeleteUser&X-Amz-Signature=0",
        headers: { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" },
      },
    ],
    ["a call from a sibling site", { url: "/?X-Amz-Signature=0", headers: { "sec-fetch-site": "same-site" } }],
  ] satisfies [string, RequestParts][])("does not get through with %s", async (_name, parts) => {
    const { send, reached } = server();
    const response = await send(parts);
    expect([response.status, response.headers["x-amzn-errortype"]]).toEqual([403, "OriginRefused"]);
    expect(reached).toEqual([]);
  });

  it("reads why it was refused", async () => {
    const { send } = server();
    const response = await send(call("CreateUserPool", { origin: "http://localhost:3000" }));
    expect(response.headers["access-control-allow-origin"]).toBe("*");
    expect(response.text).toContain("--allowed-origins");
  });

  it.each([
    ["by fetch", { method: "POST", headers: { origin: evil } }],
    ["after a preflight", { method: "OPTIONS", headers: { origin: evil, "access-control-request-method": "DELETE" } }],
    [
      "as a script",
      { headers: { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script" } },
    ],
    [
      "in a frame",
      { headers: { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" } },
    ],
    [
      "by a form",
      {
        method: "POST",
        headers: { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" },
      },
    ],
  ])("does not reach the mailbox %s", async (_name, parts) => {
    const { send, reached } = server();
    const response = await send({ ...parts, url: "/_poolhouse/mailbox" });
    expect(response.status).toBe(403);
    expect(response.headers["access-control-allow-origin"]).toBeUndefined();
    expect(reached).toEqual([]);
  });

  it("may link to the start page", async () => {
    const { send } = server();
    const headers = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };
    expect((await send({ url: "/", headers })).text).toBe("poolhouse");
  });

  it("calls everything when its origin is configured", async () => {
    const { send } = server({ allowedOrigins: ["http://localhost:3000"] });
    expect((await send(call("CreateUserPool", { origin: "http://localhost:3000" }))).text).toBe("aws");
  });

  it("calls everything where signatures are verified", async () => {
    const { send } = server({ signaturesVerified: true });
    expect((await send(call("CreateUserPool", { origin: evil }))).text).toBe("aws");
    expect((await send({ method: "POST", url: "/_poolhouse/reset", headers: { origin: evil } })).status).toBe(403);
  });
});

describe("a page that others put here", () => {
  const host = "bucket.s3.localhost:4566";

  it.each([
    ["by a call to its own origin", call("CreateUserPool", { origin: "http://other.localhost:4566" })],
    ["by a get without an Origin", { url: "/?X-Amz-Signature=0", headers: { "sec-fetch-site": "same-origin" } }],
  ] satisfies [string, RequestParts][])("does not act as one of the server's %s", async (_name, parts) => {
    const { send, reached } = server();
    const response = await send({ ...parts, headers: { ...parts.headers, host: "other.localhost:4566" } });
    expect(response.status).toBe(403);
    expect(reached).toEqual([]);
  });

  it("finds none of the server's own paths under its name", async () => {
    const { send, reached } = server();
    await send({ url: "/_poolhouse/mailbox", headers: { host } });
    await send({ method: "POST", url: "/_poolhouse/reset", headers: { host, origin: `http://${host}` } });
    expect(reached.map(({ surface }) => surface)).toEqual(["bucket", "bucket"]);
  });

  it("runs in an origin of its own under one of the server's names", async () => {
    const { send } = server();
    const own = await send({ url: "/bucket/index.html" });
    expect(own.headers["content-security-policy"]).toMatch(/^sandbox /);
    expect(own.headers["content-security-policy"]).not.toContain("allow-same-origin");
    expect((await send({ url: "/index.html", headers: { host } })).headers["content-security-policy"]).toBeUndefined();
  });
});

describe("a preflight of the AWS API", () => {
  const ask = (headers: string, more: Record<string, string> = {}): RequestParts => ({
    method: "OPTIONS",
    url: "/",
    headers: {
      origin: evil,
      "access-control-request-method": "POST",
      "access-control-request-headers": headers,
      ...more,
    },
  });

  it("permits what Amplify and the SDKs send", async () => {
    const { send, reached } = server();
    const asked =
      "amz-sdk-invocation-id,amz-sdk-request,authorization,cache-control,content-type,x-amz-content-sha256,x-amz-date,x-amz-security-token,x-amz-target,x-amz-user-agent";
    const response = await send(ask(asked));
    expect(response.status).toBe(200);
    expect(response.headers).toMatchObject({
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "POST",
      "access-control-allow-headers": asked,
      "access-control-max-age": "172800",
    });
    expect(reached).toEqual([]);
  });

  it("permits no header that only a proxy may send", async () => {
    const { send } = server();
    const response = await send(ask("x-amz-target,X-Forwarded-For,cookie,host,x-evil,\u0000"));
    expect(response.headers["access-control-allow-headers"]).toBe("x-amz-target");
  });

  it("permits pages of the internet to call the loopback when they ask", async () => {
    const { send } = server();
    const asked = await send(ask("x-amz-target", { "access-control-request-private-network": "true" }));
    expect(asked.headers["access-control-allow-private-network"]).toBe("true");
    expect((await send(ask("x-amz-target"))).headers["access-control-allow-private-network"]).toBeUndefined();
  });
});

describe("a forwarded header", () => {
  it.each(["x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "forwarded", "x-real-ip"])(
    "is refused without --trust-proxy: %s",
    async (name) => {
      const { send, reached } = server();
      const response = await send(call("InitiateAuth", { [name]: "203.0.113.9" }));
      expect([response.status, response.headers["x-amzn-errortype"]]).toEqual([400, "ForwardedHeaderRefused"]);
      expect(response.text).toContain("--trust-proxy");
      expect(reached).toEqual([]);
    },
  );

  it("is handed on by the gateway", async () => {
    const { send } = server();
    const host = "api1.execute-api.us-east-1.amazonaws.com";
    expect((await send({ url: "/", headers: { host, "x-forwarded-for": "203.0.113.9" } })).text).toBe("gateway");
  });

  it("is accepted with --trust-proxy", async () => {
    const { send } = server({ trustProxy: true });
    expect((await send(call("InitiateAuth", { "x-forwarded-for": "203.0.113.9" }))).text).toBe("aws");
  });
});

describe("a failure", () => {
  it("never shows what happened, and names the request", async () => {
    const logged: object[] = [];
    const surface: Surface = {
      name: "broken",
      matches: () => true,
      origins: { kind: "own-rules" },
      handle: () => Promise.reject(new Error("password hunter2 of the database")),
    };
    const { send } = server({
      surfaces: [surface],
      log: { ...silentLog, error: (fields) => void logged.push(fields) },
    });
    const response = await send({ url: "/" });
    expect(response.status).toBe(500);
    expect(response.text).not.toContain("hunter2");
    expect(logged).toMatchObject([{ requestId: response.headers["x-amzn-requestid"] }]);
  });

  it("is a 404 where nothing answers", async () => {
    const { send } = server({ surfaces: [] });
    expect((await send({ url: "/nowhere" })).status).toBe(404);
  });

  it("does not change an answer that a surface keeps", async () => {
    const kept = Object.freeze({ status: 200, headers: Object.freeze({}), body: null });
    const surface: Surface = {
      name: "kept",
      matches: () => true,
      origins: { kind: "own-rules" },
      foreignContent: true,
      handle: async () => kept,
    };
    const { send } = server({ surfaces: [surface] });
    expect((await send({ url: "/" })).headers["x-amzn-requestid"]).toMatch(/^[0-9a-f-]{36}$/);
  });
});
