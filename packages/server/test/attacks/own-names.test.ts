import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateUserPoolCommand,
  CreateUserPoolDomainCommand,
  DeleteUserPoolDomainCommand,
  UpdateUserPoolDomainCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { type Poolhouse, startPoolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inProcessFetch } from "../../src/http/in-process.ts";
import { CERTIFICATE } from "../cognito-idp/domain-names.ts";
import { refusedCall } from "../cognito-idp/refused-call.ts";
import { present, sdkClient } from "../cognito-idp/test-pool.ts";

/** A name that a pool was given before the operator made it the server's own. */
const NAME = "id.example.com";

const folder = mkdtempSync(join(tmpdir(), "poolhouse-own-names-"));
const start = (flags: Record<string, string> = {}) =>
  startPoolhouse({ flags: { memory: false, data: folder, ...flags } });
let server: Poolhouse;
let UserPoolId: string;
const CustomDomainConfig = { CertificateArn: CERTIFICATE };

async function at(path: string, init: RequestInit = {}) {
  const response = await inProcessFetch(server.handle)(path, { ...init, headers: { host: NAME } });
  return { status: response.status, cookies: response.headers.getSetCookie(), text: await response.text() };
}

beforeAll(async () => {
  server = await start();
  const sdk = sdkClient(server);
  UserPoolId = present((await sdk.send(new CreateUserPoolCommand({ PoolName: "early" }))).UserPool?.Id);
  await sdk.send(new CreateUserPoolDomainCommand({ UserPoolId, Domain: NAME, CustomDomainConfig }));
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

test("a pool's custom domain shows its pages, and nothing of the server's own", async () => {
  expect((await at("/error")).text).toContain("<!doctype html>");
  expect((await at("/_poolhouse/health")).status).toBe(404);
});

test.each<Record<string, string>>([
  { allowedHosts: NAME },
  { allowedHosts: "*.example.com" },
  { publicUrl: `https://${NAME}` },
])("once the name is the server's own the pool's pages are there no more: %j", async (flags) => {
  await server.close();
  server = await start(flags);
  expect((await at("/_poolhouse/health")).status).toBe(200);
  for (const path of ["/error", "/login", "/oauth2/authorize", "/_pages/files/x"]) {
    const { status, cookies, text } = await at(path);
    expect([path, status, cookies, text.includes("<!doctype html>")]).toEqual([path, 404, [], false]);
  }
  const sdk = sdkClient(server);
  const change = { UserPoolId, Domain: NAME, CustomDomainConfig };
  expect(await refusedCall(sdk.send(new UpdateUserPoolDomainCommand(change)))).toBe(
    "InvalidParameterException: Domain already associated with another user pool.",
  );
});

test("and its domain can be deleted, but not made again", async () => {
  const sdk = sdkClient(server);
  await sdk.send(new DeleteUserPoolDomainCommand({ UserPoolId, Domain: NAME }));
  const again = new CreateUserPoolDomainCommand({ UserPoolId, Domain: NAME, CustomDomainConfig });
  expect(await refusedCall(sdk.send(again))).toBe(
    "InvalidParameterException: Domain already associated with another user pool.",
  );
});

test("under its public name the server answers its own link, whatever domains it could be taken for", async () => {
  await server.close();
  server = await start({ publicUrl: `https://${NAME}` });
  const { status, text } = await at("/confirmUser?client_id=x&user_name=y&confirmation_code=1");
  expect([status, /<h1>(.*)<\/h1>/.exec(text)?.[1]]).toEqual([400, "This link does not work"]);
});
