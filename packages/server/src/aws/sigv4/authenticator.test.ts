import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createClock } from "../../platform/clock.ts";
import type { AwsError } from "../errors.ts";
import { formatAmzDate } from "./amz-date.ts";
import { createAuthenticator, type KnownCredential } from "./authenticator.ts";
import { canonicalRequest, type SignedRequest } from "./canonical-request.ts";
import { signRequest } from "./sign-request.ts";
import { calculateSignature, sha256Hex } from "./signature.ts";

const noon = Date.UTC(2026, 8, 24, 12, 0, 0);
const known: KnownCredential = {
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
  account: "123456789012",
  principalArn: "arn:aws:iam::123456789012:user/Anna",
};
const body = '{"MaxResults":1}';

function authenticator(mode: "development" | "production", more: Record<string, KnownCredential> = {}) {
  const credentials = new Map(Object.entries({ AKIDEXAMPLE: known, ...more }));
  return createAuthenticator({ mode, credentials, clock: createClock(() => noon) });
}

/** A request that is right in everything. */
function signed(change: Partial<Parameters<typeof signRequest>[0]> = {}): SignedRequest {
  const input = {
    method: "POST",
    url: new URL("http://localhost:4566/"),
    headers: {
      "x-amz-target": "AWSCognitoIdentityProviderService.ListUserPools",
      "content-type": "application/x-amz-json-1.1",
    },
    body,
    accessKeyId: "AKIDEXAMPLE",
    secretAccessKey: known.secretAccessKey,
    region: "eu-west-1",
    service: "cognito-idp",
    time: noon,
    ...change,
  };
  return {
    method: input.method,
    path: input.url.pathname,
    query: input.url.search.slice(1),
    headers: { ...signRequest(input), host: input.url.host },
  };
}

function withHeaders(request: SignedRequest, headers: Record<string, string | undefined>): SignedRequest {
  return { ...request, headers: { ...request.headers, ...headers } };
}

/** The request with something replaced in its Authorization header. */
function retouched(from: string | RegExp, to: string): SignedRequest {
  const request = signed();
  return withHeaders(request, { authorization: (request.headers.authorization ?? "").replace(from, to) });
}

async function refusal(request: SignedRequest, mode: "development" | "production" = "production") {
  try {
    await authenticator(mode)(request, Buffer.from(body), "cognito-idp");
  } catch (error) {
    const { code, text, status } = error as AwsError; // Whatever else is thrown fails the comparison.
    return { code, text, status };
  }
  return undefined;
}

describe("a request signed with a known key", () => {
  it.each(["development", "production"] as const)("is who the key says in %s", async (mode) =>
    expect(await authenticator(mode)(signed(), Buffer.from(body), "cognito-idp")).toEqual({
      principal: { type: "credentials", accessKeyId: "AKIDEXAMPLE", arn: known.principalArn },
      account: "123456789012",
      region: "eu-west-1",
      service: "cognito-idp",
    }),
  );

  it("reads the body only when everything else is right", async () => {
    let read = 0;
    const lazy = async () => {
      read += 1;
      return Buffer.from(body);
    };
    await authenticator("production")(signed(), lazy);
    await expect(authenticator("production")(signed({ accessKeyId: "UNKNOWN" }), lazy)).rejects.toThrow();
    await authenticator("development")(signed({ accessKeyId: "UNKNOWN" }), lazy);
    expect(read).toBe(1);
  });

  it("carries its session token when it is a temporary one", async () => {
    const check = authenticator("production", { ASIA: { ...known, sessionToken: "token" } });
    const sign = (sessionToken?: string) =>
      signed({ accessKeyId: "ASIA", ...(sessionToken === undefined ? {} : { sessionToken }) });
    await check(sign("token"), Buffer.from(body));
    await expect(check(sign("other"), Buffer.from(body))).rejects.toMatchObject({
      code: "UnrecognizedClientException",
    });
    await expect(check(sign(), Buffer.from(body))).rejects.toMatchObject({ code: "UnrecognizedClientException" });
  });
});

describe("a request signed with a key that nobody configured", () => {
  it("is accepted in development, for the default account", async () =>
    expect(await authenticator("development")(signed({ accessKeyId: "test" }), Buffer.from("x"))).toEqual({
      principal: { type: "credentials", accessKeyId: "test", arn: "arn:aws:iam::000000000000:root" },
      account: "000000000000",
      region: "eu-west-1",
      service: "cognito-idp",
    }));

  it("names its account by being twelve digits", async () =>
    expect(await authenticator("development")(signed({ accessKeyId: "111122223333" }), Buffer.from(""))).toMatchObject({
      account: "111122223333",
      principal: { arn: "arn:aws:iam::111122223333:root" },
    }));

  it("may be signed at any time in development", async () =>
    expect(await refusal(signed({ accessKeyId: "test", time: 0 }), "development")).toBeUndefined());

  it("is unknown in production: recorded", async () =>
    expect(await refusal(signed({ accessKeyId: "test" }))).toEqual({
      code: "UnrecognizedClientException",
      text: "The security token included in the request is invalid.",
      status: 400,
    }));

  it("must still be well-formed in development", async () =>
    expect(
      (await refusal(withHeaders(signed(), { authorization: "AWS4-HMAC-SHA256 Credential=test" }), "development"))
        ?.code,
    ).toBe("IncompleteSignatureException"));
});

