import { X509Certificate } from "node:crypto";
import {
  CreateUserPoolCommand,
  DeleteUserPoolCommand,
  GetSigningCertificateCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { present, sdkClient } from "../../../../test/cognito-idp/test-pool.ts";
import { proofDatabases } from "../../../../test/proof/proof-server.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
const newPool = async (on: Poolhouse = server) => {
  const { UserPool } = await sdkClient(on).send(new CreateUserPoolCommand({ PoolName: "saml" }));
  return present(UserPool?.Id);
};
const certificate = async (UserPoolId: string, on: Poolhouse = server) =>
  present((await sdkClient(on).send(new GetSigningCertificateCommand({ UserPoolId }))).Certificate);

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test("it is base64 of an X.509 certificate over an RSA key of 2048 bits, signed by itself, good for ten years (lifetime documented)", async () => {
  const id = await newPool();
  const text = await certificate(id);
  expect(text).toMatch(/^[A-Za-z0-9+/]+=*$/);
  const parsed = new X509Certificate(Buffer.from(text, "base64"));
  expect(parsed.verify(parsed.publicKey)).toBe(true);
  expect(parsed.subject).toBe(`CN=${id}`);
  expect(parsed.issuer).toBe(parsed.subject);
  expect(parsed.publicKey.asymmetricKeyType).toBe("rsa");
  expect(parsed.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
  const lifetime = parsed.validToDate.getTime() - parsed.validFromDate.getTime();
  expect(lifetime).toBe(10 * 365 * 86_400_000);
});

test("it stays the same, and each pool has its own", async () => {
  const [one, other] = [await newPool(), await newPool()];
  const first = await certificate(one);
  expect(await certificate(one)).toBe(first);
  expect(await certificate(other)).not.toBe(first);
});

test("everybody who asks for it first at the same time gets the same one", async () => {
  const id = await newPool();
  const found = await Promise.all(Array.from({ length: 5 }, () => certificate(id)));
  expect(new Set(found).size).toBe(1);
  expect(await certificate(id)).toBe(found[0]);
});

test("it goes with its pool, also when somebody asks for it at that moment", async () => {
  const id = await newPool();
  const [asked] = await Promise.allSettled([
    certificate(id),
    sdkClient(server).send(new DeleteUserPoolCommand({ UserPoolId: id })),
  ]);
  if (asked.status === "rejected") expect(String(asked.reason)).toMatch(/ResourceNotFoundException/);
  expect(await refusedCall(certificate(id))).toBe(`ResourceNotFoundException: User pool ${id} does not exist.`);
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException (recorded)", async () => {
  await expectPoolBoundaries(server, "GetSigningCertificate", await newPool(), (caller, UserPoolId) =>
    caller.send(new GetSigningCertificateCommand({ UserPoolId })),
  );
});

describe.each(proofDatabases)("on $name", ({ start }) => {
  test("it outlives the server, and its private key is stored sealed", async () => {
    const own = await start();
    const id = await newPool(own);
    const text = await certificate(id, own);
    await own.close(async () => {
      const again = await own.startAnother();
      try {
        expect(await certificate(id, again)).toBe(text);
      } finally {
        await again.close();
      }
      const [row, ...more] = await own.select("select certificate, private_sealed from signing_certificates");
      expect(more).toEqual([]);
      expect(row?.certificate).toBe(text);
      expect(row?.private_sealed).toMatch(/^v1\.[^.]+\.[^.]+\.[^.]+$/);
    });
  });
});
