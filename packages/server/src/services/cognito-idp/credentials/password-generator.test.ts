import { expect, test } from "vitest";
import { systemRandom } from "../../../platform/random.ts";
import { generatePassword } from "./password-generator.ts";

test.each([6, 8, 12, 40, 99])("a generated password meets every policy of length %i", (minimumLength) => {
  for (let round = 0; round < 200; round++) {
    const password = generatePassword({ minimumLength }, systemRandom);
    expect(password).toHaveLength(Math.max(12, minimumLength));
    expect(password).toMatch(/[A-Z]/);
    expect(password).toMatch(/[a-z]/);
    expect(password).toMatch(/[0-9]/);
    expect(password).toMatch(/[@%*_=+.?-]/);
    expect(password).not.toMatch(/[\s<>&"'$#{}]/);
  }
});

test("no two generated passwords are alike", () => {
  const passwords = Array.from({ length: 500 }, () => generatePassword({ minimumLength: 8 }, systemRandom));
  expect(new Set(passwords).size).toBe(500);
});