const mismatch = {
  code: "InvalidSignatureException",
  text: "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
  status: 400,
};

describe("a signature that does not fit: observed", () => {
  it.each([
    ["another secret", signed({ secretAccessKey: "other" })],
    ["a changed body", signed({ body: '{"MaxResults":2}' })],
    ["a changed target", withHeaders(signed(), { "x-amz-target": "AWSCognitoIdentityProviderService.DeleteUserPool" })],
    ["a changed host", withHeaders(signed(), { host: "localhost:4567" })],
    ["a changed method", { ...signed(), method: "PUT" }],
    ["a changed path", { ...signed(), path: "/x" }],
    ["a changed query", { ...signed(), query: "a=b" }],
    ["a header that was taken away", withHeaders(signed(), { "content-type": undefined })],
    ["an empty signature", retouched(/Signature=.*/, "Signature=")],
    ["a shorter signature", retouched(/.$/, "")],
    ["a longer signature", retouched(/$/, "0")],
    [
      "a signature in capitals",
      retouched(
        /Signature=.*/,
        (signed().headers.authorization ?? "").split(" ").at(-1)?.toUpperCase().replace("SIGNATURE", "Signature") ?? "",
      ),
    ],
    ["a signature that is no ASCII", retouched(/Signature=.*/, `Signature=${"é".repeat(32)}`)],
    ["another region", retouched("eu-west-1", "us-east-1")],
    ["fewer signed headers", retouched("content-type;", "")],
  ])("is refused: %s", async (_name, request) => {
    expect(await refusal(request)).toEqual(mismatch);
    expect(await refusal(request, "development")).toEqual(mismatch);
  });
});

it("a right signature that covers one header twice is refused: a long one could be listed thousands of times (assumed)", async () => {
  const request = signed();
  const scope = { day: "20260924", region: "eu-west-1", service: "cognito-idp", terminator: "aws4_request" };
  const signedTwice = (names: readonly string[]) => {
    const canonical = canonicalRequest(request, names, sha256Hex(body), false);
    const signature = calculateSignature(known.secretAccessKey, scope, formatAmzDate(noon), canonical);
    const authorization = `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260924/eu-west-1/cognito-idp/aws4_request, SignedHeaders=${names.join(";")}, Signature=${signature}`;
    return withHeaders(request, { authorization });
  };
  const names = ["content-type", "host", "x-amz-date", "x-amz-target"];
  expect(await refusal(signedTwice(names))).toBeUndefined();
  expect(await refusal(signedTwice([...names, "host"]))).toEqual(mismatch);
});

