import { describe, expect, test } from "vitest";
import { isSigned, scopedService } from "./resolve.ts";

const header = (authorization: string) => ({ headers: { authorization }, query: "" });
const query = (text: string) => ({ headers: {}, query: text });

describe("the service that a credential scope names", () => {
  test.each([
    [
      "AWS4-HMAC-SHA256 Credential=AK/20260101/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=0",
      "cognito-idp",
    ],
    ["AWS4-HMAC-SHA256 SignedHeaders=host,Credential=AK/20260101/us-east-1/s3/aws4_request,Signature=0", "s3"],
    ["AWS4-HMAC-SHA256 Credential=AK/us-east-1/s3/aws4_request", undefined],
    ["AWS4-HMAC-SHA256", undefined],
    ["Bearer x", undefined],
    ["", undefined],
    ["AWS4-HMAC-SHA256 Credential=Credential=AK/20260101/us-east-1/s3/aws4_request", "s3"],
    ["AWS4-HMAC-SHA256 Credential=A=K/20260101/us-east-1/s3/aws4_request", undefined],
  ])("%s", (authorization, service) => {
    expect(scopedService(header(authorization))).toBe(service);
  });

  test.each([
    [
      "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AK%2F20260101%2Feu-west-1%2Fs3%2Faws4_request&X-Amz-Date=x",
      "s3",
    ],
    ["a=b&X-Amz-Credential=AK/20260101/eu-west-1/sts/aws4_request", "sts"],
    ["x=X-Amz-Credential=AK/20260101/eu-west-1/sts/aws4_request", undefined],
    ["", undefined],
  ])("in a presigned URL: %s", (text, service) => {
    expect(scopedService(query(text))).toBe(service);
  });

  test("does not take long over a long query", () => {
    expect(scopedService(query(`X-Amz-Credential=${"a%2F1".repeat(20_000)}`))).toBeUndefined();
    expect(scopedService(query("X-Amz-Credential=".repeat(5_000)))).toBeUndefined();
    expect(scopedService(header(`AWS4 ${"Credential=a/1".repeat(5_000)}`))).toBeUndefined();
    expect(scopedService(header("Credential=".repeat(5_000)))).toBeUndefined();
  });
});

test("a signature is one of AWS's kind, readable or not", () => {
  expect(isSigned(header("AWS4-HMAC-SHA256 nonsense"))).toBe(true);
  expect(isSigned(query("X-Amz-Signature=0"))).toBe(true);
  expect(isSigned(header("Bearer x"))).toBe(false);
  expect(isSigned(query("Action=X&x=X-Amz-Signature=0"))).toBe(false);
  expect(isSigned({ headers: {}, query: "" })).toBe(false);
});
