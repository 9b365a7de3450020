import {
  AdminGetUserCommand,
  ForgotPasswordCommand,
  UpdateUserAttributesCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PoolInUse, putPoolInUse, wrongCode } from "../../../../test/cognito-idp/pool-in-use.ts";
import { present } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";
import { inProcessFetch } from "../../../http/in-process.ts";

let server: Poolhouse;
let pool: PoolInUse;
let hiding: PoolInUse;

interface Page {
  status: number;
  title: string;
  text: string;
  headers: Headers;
}
async function open(link: string, init: RequestInit = {}): Promise<Page> {
  const { pathname, search } = new URL(link, server.url);
  const response = await inProcessFetch(server.handle)(`${pathname}${search}`, init);
  const text = await response.text();
  return { status: response.status, title: /<h1>(.*)<\/h1>/.exec(text)?.[1] ?? "", text, headers: response.headers };
}
/** The newest link that was sent to a user. */
async function linkOf(username: string, of = pool): Promise<string> {
  const [message] = await server.mailbox.messages({ username, poolId: of.poolId });
  return present(message?.link ?? undefined);
}
const withParameter = (link: string, name: string, value: string) => {
  const url = new URL(link);
  url.searchParams.set(name, value);
  return url.href;
};
const statusOf = async (Username: string, of = pool) =>
  (await of.sdk.send(new AdminGetUserCommand({ UserPoolId: of.poolId, Username }))).UserStatus;

const byLink = { VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_LINK" as const } };

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server, { pool: { ...byLink, AliasAttributes: ["email"] } });
  hiding = await putPoolInUse(server, { pool: byLink, client: { PreventUserExistenceErrors: "ENABLED" } });
});
afterAll(() => server.close());

test("the link of a mail confirms the user, and the page says so", async () => {
  await pool.signUp("ann");
  const link = await linkOf("ann");
  expect(link).toMatch(new RegExp(`^${server.url}/confirmUser\\?client_id=${pool.main.clientId}&user_name=ann&`));
  const page = await open(link);
  expect(page).toMatchObject({ status: 200, title: "Your address is confirmed" });
  expect(await statusOf("ann")).toBe("CONFIRMED");
  const { accessToken } = await pool.signIn("ann@example.com");
  expect(await pool.attributes(accessToken)).toMatchObject({ email_verified: "true" });
});

test("the page is kept by no cache, tells its address to nobody and runs nothing of a stranger's", async () => {
  await pool.signUp("abe");
  const { headers, text } = await open(await linkOf("abe"));
  expect(headers.get("content-type")).toMatch(/^text\/html; ?charset=utf-8$/i);
  expect(headers.get("cache-control")).toContain("no-store");
  expect(headers.getSetCookie()).toEqual([]);
  expect(headers.get("referrer-policy")).toBe("no-referrer");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  const policy = present(headers.get("content-security-policy") ?? undefined);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain("unsafe");
  expect(text).toMatch(/^<!doctype html>\n<html lang="en"/);
  expect(text).not.toMatch(/<script>|<style|<form|https?:/);
});

test("the page's files are there, each under its own name alone", async () => {
  const { text } = await open("/confirmUser");
  const files = [...text.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, file = ""]) => file);
  expect(files.some((file) => file.endsWith(".css"))).toBe(true);
  for (const file of files) {
    const { status, headers } = await open(file);
    expect([file, status, headers.get("x-content-type-options")]).toEqual([file, 200, "nosniff"]);
    expect(headers.get("cache-control")).toContain("immutable");
  }
  expect((await open("/_pages/files/login.css")).status).toBe(404);
  expect((await open("/_pages/files/..%2f..%2fmain.ts")).status).toBe(404);
  expect((await open(files[0] ?? "", { method: "PUT" })).status).toBe(405);
});

test("a link that was used already is told, and changes nothing", async () => {
  await pool.signUp("bob");
  const link = await linkOf("bob");
  await open(link);
  expect(await open(link)).toMatchObject({ status: 400, title: "This link has expired" });
});

test("a link is good for a day", async () => {
  await pool.signUp("carol");
  server.advance({ hours: 24 });
  expect(await open(await linkOf("carol"))).toMatchObject({ status: 400, title: "This link has expired" });
  expect(await statusOf("carol")).toBe("UNCONFIRMED");
});

test("a wrong code confirms nobody and leaves the right one good", async () => {
  await pool.signUp("dora");
  const link = await linkOf("dora");
  const wrong = wrongCode(await pool.code("dora"));
  expect(await open(withParameter(link, "confirmation_code", wrong))).toMatchObject({
    status: 400,
    title: "This link does not work",
  });
  expect(await open(link)).toMatchObject({ status: 200 });
});

