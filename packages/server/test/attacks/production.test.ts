import {
  CognitoIdentityProviderClient,
  CreateUserPoolCommand,
  DescribeUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { type Poolhouse, startPoolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatAmzDate } from "../../src/aws/sigv4/amz-date.ts";
import { canonicalRequest } from "../../src/aws/sigv4/canonical-request.ts";
import { signRequest } from "../../src/aws/sigv4/sign-request.ts";
import { calculateSignature, sha256Hex } from "../../src/aws/sigv4/signature.ts";
import { inProcessRequest, type RequestParts, responseBytes } from "../../src/http/in-process.ts";
import { present } from "../cognito-idp/test-pool.ts";

/** Somebody on the network without a configured key, or with another account's, attacks a server in production. */
const KEYS = [
  { accessKeyId: "AKIDALICE", secretAccessKey: "alice-secret-key", account: "111111111111" },
  { accessKeyId: "AKIDMALLORY", secretAccessKey: "mallory-secret-key", account: "222222222222" },
];
const ADMIN_TOKEN = "an-administrators-token";
const HOST = "auth.example.com";
let server: Poolhouse;
let poolId: string;

function clientOf(key: { accessKeyId: string; secretAccessKey: string }, region = "us-east-1") {
  const { accessKeyId, secretAccessKey } = key;
  return new CognitoIdentityProviderClient({ ...server.client, region, credentials: { accessKeyId, secretAccessKey } });
}
const [alice, mallory] = KEYS.map((key) => () => clientOf(key)) as [
  () => CognitoIdentityProviderClient,
  () => CognitoIdentityProviderClient,
];

beforeAll(async () => {
  server = await startPoolhouse({
    flags: {
      production: true,
      credentials: JSON.stringify(KEYS),
      adminToken: ADMIN_TOKEN,
      limits: "off",
      host: "0.0.0.0",
    },
  });
  poolId = present((await alice().send(new CreateUserPoolCommand({ PoolName: "of-alice" }))).UserPool?.Id);
});
afterAll(() => server.close());

async function send(parts: RequestParts) {
  const response = await server.handle(inProcessRequest({ ...parts, headers: { host: HOST, ...parts.headers } }));
  return { status: response.status, body: Buffer.from(await responseBytes(response)).toString() };
}

const target = (operation: string) => `AWSCognitoIdentityProviderService.${operation}`;
const call = (operation: string) => ({
  "content-type": "application/x-amz-json-1.1",
  "x-amz-target": target(operation),
});
const describeBody = () => JSON.stringify({ UserPoolId: poolId });

/** Headers of a request that is right in everything unless changed. */
function signed(change: Partial<Parameters<typeof signRequest>[0]> = {}): Record<string, string> {
  return signRequest({
    method: "POST",
    url: new URL(`http://${HOST}/`),
    headers: call("DescribeUserPool"),
    body: describeBody(),
    accessKeyId: "AKIDALICE",
    secretAccessKey: "alice-secret-key",
    region: "us-east-1",
    service: "cognito-idp",
    time: Date.now(),
    ...change,
  });
}

/** A refusal in the frame's own words, without a word of the pool. */
async function expectRefused(parts: Omit<RequestParts, "url"> & { url?: string }, code: string) {
  const answer = await send({ method: "POST", url: "/", body: describeBody(), ...parts });
  expect([answer.status, JSON.parse(answer.body).__type]).toEqual([400, code]);
  expect(answer.body).not.toContain("of-alice");
}

test("what is signed rightly is answered: the attacks below differ from it in one thing each", async () => {
  expect(await send({ url: "/", body: describeBody(), headers: signed() })).toMatchObject({ status: 200 });
});

describe("a request is not believed", () => {
  test("without a signature", () =>
    expectRefused({ headers: call("DescribeUserPool") }, "MissingAuthenticationTokenException"));

  test("with a key that is not configured, not even one of twelve digits", async () => {
    for (const accessKeyId of ["AKIDSTRANGER", "111111111111", "test", "__proto__", "constructor"]) {
      await expectRefused({ headers: signed({ accessKeyId }) }, "UnrecognizedClientException");
    }
  });

  test("with the secret of another, an empty one, or none of the signature's digits", async () => {
    for (const secretAccessKey of ["mallory-secret-key", "", "alice-secret-keyx"]) {
      await expectRefused({ headers: signed({ secretAccessKey }) }, "InvalidSignatureException");
    }
    const { authorization = "", ...headers } = signed();
    for (const signature of ["", "00", "0".repeat(64), "f".repeat(63), `${"0".repeat(64)}é`]) {
      const forged = authorization.replace(/Signature=\w+/, `Signature=${signature}`);
      await expectRefused({ headers: { ...headers, authorization: forged } }, "InvalidSignatureException");
    }
  });

  test("with another body than the signed one", async () => {
    const other = JSON.stringify({ UserPoolId: poolId, x: 1 });
    await expectRefused({ headers: signed(), body: other }, "InvalidSignatureException");
    await expectRefused(
      { headers: { ...signed(), "x-amz-content-sha256": "UNSIGNED-PAYLOAD" }, body: other },
      "InvalidSignatureException",
    );
    const unsigned = signed({ headers: { ...call("DescribeUserPool"), "x-amz-content-sha256": "UNSIGNED-PAYLOAD" } });
    await expectRefused({ headers: unsigned, body: other }, "InvalidSignatureException");
  });

  test("for another operation than the signed one", async () => {
    await expectRefused(
      { headers: { ...signed(), "x-amz-target": target("DeleteUserPool") } },
      "InvalidSignatureException",
    );
    const unsignedTarget = signed({ headers: { "content-type": "application/x-amz-json-1.1" } });
    await expectRefused({ headers: { ...unsignedTarget, ...call("DescribeUserPool") } }, "InvalidSignatureException");
  });

  test("for another host, path or query than the signed one", async () => {
    await expectRefused({ headers: { ...signed(), host: "other.example.com" } }, "InvalidSignatureException");
    await expectRefused({ headers: signed(), url: "/other" }, "InvalidSignatureException");
    await expectRefused({ headers: signed(), url: "/?x=1" }, "InvalidSignatureException");
  });

  test("when its date is long past or to come: what was once recorded cannot be sent again", async () => {
    for (const minutes of [-6, -60, -60 * 24 * 365, 6, 60 * 24]) {
      await expectRefused({ headers: signed({ time: Date.now() + minutes * 60_000 }) }, "InvalidSignatureException");
    }
  });

  test("when the server's own clock was moved: signatures keep the machine's time", async () => {
    server.advance({ days: 30 });
    expect(await send({ url: "/", body: describeBody(), headers: signed() })).toMatchObject({ status: 200 });
    await expectRefused({ headers: signed({ time: Date.now() + 30 * 86_400_000 }) }, "InvalidSignatureException");
    server.advance({ days: -30 });
  });

  test("with the scope of another service, day or region than it says", async () => {
    for (const service of ["s3", "sts", "execute-api", "cognito-identity", "", "COGNITO-IDP"]) {
      const answer = await send({ url: "/", body: describeBody(), headers: signed({ service }) });
      expect(answer.status).toBe(400);
      expect(answer.body).not.toContain("of-alice");
    }
    const { authorization = "", ...headers } = signed();
    const day = formatAmzDate(Date.now()).slice(0, 8);
    for (const [from, to] of [
      [`/${day}/`, "/20200101/"],
      ["/us-east-1/", "/eu-west-1/"],
      ["/aws4_request", "/aws5_request"],
      ["AWS4-HMAC-SHA256 ", "AWS4-HMAC-SHA1 "],
      ["AWS4-HMAC-SHA256 ", "none "],
    ] as const) {
      const answer = await send({
        url: "/",
        body: describeBody(),
        headers: { ...headers, authorization: authorization.replace(from, to) },
      });
      expect(answer.status).toBe(400);
      expect(answer.body).not.toContain("of-alice");
    }
  });

  test("with a session token that the key does not have", async () => {
    const sessionToken = "FwoGZXIvYXdzEXAMPLE";
    await expectRefused({ headers: signed({ sessionToken }) }, "UnrecognizedClientException");
    await expectRefused({ headers: { ...signed(), "x-amz-security-token": "" } }, "UnrecognizedClientException");
  });

  test("when its signature covers no host", async () => {
    const time = Date.now();
    const date = formatAmzDate(time);
    const scope = { day: date.slice(0, 8), region: "us-east-1", service: "cognito-idp", terminator: "aws4_request" };
    const headers: Record<string, string> = { ...call("DescribeUserPool"), "x-amz-date": date };
    const names = Object.keys(headers).toSorted();
    const canonical = canonicalRequest(
      { method: "POST", path: "/", query: "", headers },
      names,
      sha256Hex(describeBody()),
      false,
    );
    const signature = calculateSignature("alice-secret-key", scope, date, canonical);
    const credential = `AKIDALICE/${scope.day}/us-east-1/cognito-idp/aws4_request`;
    const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names.join(";")}, Signature=${signature}`;
    await expectRefused({ headers: { ...headers, authorization } }, "InvalidSignatureException");
  });

  test("with two signatures, the wrong one in the query", async () => {
    const query = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=00";
    await expectRefused(
      { headers: signed({ url: new URL(`http://${HOST}/?${query}`) }), url: `/?${query}` },
      "InvalidSignatureException",
    );
  });
});

