import { expect, test } from "vitest";
import { systemRandom } from "../../../platform/random.ts";
import { createUserPoolId } from "./pool-id.ts";

test("a user pool id is its region and nine letters and digits (recorded)", () => {
  for (const id of Array.from({ length: 2000 }, () => createUserPoolId("eu-west-1", systemRandom)))
    expect(id).toMatch(/^eu-west-1_[0-9A-Za-z]{9}$/);
});
