import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { poolhouseOn, poolhouseSchema } from "../../../../test/poolhouse-service.ts";
import { createClock } from "../../../platform/clock.ts";
import { silentLog } from "../../../platform/log.ts";
import { openStorage } from "../../../storage/open-storage.ts";
import type { Storage } from "../../../storage/storage.ts";
import { isAdministrator } from "./administrator.ts";

let storage: Storage;
beforeAll(async () => {
  storage = await openStorage({
    database: { kind: "memory" },
    migrations: poolhouseSchema,
    clock: createClock(),
    log: silentLog,
  });
});
afterAll(() => storage.close());

const token = "correct horse battery staple".replaceAll(" ", "-");
const bearer = { headers: { authorization: `Bearer ${token}` } };
const guarded = [
  ["GET", "/_poolhouse/mailbox"],
  ["DELETE", "/_poolhouse/mailbox"],
  ["POST", "/_poolhouse/mailbox"],
  ["GET", "/_poolhouse/mailbox/some-id/body"],
  ["GET", "/_poolhouse/clock"],
  ["POST", "/_poolhouse/clock"],
  ["POST", "/_poolhouse/reset"],
  ["GET", "/_poolhouse/metrics"],
] as const;

describe("outside development", () => {
  test.each(guarded)("%s %s needs the administrator's token", async (method, path) => {
    const { ask } = poolhouseOn(storage, { development: false, adminToken: token });
    const answer = await ask(path, { method });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toBe("Bearer");
    expect(await answer.json()).toEqual({
      __type: "Unauthorized",
      message: expect.any(String),
      requestId: expect.any(String),
    });
    const wrong = { method, headers: { authorization: "Bearer wrong" } };
    expect((await ask(path, wrong)).status).toBe(401);
  });

  test.each(guarded)("%s %s is closed when there is no token", async (method, path) => {
    const { ask } = poolhouseOn(storage, { development: false });
    expect((await ask(path, { method, headers: { authorization: "Bearer undefined" } })).status).toBe(403);
    expect((await ask(path, { method, headers: { authorization: "Bearer " } })).status).toBe(403);
  });

  test.each(guarded.filter(([, path]) => path !== "/_poolhouse/metrics"))(
    "%s %s does not exist, not even for the administrator",
    async (method, path) => {
      let resets = 0;
      const reset = async () => {
        resets++;
      };
      const { ask, clock } = poolhouseOn(storage, { development: false, adminToken: token, reset });
      const answer = await ask(path, { method, ...bearer });
      expect([answer.status, (JSON.parse(await answer.text()) as { __type: string }).__type]).toEqual([
        403,
        "DevelopmentOnly",
      ]);
      expect([resets, clock.offset()]).toEqual([0, 0]);
    },
  );

  test("metrics are there for the administrator", async () => {
    const { ask } = poolhouseOn(storage, { development: false, adminToken: token });
    const answer = await ask("/_poolhouse/metrics", bearer);
    expect([answer.status, await answer.text()]).toEqual([200, "up 1\n"]);
    expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4");
  });

  test("health is public", async () => {
    const { ask } = poolhouseOn(storage, { development: false, adminToken: token });
    const answer = await ask("/_poolhouse/health");
    expect(await answer.json()).toEqual({ status: "ok", version: "1.2.3", services: { "cognito-idp": "running" } });
  });

  test("the start page names nothing", async () => {
    const { ask } = poolhouseOn(storage, { development: false, adminToken: token });
    const answer = await ask("/", bearer);
    expect(answer.status).toBe(200);
    expect(await answer.text()).not.toMatch(/us-east-1|1\.2\.3|memory|4566/);
  });
});

describe("the administrator's token", () => {
  test.each([`Bearer ${token}`, `bearer ${token}`, `BEARER  ${token} `])("is taken from %j", (header) => {
    expect(isAdministrator(header, token)).toBe(true);
  });

  test.each([undefined, "", token, "Bearer", `Bearer ${token}x`, `Bearer ${token.slice(1)}`, `Basic ${token}`])(
    "is not found in %j",
    (header) => {
      expect(isAdministrator(header, token)).toBe(false);
    },
  );

  test.each([undefined, ""])("lets nobody in when it is %j", (configured) => {
    expect(isAdministrator("Bearer undefined", configured)).toBe(false);
    expect(isAdministrator("Bearer ", configured)).toBe(false);
  });
});

describe("web pages of others", () => {
  const own = { origin: "http://localhost:4566" };
  const changes = guarded.filter(([method]) => method !== "GET");

  test.each([
    { origin: "https://evil.test" },
    { origin: "null" },
    { origin: "http://localhost:4567" },
    { origin: "http://bucket.localhost:4566" },
    { origin: "http://localhost:4566.evil.test" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
  ])("change nothing: %j", async (headers) => {
    let resets = 0;
    const reset = async () => {
      resets++;
    };
    const { ask, clock, send, messages } = poolhouseOn(storage, { reset });
    await send({});
    for (const [method, path] of changes) {
      const body = method === "POST" ? { body: '{"advanceSeconds":60}' } : {};
      const answer = await ask(path, { method, headers: { ...headers, "content-type": "text/plain" }, ...body });
      expect(answer.status).toBe(403);
    }
    expect([resets, clock.offset()]).toEqual([0, 0]);
    expect(await messages()).not.toEqual([]);
  });

  test.each([own, { ...own, "sec-fetch-site": "same-origin" }, { "sec-fetch-site": "none" }, {}])(
    "are told from our own and from programs: %j",
    async (headers) => {
      const { ask } = poolhouseOn(storage);
      expect((await ask("/_poolhouse/reset", { method: "POST", headers })).status).toBe(200);
    },
  );

  test("may change things when their origin is trusted", async () => {
    const { ask } = poolhouseOn(storage, { trustedOrigins: ["https://console.test"] });
    const headers = { origin: "https://console.test", "sec-fetch-site": "cross-site" };
    expect((await ask("/_poolhouse/reset", { method: "POST", headers })).status).toBe(200);
  });
});

test("every answer is kept from caches, sniffing and other sites", async () => {
  const { ask } = poolhouseOn(storage);
  for (const path of ["/", "/_poolhouse/health", "/_poolhouse/mailbox", "/_poolhouse/nothing", "/_poolhouse/clock"]) {
    const { headers } = await ask(path);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
  }
});

test("names the methods of a path that was asked by another", async () => {
  const { ask } = poolhouseOn(storage);
  const answer = await ask("/_poolhouse/mailbox", { method: "PUT" });
  expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD, DELETE, POST"]);
});

test("answers HEAD as GET without its body", async () => {
  const { ask } = poolhouseOn(storage);
  const answer = await ask("/_poolhouse/health", { method: "HEAD" });
  expect([answer.status, await answer.text()]).toEqual([200, ""]);
});
