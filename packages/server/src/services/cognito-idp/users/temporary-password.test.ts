import { expect, test } from "vitest";
import { samplePool } from "../../../../test/cognito-idp/sample-records.ts";
import { isTemporaryPasswordExpired } from "./temporary-password.ts";

const DAY = 86_400_000;
const policyOf = (days: number) =>
  samplePool({ Policies: { PasswordPolicy: { TemporaryPasswordValidityDays: days } } }).settings.passwordPolicy;

test("runs out to the millisecond after the pool's days", () => {
  expect(isTemporaryPasswordExpired(policyOf(3), 1000, 1000 + 3 * DAY - 1)).toBe(false);
  expect(isTemporaryPasswordExpired(policyOf(3), 1000, 1000 + 3 * DAY)).toBe(true);
});

test("documented: 0 days mean seven", () => {
  expect(isTemporaryPasswordExpired(policyOf(0), 0, 7 * DAY - 1)).toBe(false);
  expect(isTemporaryPasswordExpired(policyOf(0), 0, 7 * DAY)).toBe(true);
});
