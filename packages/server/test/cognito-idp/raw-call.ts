import type { Poolhouse } from "@poolhouse/testkit";
import { inProcessFetch } from "../../src/http/in-process.ts";

/** An answer as it is on the wire. */
export interface RawAnswer {
  status: number;
  body: string;
}

/** In development any key will do, and any signature. */
const AUTHORIZATION =
  "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=00";

/** Calls an operation with a body of the test's own making, which a stock client would not send. */
export async function rawCall(
  server: Poolhouse,
  operation: string,
  body: unknown,
  { signed = true } = {},
): Promise<RawAnswer> {
  const response = await inProcessFetch(server.handle)("/", {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
      ...(signed && { "x-amz-date": "20260101T000000Z", authorization: AUTHORIZATION }),
    },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.text() };
}
