import { describe, expect, it } from "vitest";
import { createClock } from "../../platform/clock.ts";
import { parseAmzDate } from "./amz-date.ts";
import { createAuthenticator } from "./authenticator.ts";
import type { SignedRequest } from "./canonical-request.ts";

const secretAccessKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const s3Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const key = { account: "000000000000", principalArn: "arn:aws:iam::000000000000:root" };
const credentials = new Map([
  ["AKIDEXAMPLE", { secretAccessKey, ...key }],
  ["AKIAIOSFODNN7EXAMPLE", { secretAccessKey: s3Secret, ...key }],
]);

interface Example {
  date: string;
  request: SignedRequest;
}

/** From the test suite of Signature Version 4: service `service`, region us-east-1. */
function suite(
  path: string,
  query: string,
  signedHeaders: string,
  signature: string,
  more: Record<string, string> = {},
): Example {
  const date = "20150830T123600Z";
  const authorization = `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=${signedHeaders}, Signature=${signature}`;
  return {
    date,
    request: {
      method: "GET",
      path,
      query,
      headers: { host: "example.amazonaws.com", "x-amz-date": date, authorization, ...more },
    },
  };
}

const examples: Record<string, Example> = {
  "suite, get-vanilla": suite(
    "/",
    "",
    "host;x-amz-date",
    "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
  ),
  "suite, get-vanilla-query-order-key-case": suite(
    "/",
    "Param2=value2&Param1=value1",
    "host;x-amz-date",
    "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
  ),
  "user guide, IAM ListUsers": {
    date: "20150830T123600Z",
    request: {
      method: "GET",
      path: "/",
      query: "Action=ListUsers&Version=2010-05-08",
      headers: {
        host: "iam.amazonaws.com",
        "content-type": "application/x-www-form-urlencoded; charset=utf-8",
        "x-amz-date": "20150830T123600Z",
        authorization:
          "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
      },
    },
  },
  "S3 guide, GET object": {
    date: "20130524T000000Z",
    request: {
      method: "GET",
      path: "/test.txt",
      query: "",
      headers: {
        host: "examplebucket.s3.amazonaws.com",
        range: "bytes=0-9",
        "x-amz-content-sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "x-amz-date": "20130524T000000Z",
        authorization:
          "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
      },
    },
  },
  "S3 guide, presigned URL": {
    date: "20130524T000000Z",
    request: {
      method: "GET",
      path: "/test.txt",
      query:
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
      headers: { host: "examplebucket.s3.amazonaws.com" },
    },
  },
};

describe("signatures that AWS published: documented", () => {
  it.each(Object.entries(examples))("%s is accepted", async (_name, { date, request }) => {
    const time = parseAmzDate(date) ?? Number.NaN;
    const verify = createAuthenticator({ mode: "production", credentials, clock: createClock(() => time) });
    expect(await verify(request, Buffer.alloc(0))).toMatchObject({ region: "us-east-1" });
  });
});