describe("a request without a readable signature", () => {
  const hash = (text: string) => createHash("sha256").update(text).digest("base64");

  it("without any: recorded", async () =>
    expect(await refusal(withHeaders(signed(), { authorization: undefined }))).toEqual({
      code: "MissingAuthenticationTokenException",
      text: "Missing Authentication Token",
      status: 400,
    }));

  it("with garbage: recorded", async () =>
    expect(
      await refusal(withHeaders(signed(), { authorization: "garbage", "x-amz-date": undefined }), "development"),
    ).toEqual({
      code: "IncompleteSignatureException",
      text: `Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. (Hashed with SHA-256 and encoded with Base64) Authorization=${hash("garbage")}`,
      status: 400,
    }));

  it.each([
    [
      "without a signature: observed",
      retouched(/, Signature=.*/, ""),
      "IncompleteSignatureException",
      /^Authorization header requires 'Signature' parameter\. \(Hashed/,
    ],
    [
      "with a bearer token: observed",
      withHeaders(signed(), { authorization: "Bearer abc" }),
      "IncompleteSignatureException",
      `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hash("Bearer abc")}'.`,
    ],
    [
      "without an algorithm: observed",
      withHeaders(signed(), { authorization: "Credential=a, Signature=b" }),
      "IncompleteSignatureException",
      "Authorization header must begin with the algorithm name, which cannot include an equal-sign.",
    ],
    [
      "of another algorithm: observed",
      retouched("AWS4-HMAC-SHA256", "AWS4-HMAC-SHA1"),
      "IncompleteSignatureException",
      "Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA1'.",
    ],
    [
      "with a malformed date: observed",
      withHeaders(signed(), { "x-amz-date": "2026-09-24" }),
      "IncompleteSignatureException",
      "Date must be in ISO-8601 'basic format'. Got '2026-09-24'. See http://en.wikipedia.org/wiki/ISO_8601",
    ],
    [
      "with a date that does not exist: assumed",
      withHeaders(signed(), { "x-amz-date": "20260231T120000Z" }),
      "IncompleteSignatureException",
      /^Date must be/,
    ],
    [
      "with four parts in the credential: observed",
      retouched("/aws4_request", ""),
      "IncompleteSignatureException",
      "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'AKIDEXAMPLE/20260924/eu-west-1/cognito-idp'",
    ],
    [
      "without the host among its headers: observed",
      retouched(";host;", ";"),
      "InvalidSignatureException",
      "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
    ],
    [
      "whose target is not signed: assumed",
      retouched(";x-amz-target", ""),
      "InvalidSignatureException",
      "'x-amz-target' must be a 'SignedHeader' in the AWS Authorization.",
    ],
    [
      "for another service: observed",
      signed({ service: "sts" }),
      "InvalidSignatureException",
      "Credential should be scoped to correct service: 'cognito-idp'.",
    ],
    [
      "for no region: observed",
      signed({ region: "" }),
      "InvalidSignatureException",
      "Credential should be scoped to a valid region.",
    ],
    [
      "for a region that is none: assumed",
      signed({ region: "us_east_1" }),
      "InvalidSignatureException",
      "Credential should be scoped to a valid region.",
    ],
    [
      "with another end: observed",
      retouched("aws4_request", "aws5_request"),
      "InvalidSignatureException",
      "Credential should be scoped with a valid terminator: 'aws4_request'.",
    ],
    [
      "for another day: observed",
      retouched("20260924", "20260923"),
      "InvalidSignatureException",
      "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20260923' != '20260924', from '20260924T120000Z'.",
    ],
    [
      "in header and query at once: observed",
      { ...signed(), query: "X-Amz-Algorithm=AWS4-HMAC-SHA256" },
      "InvalidSignatureException",
      /^Found both 'X-Amz-Algorithm'/,
    ],
    [
      "in a query that lacks parts: observed",
      {
        ...withHeaders(signed(), { authorization: undefined }),
        query: "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=x",
      },
      "IncompleteSignatureException",
      "AWS query-string parameters must include 'X-Amz-Signature'. AWS query-string parameters must include 'X-Amz-SignedHeaders'. AWS query-string parameters must include 'X-Amz-Date'. Re-examine the query-string parameters.",
    ],
  ] satisfies [string, SignedRequest, string, string | RegExp][])(
    "is refused in every mode: %s",
    async (_name, request, code, text) => {
      for (const mode of ["development", "production"] as const) {
        const refused = await refusal(request, mode);
        expect(refused).toMatchObject({ code, status: 400 });
        if (typeof text === "string") expect(refused?.text).toBe(text);
        else expect(refused?.text).toMatch(text);
      }
    },
  );

  it("never repeats what stood in the header", async () =>
    expect((await refusal(withHeaders(signed(), { authorization: "Bearer hunter2" })))?.text).not.toContain("hunter2"));
});

describe("the date of a signature: observed", () => {
  const minutes = (count: number) => noon + count * 60_000;

  it.each([-5, 0, 5])("may be %i minutes off", async (offset) =>
    expect(await refusal(signed({ time: minutes(offset) }))).toBeUndefined(),
  );

  it("is too early after five minutes", async () =>
    expect(await refusal(signed({ time: minutes(-5) - 1000 }))).toEqual({
      code: "InvalidSignatureException",
      text: "Signature expired: 20260924T115459Z is now earlier than 20260924T115500Z (20260924T120000Z - 5 min.)",
      status: 400,
    }));

  it("is too late before five minutes", async () =>
    expect(await refusal(signed({ time: minutes(5) + 1000 }))).toEqual({
      code: "InvalidSignatureException",
      text: "Signature not yet current: 20260924T120501Z is still later than 20260924T120500Z (20260924T120000Z + 5 min.)",
      status: 400,
    }));

  it("is judged by the clock that nobody moves", async () => {
    const clock = createClock(() => noon);
    clock.setOffset(3_600_000);
    const check = createAuthenticator({ mode: "production", credentials: new Map([["AKIDEXAMPLE", known]]), clock });
    await check(signed(), Buffer.from(body));
  });

  it("may stand in HTTP's own Date header", async () => {
    const request = withHeaders(signed({ accessKeyId: "test" }), {
      "x-amz-date": undefined,
      date: new Date(noon).toUTCString(),
    });
    expect(await refusal(request, "development")).toBeUndefined();
  });
});

describe("a date in the basic format", () => {
  it("goes there and back", () => expect(formatAmzDate(noon)).toBe("20260924T120000Z"));
});
