import { expect, test } from "vitest";
import { AwsError } from "../../../aws/errors.ts";
import { systemRandom } from "../../../platform/random.ts";
import { createCredential } from "../credentials/credential.ts";
import { bigIntPower } from "../credentials/mod-pow.ts";
import { assertNotUsedBefore } from "./password-history.ts";

const owner = { poolName: "8LxAFhQ8D", userId: "alice" };
const arithmetic = {
  modPow: async (base: bigint, exponent: bigint) => bigIntPower(base, exponent),
  random: systemRandom,
};

test("assumed text: a password that an earlier credential proves is refused", async () => {
  const earlier = await Promise.all(
    ["First1!pass", "Second2!pass"].map((password) => createCredential(password, owner, arithmetic)),
  );
  await expect(assertNotUsedBefore("Second2!pass", earlier, arithmetic)).rejects.toEqual(
    new AwsError("PasswordHistoryPolicyViolationException", "Password has previously been used."),
  );
  await expect(assertNotUsedBefore("Third3!pass", earlier, arithmetic)).resolves.toBeUndefined();
  await expect(assertNotUsedBefore("Second2!pass", [], arithmetic)).resolves.toBeUndefined();
});
