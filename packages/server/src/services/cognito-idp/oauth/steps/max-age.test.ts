import { describe, expect, test } from "vitest";
import { openLoginDomain } from "../../../../../test/cognito-idp/login-domain.ts";
import { loginDomainOfFile } from "../../../../../test/cognito-idp/login-domain-of-file.ts";
import { startTestServer } from "../../../../../test/start-test-server.ts";

const domain = await loginDomainOfFile();

describe("max_age is a number of seconds", () => {
  test.each(["0", "3600", "-1", "1.5", "x", ""])(
    "%j is no error at Cognito, which ignores it (documented)",
    async (max_age) => {
      expect((await domain.authorize({ max_age })).location).toMatch(/\/login\?/);
    },
  );

  test("a strict profile refuses what is no number", async () => {
    const strict = await startTestServer({ flags: { oauthFeatures: "strict-requests=on" } });
    try {
      const there = await openLoginDomain(strict);
      for (const max_age of ["-1", "1.5", "x", "", "99999999999"]) {
        expect((await there.authorize({ max_age })).location).toMatch(/max_age%20is%20no%20number%20of%20seconds/);
      }
      expect((await there.authorize({ max_age: "60" })).location).toMatch(/\/login\?/);
    } finally {
      await strict.close();
    }
  });
});
