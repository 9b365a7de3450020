import {
  CognitoIdentityProviderClient,
  CreateUserPoolCommand,
  CreateUserPoolDomainCommand,
  DeleteUserPoolDomainCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CERTIFICATE, newDomainName } from "../../../../test/cognito-idp/domain-names.ts";
import { createTestPool, present, sdkClient } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";
import { inProcessFetch } from "../../../http/in-process.ts";

const ENDPOINTS = ["authorization", "end_session", "revocation", "token", "userinfo"].map((name) => `${name}_endpoint`);
let server: Poolhouse;
let client: ReturnType<typeof sdkClient>;

beforeAll(async () => {
  server = await startTestServer();
  client = sdkClient(server);
});
afterAll(() => server.close());

async function discover(poolId: string, of = server): Promise<Record<string, unknown>> {
  const response = await inProcessFetch(of.handle)(`${of.url}/${poolId}/.well-known/openid-configuration`);
  expect(response.status).toBe(200);
  // The shape is what these tests are about.
  return (await response.json()) as Record<string, unknown>;
}

const addDomain = (UserPoolId: string, Domain: string, caller: CognitoIdentityProviderClient = client) =>
  caller.send(
    new CreateUserPoolDomainCommand({
      UserPoolId,
      Domain,
      ...(Domain.includes(".") && { CustomDomainConfig: { CertificateArn: CERTIFICATE } }),
    }),
  );

test("with a prefix domain it is the recorded document, with the endpoints' path form (recorded: members and order)", async () => {
  const { poolId } = await createTestPool(server);
  const prefix = newDomainName();
  await addDomain(poolId, prefix);
  const document = await discover(poolId);
  const base = `http://localhost:4566/_auth/${prefix}`;
  expect(document).toEqual({
    authorization_endpoint: `${base}/oauth2/authorize`,
    end_session_endpoint: `${base}/logout`,
    id_token_signing_alg_values_supported: ["RS256"],
    issuer: `http://localhost:4566/${poolId}`,
    jwks_uri: `http://localhost:4566/${poolId}/.well-known/jwks.json`,
    response_types_supported: ["code", "token"],
    revocation_endpoint: `${base}/oauth2/revoke`,
    scopes_supported: ["openid", "email", "phone", "profile"],
    subject_types_supported: ["public"],
    token_endpoint: `${base}/oauth2/token`,
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
    userinfo_endpoint: `${base}/oauth2/userInfo`,
  });
  expect(Object.keys(document)).toEqual(Object.keys(document).toSorted());
});

test("without a domain there are no endpoints (assumed); they come and go with it at once", async () => {
  const { poolId } = await createTestPool(server);
  const prefix = newDomainName();
  const endpoints = async () => Object.keys(await discover(poolId)).filter((name) => name.endsWith("_endpoint"));
  expect(await endpoints()).toEqual([]);
  await addDomain(poolId, prefix);
  expect(await endpoints()).toEqual(ENDPOINTS);
  await client.send(new DeleteUserPoolDomainCommand({ UserPoolId: poolId, Domain: prefix }));
  expect(await endpoints()).toEqual([]);
});

test("with a prefix and a custom domain it names the custom one's only (documented); in development in path form", async () => {
  const { poolId } = await createTestPool(server);
  const prefix = newDomainName();
  const custom = `auth.${prefix}.example.com`;
  await addDomain(poolId, prefix);
  await addDomain(poolId, custom);
  const document = await discover(poolId);
  for (const name of ENDPOINTS) {
    expect(document[name]).toMatch(new RegExp(`^http://localhost:4566/_auth/${custom}/`));
  }
});

test("in production a custom domain's endpoints are at its own host, which is not the issuer (observed)", async () => {
  const key = { accessKeyId: "AKIDALICE", secretAccessKey: "alice-secret-key" };
  const there = await startTestServer({
    flags: {
      production: true,
      credentials: JSON.stringify([{ ...key, account: "111111111111" }]),
      adminToken: "an-administrators-token",
      publicUrl: "https://cognito.example.net",
      host: "0.0.0.0",
    },
  });
  try {
    const caller = new CognitoIdentityProviderClient({ ...there.client, credentials: key });
    const { UserPool } = await caller.send(new CreateUserPoolCommand({ PoolName: "production" }));
    const poolId = present(UserPool?.Id);
    await addDomain(poolId, "demo", caller);
    expect((await discover(poolId, there)).token_endpoint).toBe("https://cognito.example.net/_auth/demo/oauth2/token");
    await addDomain(poolId, "auth.example.com", caller);
    const document = await discover(poolId, there);
    expect(document).toMatchObject({
      issuer: `https://cognito.example.net/${poolId}`,
      authorization_endpoint: "https://auth.example.com/oauth2/authorize",
      end_session_endpoint: "https://auth.example.com/logout",
    });
    const send = inProcessFetch(there.handle);
    const status = async (url: string) => (await send(url, { redirect: "manual" })).status;
    expect(await status("https://auth.example.com/logout")).toBe(302);
    expect(await status("https://auth.example.com/.well-known/openid-configuration")).toBe(404);
    expect(await status("https://other.example.com/logout")).toBe(404);
  } finally {
    await there.close();
  }
});

test("where the issuer is AWS's string, keys and endpoints lead here all the same", async () => {
  const there = await startTestServer({ flags: { issuer: "aws" } });
  try {
    const { poolId } = await createTestPool(there);
    const prefix = newDomainName();
    await addDomain(poolId, prefix, sdkClient(there));
    expect(await discover(poolId, there)).toMatchObject({
      issuer: `https://cognito-idp.us-east-1.amazonaws.com/${poolId}`,
      jwks_uri: `http://localhost:4566/${poolId}/.well-known/jwks.json`,
      token_endpoint: `http://localhost:4566/_auth/${prefix}/oauth2/token`,
    });
  } finally {
    await there.close();
  }
});

test("may be kept for a minute only, since a domain may come any moment; anybody may read it (assumed)", async () => {
  const { poolId } = await createTestPool(server);
  const { headers } = await inProcessFetch(server.handle)(`/${poolId}/.well-known/openid-configuration`);
  expect(headers.get("cache-control")).toBe("public, max-age=60");
  expect(headers.get("access-control-allow-origin")).toBe("*");
});
