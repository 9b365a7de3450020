import { createHash, createHmac, type Hash, type Hmac } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";
import { describe, expect, it } from "vitest";
import fc from "../../../test/property.ts";
import { createClock } from "../../platform/clock.ts";
import { type Authenticate, createAuthenticator } from "./authenticator.ts";
import { encodeRfc3986, type SignedRequest } from "./canonical-request.ts";
import { signRequest } from "./sign-request.ts";

/** The hash that the SDK's signer asks for. */
class Sha256 {
  readonly state: Hash | Hmac;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    if (secret === undefined) this.state = createHash("sha256");
    else if (typeof secret === "string") this.state = createHmac("sha256", secret);
    else if (secret instanceof ArrayBuffer) this.state = createHmac("sha256", Buffer.from(secret));
    else this.state = createHmac("sha256", Buffer.from(secret.buffer, secret.byteOffset, secret.byteLength));
  }

  update(data: Uint8Array | string): void {
    this.state.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.state.digest();
  }

  reset(): void {}
}

const now = Date.UTC(2026, 8, 24, 12, 0, 0);
const secretAccessKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey };

const verify: Authenticate = createAuthenticator({
  mode: "production",
  credentials: new Map([
    ["AKIDEXAMPLE", { secretAccessKey, account: "123456789012", principalArn: "arn:aws:iam::123456789012:root" }],
  ]),
  clock: createClock(() => now),
});

function signer(service: string) {
  // S3 is the one service whose path is not encoded a second time.
  return new SignatureV4({
    credentials,
    region: "eu-west-1",
    service,
    sha256: Sha256,
    uriEscapePath: service !== "s3",
  });
}

type SdkRequest = Parameters<SignatureV4["presign"]>[0];

/** What arrives here when the SDK sends such a request. */
function received(request: SdkRequest): SignedRequest {
  const query = Object.entries(request.query ?? {}).flatMap(([name, value]) =>
    [value].flat().map((one) => `${encodeRfc3986(name)}=${encodeRfc3986(one ?? "")}`),
  );
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  return { method: request.method, path: request.path, query: query.join("&"), headers };
}

const word = fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 12 });
const anyText = fc.string({ unit: "grapheme", maxLength: 12 });
const headerName = fc.stringMatching(/^x-[a-z]{1,8}$/).filter((name) => !name.startsWith("x-amz"));
/** A path as a client sends it: encoded segments, some of them empty. */
const path = fc
  .array(fc.oneof(fc.constant(""), anyText), { maxLength: 5 })
  .map((parts) => `/${parts.map(encodeRfc3986).join("/")}`);

const request = fc.record({
  method: fc.constantFrom("GET", "POST", "PUT", "DELETE"),
  path,
  query: fc.dictionary(
    word.filter((name) => !/^x-amz-/i.test(name)),
    fc.oneof(anyText, fc.array(anyText, { minLength: 1, maxLength: 3 })),
    { maxKeys: 4 },
  ),
  headers: fc.dictionary(headerName, fc.string({ unit: "grapheme-ascii", maxLength: 20 }), { maxKeys: 3 }),
  body: anyText,
});

/** The SDK's signer collects the query in a plain object, which loses a parameter of this name. */
const signable = request.filter(({ query }) => !Object.hasOwn(query, "__proto__"));

function sdkRequest({
  method,
  path,
  query,
  headers,
  body,
}: typeof request extends fc.Arbitrary<infer T> ? T : never): SdkRequest {
  const all = { ...headers, host: "localhost:4566" };
  return { method, protocol: "http:", hostname: "localhost", port: 4566, path, query, headers: all, body };
}

describe("what the AWS SDK signs", () => {
  it.each(["cognito-idp", "execute-api", "s3"])(
    "in the header is accepted for %s, and refused when changed",
    async (service) => {
      await fc.assert(
        fc.asyncProperty(signable, async (parts) => {
          const signed = await signer(service).sign(sdkRequest(parts), { signingDate: new Date(now) });
          const arrived = received(signed);
          expect(await verify(arrived, Buffer.from(parts.body), service)).toMatchObject({
            account: "123456789012",
            service,
          });
          const refused = { code: "InvalidSignatureException" };
          await expect(verify(arrived, Buffer.from(`${parts.body}x`), service)).rejects.toMatchObject(refused);
          await expect(
            verify({ ...arrived, query: `${arrived.query}&zz=1` }, Buffer.from(parts.body), service),
          ).rejects.toMatchObject(refused);
          await expect(
            verify({ ...arrived, path: `${arrived.path}/x` }, Buffer.from(parts.body), service),
          ).rejects.toMatchObject(refused);
        }),
        { numRuns: 150 },
      );
    },
  );

  it("in a presigned URL is accepted until it ends, and refused when changed", async () => {
    await fc.assert(
      fc.asyncProperty(signable, fc.integer({ min: 1, max: 604_800 }), async ({ body: _, ...parts }, expiresIn) => {
        const bare = sdkRequest({ ...parts, body: "" });
        const sign = (time: number) => signer("execute-api").presign(bare, { signingDate: new Date(time), expiresIn });
        const arrived = received(await sign(now - expiresIn * 1000));
        await verify(arrived, Buffer.alloc(0));
        const late = received(await sign(now - expiresIn * 1000 - 1000));
        await expect(verify(late, Buffer.alloc(0))).rejects.toMatchObject({
          text: expect.stringMatching(/^Signature expired: /),
        });
        const longer = { ...arrived, query: arrived.query.replace(/X-Amz-Expires=\d+/, "X-Amz-Expires=604799") };
        if (expiresIn !== 604_799) await expect(verify(longer, Buffer.alloc(0))).rejects.toThrow();
      }),
      { numRuns: 100 },
    );
  });

  it("in a presigned URL of S3 leaves the body unsigned", async () => {
    const bare = sdkRequest({ method: "PUT", path: "/bucket/a%20b", query: {}, headers: {}, body: "" });
    const presigned = await signer("s3").presign(
      { ...bare, headers: { ...bare.headers, "x-amz-content-sha256": "UNSIGNED-PAYLOAD" } },
      { signingDate: new Date(now), unhoistableHeaders: new Set() },
    );
    expect(await verify(received(presigned), Buffer.from("anything"))).toMatchObject({ service: "s3" });
  });

  it("and what is signed here are verified alike", async () => {
    await fc.assert(
      fc.asyncProperty(request, async ({ method, query, headers, body }) => {
        const url = new URL("http://localhost:4566/");
        for (const [name, value] of Object.entries(query))
          for (const one of [value].flat()) url.searchParams.append(name, one);
        const ours = signRequest({
          method,
          url,
          headers,
          body,
          ...credentials,
          region: "eu-west-1",
          service: "cognito-idp",
          time: now,
        });
        const arrived = {
          method,
          path: "/",
          query: url.search.slice(1),
          headers: { ...ours, host: url.host },
        };
        expect(await verify(arrived, Buffer.from(body), "cognito-idp")).toMatchObject({ region: "eu-west-1" });
      }),
      { numRuns: 100 },
    );
  });
});
