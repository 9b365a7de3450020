import {
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  CreateUserPoolDomainCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { type Poolhouse, startPoolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inProcessRequest, type RequestParts, responseBytes } from "../../src/http/in-process.ts";
import { CERTIFICATE } from "../cognito-idp/domain-names.ts";
import { LOGIN_CLIENT } from "../cognito-idp/login-domain.ts";
import { present } from "../cognito-idp/test-pool.ts";

/** Names by which a server in production is reached: its own, and those that two tenants gave their pools. */
const OWN = "poolhouse.example.com";
/** Another name of the server's own. */
const ALIAS = "operators.example.com";
const KEY = { accessKeyId: "AKIDOPERATOR", secretAccessKey: "the-operators-key" };
const ADMIN_TOKEN = "an-administrators-token";
const asAdministrator = { authorization: `Bearer ${ADMIN_TOKEN}` };

interface Tenant {
  host: string;
  prefix: string;
  clientId: string;
}
let server: Poolhouse;
let victim: Tenant;
let mallory: Tenant;

beforeAll(async () => {
  server = await startPoolhouse({
    flags: {
      production: true,
      credentials: JSON.stringify([KEY]),
      adminToken: ADMIN_TOKEN,
      limits: "off",
      host: "0.0.0.0",
      publicUrl: `https://${OWN}`,
      allowedHosts: `${ALIAS},*.below.example.com`,
    },
  });
  victim = await addTenant("login.victim.example", "victim-login");
  mallory = await addTenant("login.mallory.example", "mallory-login");
});
afterAll(() => server.close());

const sdkClient = () => new CognitoIdentityProviderClient({ ...server.client, credentials: KEY });

async function addTenant(host: string, prefix: string): Promise<Tenant> {
  const sdk = sdkClient();
  const { UserPool } = await sdk.send(new CreateUserPoolCommand({ PoolName: prefix }));
  const UserPoolId = present(UserPool?.Id);
  const { UserPoolClient } = await sdk.send(
    new CreateUserPoolClientCommand({ UserPoolId, ClientName: "app", ...LOGIN_CLIENT }),
  );
  await sdk.send(new CreateUserPoolDomainCommand({ UserPoolId, Domain: prefix }));
  await sdk.send(
    new CreateUserPoolDomainCommand({
      UserPoolId,
      Domain: host,
      CustomDomainConfig: { CertificateArn: CERTIFICATE },
    }),
  );
  return { host, prefix, clientId: present(UserPoolClient?.ClientId) };
}

async function send(host: string, parts: RequestParts) {
  const response = await server.handle(inProcessRequest({ ...parts, headers: { host, ...parts.headers } }));
  return {
    status: response.status,
    headers: response.headers,
    body: Buffer.from(await responseBytes(response)).toString(),
  };
}

const loginOf = ({ clientId }: Tenant) =>
  `/login?client_id=${clientId}&response_type=code&redirect_uri=${encodeURIComponent("https://app.example.com/callback")}`;

test("each tenant's pages are where they belong: the attacks below differ in one thing each", async () => {
  for (const tenant of [victim, mallory]) {
    expect((await send(tenant.host, { url: loginOf(tenant) })).status).toBe(200);
    expect((await send(OWN, { url: `/_auth/${tenant.prefix}${loginOf(tenant)}` })).status).toBe(200);
    expect((await send(OWN, { url: `/_auth/${tenant.host}${loginOf(tenant)}` })).status).toBe(200);
  }
  expect((await send(OWN, { url: "/_poolhouse/metrics", headers: asAdministrator })).status).toBe(200);
});

describe("under a tenant's own name nobody finds", () => {
  test.each([
    ["GET", "/"],
    ["GET", "/_poolhouse/health"],
    ["GET", "/_poolhouse/metrics"],
    ["GET", "/_poolhouse/mailbox"],
    ["DELETE", "/_poolhouse/mailbox"],
    ["GET", "/_poolhouse/clock"],
    ["GET", "/_poolhouse/landing"],
    ["GET", "/_poolhouse/assets/start.css"],
    ["GET", "/_poolhouse/launch/x"],
  ])("the server's own %s %s, not even with the administrator's token", async (method, url) => {
    for (const spelling of [victim.host, victim.host.toUpperCase(), `${victim.host}.`, `${victim.host}:443`]) {
      const answer = await send(spelling, { method, url, headers: asAdministrator });
      expect([400, 404]).toContain(answer.status);
      expect(answer.body).not.toMatch(/Poolhouse is running|"status":"ok"/);
    }
  });

  test("the pages of another tenant, which would look like the owner's", async () => {
    for (const spelling of [victim.host, victim.host.toUpperCase(), `${victim.host}.`, `${victim.host}:443`]) {
      for (const base of [`/_auth/${mallory.prefix}`, `/_auth/${mallory.host}`]) {
        const answer = await send(spelling, { url: `${base}${loginOf(mallory)}` });
        expect(answer.status).toBe(404);
        expect(answer.headers).not.toHaveProperty("set-cookie");
      }
      const client = await send(spelling, { url: loginOf(mallory) });
      expect([client.status, client.headers.location]).toEqual([
        302,
        `/error?error=invalid_request&client_id=${mallory.clientId}`,
      ]);
    }
  });

  test("anything more by naming another host besides", async () => {
    for (const name of ["x-forwarded-host", "forwarded", "x-original-url", "x-rewrite-url", "x-host"]) {
      const answer = await send(victim.host, { url: "/_poolhouse/health", headers: { [name]: OWN } });
      expect([400, 404]).toContain(answer.status);
    }
  });
});

describe("a tenant cannot take", () => {
  test.each([
    OWN,
    ALIAS,
    "any.below.example.com",
    "login.victim.example",
    "Login.Victim.Example",
    "a.localhost",
    "x.auth.localhost",
    "cognito-idp.us-east-1.amazonaws.com",
    "victim-login.auth.us-east-1.amazoncognito.com",
    "127.0.0.1",
    "login.victim.example.",
    "login.victim.example:443",
    "login.victim.example/_auth",
  ])("the name %s", async (Domain) => {
    const sdk = sdkClient();
    const { UserPool } = await sdk.send(new CreateUserPoolCommand({ PoolName: "taker" }));
    const taken = sdk.send(
      new CreateUserPoolDomainCommand({
        UserPoolId: present(UserPool?.Id),
        Domain,
        CustomDomainConfig: { CertificateArn: CERTIFICATE },
      }),
    );
    await expect(taken).rejects.toMatchObject({ name: "InvalidParameterException" });
    expect((await send(victim.host, { url: loginOf(victim) })).status).toBe(200);
  });
});

describe("in production a stranger does not get", () => {
  test.each(["/_poolhouse/landing?code=x&state=y", "/_poolhouse/landing", "/_poolhouse/launch/ID"])(
    "a login without an application: %s",
    async (path) => {
      const url = path.replace("ID", victim.clientId);
      const anonymous = await send(OWN, { url });
      expect(anonymous.status).toBe(401);
      expect(anonymous.headers).not.toHaveProperty("set-cookie");
      const administrator = await send(OWN, { url, headers: asAdministrator });
      expect(administrator.status).toBeGreaterThanOrEqual(400);
      expect(administrator.status).toBeLessThan(500);
      expect(administrator.headers).not.toHaveProperty("set-cookie");
    },
  );

  test("a code at the server's landing page, which is no callback URL there", async () => {
    for (const landing of [`https://${OWN}/_poolhouse/landing`, "http://localhost:4566/_poolhouse/landing"]) {
      const url = `/oauth2/authorize?client_id=${victim.clientId}&response_type=code&redirect_uri=${encodeURIComponent(landing)}`;
      const { status, headers } = await send(victim.host, { url });
      expect([status, headers.location]).toEqual([302, `/error?error=redirect_mismatch&client_id=${victim.clientId}`]);
    }
  });

  test("the callback URLs of a client, or a way to the mailbox", async () => {
    const error = await send(victim.host, {
      url: `/error?error=redirect_mismatch&client_id=${victim.clientId}&redirect_uri=https://evil.example`,
    });
    const forgot = await send(victim.host, { url: loginOf(victim).replace("/login", "/forgotPassword") });
    for (const { body } of [error, forgot]) expect(body).not.toMatch(/app\.example\.com\/callback<|_poolhouse|evil/);
  });

  test("a cookie in clear, though whatever ends TLS before the server does not say so", async () => {
    for (const [host, base] of [
      [victim.host, ""],
      [OWN, `/_auth/${victim.prefix}`],
      [`${OWN}:443`, `/_auth/${victim.host}`],
    ] as const) {
      const { headers } = await send(host, { url: `${base}${loginOf(victim)}` });
      expect([headers["set-cookie"]].flat()).not.toHaveLength(0);
      for (const cookie of [headers["set-cookie"]].flat()) expect(cookie).toContain("; Secure;");
    }
  });

  test("a link that follows the Host header", async () => {
    const answer = await send("evil.example", { url: `/_auth/${victim.prefix}${loginOf(victim)}` });
    expect(answer.body).not.toContain("evil.example");
    expect(String(answer.headers.location ?? "")).not.toContain("evil.example");
  });
});
