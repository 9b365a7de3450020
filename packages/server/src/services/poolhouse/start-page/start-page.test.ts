import { afterAll, beforeAll, expect, test } from "vitest";
import { poolhouseOn, poolhouseSchema } from "../../../../test/poolhouse-service.ts";
import type { Input, Output } from "../../../models/index.ts";
import { createClock } from "../../../platform/clock.ts";
import { silentLog } from "../../../platform/log.ts";
import { openStorage } from "../../../storage/open-storage.ts";
import type { Storage } from "../../../storage/storage.ts";
import type { Asked, Call } from "../ports.ts";
import { issuerOf } from "./snippets.ts";

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

test("is shown with its lines to copy even when the pools cannot be listed", async () => {
  const { ask } = poolhouseOn(storage);
  const answer = await ask("/");
  expect(answer.status).toBe(200);
  const text = await answer.text();
  expect(text).toContain("The user pools cannot be listed just now");
  expect(text).toContain("AWS_ENDPOINT_URL=http://localhost:4566 AWS_DEFAULT_REGION=us-east-1");
});

/** What the user pool service answers. */
type Answers = { [N in Asked]: (input: Input<"cognito-idp", N>) => Output<"cognito-idp", N> };

const calls =
  (answers: Answers): Call =>
  async (_, operation, input) =>
    answers[operation](input);

/** One pool with a client, one that was changed later and has none. */
const call = calls({
  ListUserPools: () => ({
    UserPools: [
      { Id: "us-east-1_Older0000", Name: "<script>alert(1)</script>", LastModifiedDate: new Date(1) },
      { Id: "us-east-1_Newer0000", Name: "newer", LastModifiedDate: new Date(2) },
    ],
  }),
  ListUserPoolClients: ({ UserPoolId }) => ({
    UserPoolClients:
      UserPoolId === "us-east-1_Older0000" ? [{ ClientId: "4mb0od3gj7eoluei732rkjatcc", ClientName: "web" }] : [],
  }),
});

test("lists the pools, last changed first, with the lines that use each client", async () => {
  const { ask } = poolhouseOn(storage, { call });
  const text = await (await ask("/")).text();
  expect(text.indexOf("us-east-1_Newer0000")).toBeLessThan(text.indexOf("us-east-1_Older0000"));
  expect(text).toContain("userPoolId: &quot;us-east-1_Older0000&quot;");
  expect(text).toContain("userPoolClientId: &quot;4mb0od3gj7eoluei732rkjatcc&quot;");
  expect(text).toContain("http://localhost:4566/us-east-1_Older0000/.well-known/jwks.json");
  expect(text).not.toContain("<script>alert");
});

test("shows an empty server the lines that make a pool", async () => {
  const none = calls({ ListUserPools: () => ({ UserPools: [] }), ListUserPoolClients: () => ({}) });
  const { ask } = poolhouseOn(storage, { call: none });
  expect(await (await ask("/")).text()).toMatch(/No user pools in us-east-1 yet.*create-user-pool /s);
});

test("loads nothing but this server's own files", async () => {
  const { ask } = poolhouseOn(storage);
  const answer = await ask("/");
  const text = await answer.text();
  expect(answer.headers.get("content-security-policy")).toContain("script-src 'self'");
  expect(text).not.toMatch(/<script(?![^>]* src="\/_poolhouse\/assets\/)|<style|style="|\son[a-z]+=/);
  const files = [...text.matchAll(/(?:src|href)="(\/_poolhouse\/assets\/[^"]+)"/g)].map(([, path]) => path ?? "");
  expect(new Set(files).size).toBe(3);
  for (const path of files) {
    const file = await ask(path);
    expect([file.status, file.headers.get("cache-control")]).toEqual([200, "public, max-age=31536000, immutable"]);
  }
});

test("does not know files that there are not", async () => {
  const { ask } = poolhouseOn(storage);
  for (const name of ["nothing.css", "page.css", "..%2f..%2fpackage.json", "constructor"])
    expect((await ask(`/_poolhouse/assets/${name}`)).status).toBe(404);
});

test("leads from a message to the address it went to", async () => {
  const { ask, send } = poolhouseOn(storage);
  await send({ to: "a+b@example.com" });
  expect(await (await ask("/")).text()).toContain('href="/_poolhouse/mailbox?to=a%2Bb%40example.com#m-');
});

test("says that the clock was moved", async () => {
  const { ask, clock } = poolhouseOn(storage);
  expect(await (await ask("/")).text()).not.toContain("The clock was moved");
  clock.setOffset(1000);
  expect(await (await ask("/")).text()).toContain("The clock was moved");
});

test.each([
  ["own", "https://id.test/eu-west-1_Ab3dE5gH9"],
  ["aws", "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Ab3dE5gH9"],
] as const)("names the issuer of mode %s", (issuer, expected) => {
  const about = { endpoint: "https://id.test", issuer };
  expect(issuerOf(about, "eu-west-1_Ab3dE5gH9")).toEqual({
    issuer: expected,
    keys: "https://id.test/eu-west-1_Ab3dE5gH9/.well-known/jwks.json",
  });
});
