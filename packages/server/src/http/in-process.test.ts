import { CognitoIdentityProviderClient, ListUserPoolsCommand } from "@aws-sdk/client-cognito-identity-provider";
import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import type { Handle } from "./front.ts";
import { honoHandler } from "./hono-surface.ts";
import { inProcessFetch, inProcessRequest, sdkRequestHandler } from "./in-process.ts";
import type { HttpRequest } from "./message.ts";

describe("an AWS SDK client within the process", () => {
  const client = (handle: Handle) =>
    new CognitoIdentityProviderClient({
      endpoint: "http://localhost:4566",
      region: "eu-west-1",
      credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
      maxAttempts: 1,
      requestHandler: sdkRequestHandler(handle),
    });

  it("sends what it sends over a socket and reads the answer", async () => {
    let seen: HttpRequest | undefined;
    const answer = { UserPools: [{ Id: "eu-west-1_a", Name: "ü" }] };
    const sent = client(async (request) => {
      seen = request;
      return { status: 200, headers: { "content-type": "application/x-amz-json-1.1" }, body: JSON.stringify(answer) };
    });
    const { UserPools } = await sent.send(new ListUserPoolsCommand({ MaxResults: 1 }));
    expect(UserPools).toMatchObject(answer.UserPools);
    expect(seen).toMatchObject({ method: "POST", path: "/", host: "localhost:4566", secure: false });
    expect(seen?.headers["x-amz-target"]).toBe("AWSCognitoIdentityProviderService.ListUserPools");
    expect(Buffer.from((await seen?.body()) ?? []).toString()).toBe('{"MaxResults":1}');
  });

  it("reads an error by its name", async () => {
    const refused = client(async () => ({
      status: 400,
      headers: { "content-type": "application/x-amz-json-1.1" },
      body: '{"__type":"ResourceNotFoundException","message":"User pool x does not exist."}',
    }));
    await expect(refused.send(new ListUserPoolsCommand({ MaxResults: 1 }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: "User pool x does not exist.",
    });
  });
});

describe("a Hono application as a surface", () => {
  const app = new Hono<{ Bindings: { request: HttpRequest } }>();
  app.get("/id", (c) => c.text(c.env.request.requestId));
  app.post("/echo", async (c) => c.text(`${c.req.header("x-a")} ${await c.req.text()}`, 201));
  app.get("/cookies", (c) => {
    c.header("set-cookie", "a=1", { append: true });
    c.header("set-cookie", "b=2", { append: true });
    return c.redirect("/elsewhere");
  });
  const handle = honoHandler(app);
  const fetch = inProcessFetch(handle);

  it("sees headers and body", async () => {
    const response = await fetch("/echo", { method: "POST", headers: { "x-a": "b" }, body: "grüße" });
    expect([response.status, await response.text()]).toEqual([201, "b grüße"]);
  });

  it.each(["/x/../id", "/./id", "/x/%2e%2E/id", "/x\\..\\id", "/id/.."])(
    "is never shown another path than was asked for: %s",
    async (path) => {
      const request = { ...inProcessRequest({ url: "/" }), path, target: path };
      await expect(handle(request)).rejects.toMatchObject({ status: 400 });
    },
  );

  it("knows the request's id", async () => expect(await (await fetch("/id")).text()).toMatch(/^[0-9a-f-]{36}$/));

  it("sets several cookies", async () => {
    const response = await fetch("/cookies");
    expect([response.status, response.headers.getSetCookie()]).toEqual([302, ["a=1", "b=2"]]);
  });
});
