import { expect, test } from "vitest";
import { refusal, samplePool } from "../../../../test/cognito-idp/sample-records.ts";
import { assertRegions } from "./pool-regions.ts";

const { settings } = samplePool();
const sentThrough = (SnsRegion: string) => ({
  ...settings,
  smsConfiguration: { SnsCallerArn: "arn:aws:iam::000000000000:role/sms", SnsRegion },
});

test("some regions may send text messages through one other (documented; text observed)", () => {
  assertRegions(sentThrough("ap-northeast-2"), "ap-northeast-2");
  assertRegions(sentThrough("ap-northeast-1"), "ap-northeast-2");
  expect(refusal(() => assertRegions(sentThrough("us-east-1"), "ap-northeast-2"))).toBe(
    "InvalidParameterException: Invalid snsRegion. Allowed SNS region for ap-northeast-2 is ap-northeast-1",
  );
});

test("pools outside of us-east-1 take any identity of SES: theirs are not known (assumed)", () => {
  const SourceArn = "arn:aws:ses:eu-west-3:000000000000:identity/a@example.com";
  assertRegions({ ...settings, emailConfiguration: { SourceArn } }, "eu-west-3");
});