describe("a presigned address", () => {
  /** The path and query of a presigned POST, and the headers that it covers. */
  function presigned({ lifetime = "60", age = 0, secret = "alice-secret-key", sign = true } = {}) {
    const date = formatAmzDate(Date.now() - age);
    const scope = { day: date.slice(0, 8), region: "us-east-1", service: "cognito-idp", terminator: "aws4_request" };
    const headers: Record<string, string> = { ...call("DescribeUserPool"), host: HOST };
    const names = Object.keys(headers).toSorted();
    const query = new URLSearchParams({
      "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
      "X-Amz-Credential": `AKIDALICE/${scope.day}/us-east-1/cognito-idp/aws4_request`,
      "X-Amz-Date": date,
      "X-Amz-Expires": lifetime,
      "X-Amz-SignedHeaders": names.join(";"),
    }).toString();
    const canonical = canonicalRequest(
      { method: "POST", path: "/", query, headers },
      names,
      sha256Hex(describeBody()),
      false,
    );
    const signature = calculateSignature(secret, scope, date, canonical);
    return { url: `/?${query}${sign ? `&X-Amz-Signature=${signature}` : ""}`, headers };
  }

  test("that is right is answered", async () => {
    expect(await send({ ...presigned(), body: describeBody() })).toMatchObject({ status: 200 });
  });

  test("is refused when it has expired, lives too long, was changed or is not signed", async () => {
    await expectRefused(presigned({ age: 61_000 }), "InvalidSignatureException");
    await expectRefused(presigned({ lifetime: "604801" }), "IncompleteSignatureException");
    await expectRefused(presigned({ lifetime: "1e9" }), "IncompleteSignatureException");
    await expectRefused(presigned({ secret: "mallory-secret-key" }), "InvalidSignatureException");
    await expectRefused(presigned({ sign: false }), "IncompleteSignatureException");
    const { url, headers } = presigned();
    await expectRefused(
      { url: url.replace("X-Amz-Expires=60", "X-Amz-Expires=600"), headers },
      "InvalidSignatureException",
    );
    await expectRefused({ url: `${url}&x=1`, headers }, "InvalidSignatureException");
    await expectRefused(
      { url, headers: { ...headers, "x-amz-target": target("DeleteUserPool") } },
      "InvalidSignatureException",
    );
    await expectRefused(
      { url, headers, body: JSON.stringify({ UserPoolId: poolId, x: 1 }) },
      "InvalidSignatureException",
    );
  });
});