test("what is no link of ours confirms nobody and breaks nothing", async () => {
  await pool.signUp("eve");
  const link = await linkOf("eve");
  const { clientId } = pool.main;
  const odd = [
    "/confirmUser",
    `/confirmUser?client_id=${clientId}`,
    `/confirmUser?client_id=${clientId}&user_name=&confirmation_code=`,
    `${link}&confirmation_code=123456`,
    `${link}&user_name=other`,
    withParameter(link, "client_id", "nosuchclient"),
    withParameter(link, "client_id", "'; drop table users"),
    withParameter(link, "user_name", "nobody"),
    withParameter(link, "user_name", "a\u0000b"),
    withParameter(link, "user_name", "<script>alert(1)</script>"),
    withParameter(link, "user_name", "x".repeat(4000)),
    withParameter(link, "confirmation_code", "1".repeat(3000)),
    "/confirmUser?client_id=%ff%fe&user_name=%00&confirmation_code=%F0%28%8C%28",
  ];
  for (const target of odd) {
    const page = await open(target);
    expect({ target, status: page.status, title: page.title }).toEqual({
      target,
      status: 400,
      title: "This link does not work",
    });
    expect(page.text).not.toContain("alert(1)");
  }
  expect(await statusOf("eve")).toBe("UNCONFIRMED");
});

test("a program that asks with HEAD or POST confirms nobody", async () => {
  await pool.signUp("fay");
  const link = await linkOf("fay");
  for (const method of ["HEAD", "PUT", "DELETE"]) {
    const { status, headers } = await open(link, { method });
    expect(status).toBe(405);
    expect(headers.get("allow")).toBe("GET");
  }
  expect(await statusOf("fay")).toBe("UNCONFIRMED");
});

test("the link for a changed address verifies it", async () => {
  await pool.addUser("gus");
  const { accessToken } = await pool.signIn("gus");
  await pool.sdk.send(
    new UpdateUserAttributesCommand({
      AccessToken: accessToken,
      UserAttributes: [{ Name: "email", Value: "gus.new@example.com" }],
    }),
  );
  expect(await open(await linkOf("gus"))).toMatchObject({ status: 200 });
  expect(await pool.attributes(accessToken)).toMatchObject({ email: "gus.new@example.com", email_verified: "true" });
});

test("an address that another user has verified is told, and the user stays unconfirmed", async () => {
  await pool.addUser("hal", { email: "shared@example.com" });
  await pool.signUp("hans", { email: "shared@example.com" });
  expect(await open(await linkOf("hans"))).toMatchObject({ status: 409 });
  expect(await statusOf("hans")).toBe("UNCONFIRMED");
});

test("the code of a reset confirms nothing by a link", async () => {
  await pool.addUser("ida");
  await pool.sdk.send(new ForgotPasswordCommand({ ClientId: pool.main.clientId, Username: "ida" }));
  const code = await pool.code("ida");
  const link = `${server.url}/confirmUser?client_id=${pool.main.clientId}&user_name=ida&confirmation_code=${code}`;
  expect(await open(link)).toMatchObject({ status: 400 });
});

test("names of any script survive the link", async () => {
  const name = "Zoë+名前&co=1#x";
  await pool.signUp(name, { email: "zoe@example.com" });
  expect(await open(await linkOf(name))).toMatchObject({ status: 200 });
});

test("guesses are limited as at ConfirmSignUp", async () => {
  await pool.signUp("jane");
  const link = await linkOf("jane");
  const wrong = withParameter(link, "confirmation_code", wrongCode(await pool.code("jane")));
  for (let guess = 0; guess < 15; guess += 1) expect((await open(wrong)).status).toBe(400);
  expect(await open(link)).toMatchObject({ status: 429, title: "Too many attempts" });
});

describe("a client that hides unknown users", () => {
  test("tells a stranger of no user: unknown, confirmed, waiting and expired are one page", async () => {
    await hiding.addUser("kate");
    await hiding.signUp("lena");
    await hiding.signUp("mia");
    server.advance({ hours: 24 });
    await hiding.signUp("nora");
    const pages = [];
    for (const name of ["kate", "lena", "mia", "nora", "nobody"]) {
      const { clientId } = hiding.main;
      const { status, text } = await open(
        `/confirmUser?client_id=${clientId}&user_name=${name}&confirmation_code=abcdef`,
      );
      pages.push({ status, text });
    }
    expect(new Set(pages.map((page) => JSON.stringify(page))).size).toBe(1);
  });
});
