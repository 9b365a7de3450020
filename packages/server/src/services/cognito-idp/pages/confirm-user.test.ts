import {
  CreateUserPoolDomainCommand,
  DeleteUserPoolDomainCommand,
  GetUserAttributeVerificationCodeCommand,
  ResendConfirmationCodeCommand,
  UpdateUserAttributesCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CERTIFICATE } from "../../../../test/cognito-idp/domain-names.ts";
import { type LoginDomain, openLoginDomain } from "../../../../test/cognito-idp/login-domain.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

const BY_LINK = { VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_LINK" as const } };

let server: Poolhouse;
let domain: LoginDomain;

beforeAll(async () => {
  server = await startTestServer();
  domain = await openLoginDomain(server, {
    pool: BY_LINK,
  });
});
afterAll(() => server.close());

async function wholeLinkOf(username: string, { poolId } = domain.pool): Promise<URL> {
  const [message] = await server.mailbox.messages({ username, poolId });
  return new URL(message?.link ?? "");
}

/** The link of the newest mail, within the domain. */
async function linkOf(username: string): Promise<string> {
  const { pathname, search } = await wholeLinkOf(username);
  return `${pathname.slice(domain.base.length)}${search}`;
}

test("the link of a mail leads to the pool's domain and confirms there (documented)", async () => {
  await domain.pool.signUp("ann");
  const link = await wholeLinkOf("ann");
  expect(`${link.origin}${link.pathname}`).toBe(`${server.url}${domain.base}/confirmUser`);
  expect(Object.fromEntries(link.searchParams)).toEqual({
    client_id: domain.pool.main.clientId,
    user_name: "ann",
    confirmation_code: await domain.pool.code("ann"),
  });
  const page = await domain.fetch(await linkOf("ann"));
  expect(page.status).toBe(200);
  expect(page.text).toContain("<h1>Your address is confirmed</h1>");
  expect(page.headers.get("referrer-policy")).toBe("no-referrer");
  expect((await domain.pool.signIn("ann")).accessToken).not.toBe("");
});

test("a link with the slash that the documented one has confirms as well", async () => {
  await domain.pool.signUp("sue");
  expect((await domain.fetch((await linkOf("sue")).replace("?", "/?"))).status).toBe(200);
});

test("every mail that confirms by a link leads there: asked for again, and for a new address", async () => {
  const { sdk, main } = domain.pool;
  await domain.pool.signUp("ray");
  await sdk.send(new ResendConfirmationCodeCommand({ ClientId: main.clientId, Username: "ray" }));
  expect((await domain.fetch(await linkOf("ray"))).status).toBe(200);
  const { accessToken: AccessToken } = await domain.pool.signIn("ray");
  const UserAttributes = [{ Name: "email", Value: "ray.new@example.com" }];
  await sdk.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes }));
  expect((await wholeLinkOf("ray")).pathname).toBe(`${domain.base}/confirmUser`);
  await sdk.send(new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName: "email" }));
  expect((await domain.fetch(await linkOf("ray"))).status).toBe(200);
  expect(await domain.pool.attributes(AccessToken)).toMatchObject({ email_verified: "true" });
});

test("with two domains it leads to the custom one (assumed), and to the server itself where there is none left", async () => {
  const other = await openLoginDomain(server, { pool: BY_LINK });
  const { sdk, poolId } = other.pool;
  const Domain = `auth.${other.prefix}.example.com`;
  await sdk.send(
    new CreateUserPoolDomainCommand({
      UserPoolId: poolId,
      Domain,
      CustomDomainConfig: { CertificateArn: CERTIFICATE },
    }),
  );
  await other.pool.signUp("two");
  expect((await wholeLinkOf("two", other.pool)).pathname).toBe(`/_auth/${Domain}/confirmUser`);
  for (const name of [Domain, other.prefix]) {
    await sdk.send(new DeleteUserPoolDomainCommand({ UserPoolId: poolId, Domain: name }));
  }
  await other.pool.signUp("none");
  expect((await wholeLinkOf("none", other.pool)).pathname).toBe("/confirmUser");
});

test("a program that only looks does not use it up", async () => {
  await domain.pool.signUp("bob");
  const link = await linkOf("bob");
  expect((await domain.fetch(link, { method: "HEAD" })).status).toBe(405);
  expect((await domain.fetch(link)).status).toBe(200);
});

test("a client of another pool has no links here", async () => {
  const other = await openLoginDomain(server);
  await domain.pool.signUp("cid");
  const page = await other.fetch(await linkOf("cid"));
  expect(page.status).toBe(400);
  expect(page.text).toContain("<h1>This link does not work</h1>");
  expect((await domain.fetch(await linkOf("cid"))).status).toBe(200);
});