describe("another account", () => {
  test("with a key of its own finds no pool that is not its", async () => {
    await expect(mallory().send(new DescribeUserPoolCommand({ UserPoolId: poolId }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: `User pool ${poolId} does not exist.`,
    });
  });

  test("does not become the other by naming it", async () => {
    for (const accessKeyId of ["AKIDMALLORY/111111111111", "AKIDALICE\tAKIDMALLORY"]) {
      const answer = await send({
        url: "/",
        body: describeBody(),
        headers: signed({ accessKeyId, secretAccessKey: "mallory-secret-key" }),
      });
      expect(answer.status).toBe(400);
      expect(answer.body).not.toContain("of-alice");
    }
  });
});

describe("Poolhouse's own surface", () => {
  const paths = [
    ["GET", "/_poolhouse/mailbox"],
    ["DELETE", "/_poolhouse/mailbox"],
    ["GET", "/_poolhouse/metrics"],
    ["GET", "/_poolhouse/clock"],
    ["POST", "/_poolhouse/clock"],
    ["POST", "/_poolhouse/reset"],
  ] as const;

  test.each(paths)("%s %s lets nobody in without the administrator's token", async (method, url) => {
    for (const authorization of [
      undefined,
      "",
      "Bearer",
      "Bearer ",
      "Bearer undefined",
      `Bearer ${ADMIN_TOKEN.slice(0, -1)}`,
      `Bearer ${ADMIN_TOKEN}, x`,
      `Basic ${Buffer.from(`x:${ADMIN_TOKEN}`).toString("base64")}`,
      ADMIN_TOKEN,
      signed().authorization,
    ]) {
      const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
      const body = method === "POST" ? { body: '{"advanceSeconds":3600}' } : {};
      const answer = await send({ method, url, headers, ...body });
      expect([400, 401, 403]).toContain(answer.status);
    }
  });

  test.each(paths)("nor by a cookie, a query or a form: %s %s", async (method, url) => {
    for (const [suffix, headers] of [
      [`?token=${ADMIN_TOKEN}&access_token=${ADMIN_TOKEN}`, {}],
      ["", { cookie: `token=${ADMIN_TOKEN}` }],
      ["", { "x-admin-token": ADMIN_TOKEN }],
    ] as const) {
      expect((await send({ method, url: `${url}${suffix}`, headers })).status).toBe(401);
    }
  });

  test("what moves the clock or forgets everything does not exist, not even for the administrator", async () => {
    const headers = { authorization: `Bearer ${ADMIN_TOKEN}` };
    for (const url of ["/_poolhouse/reset", "/_poolhouse/clock"]) {
      expect((await send({ method: "POST", url, headers, body: '{"advanceSeconds":3600}' })).status).toBe(403);
    }
    await alice().send(new DescribeUserPoolCommand({ UserPoolId: poolId }));
  });

  test("the start page names no pool", async () => {
    const headersTried: Record<string, string>[] = [{}, { authorization: `Bearer ${ADMIN_TOKEN}` }];
    for (const headers of headersTried) {
      expect((await send({ url: "/", headers })).body).not.toContain("of-alice");
      expect((await send({ url: "/", headers })).body).not.toContain(poolId);
    }
  });
});
