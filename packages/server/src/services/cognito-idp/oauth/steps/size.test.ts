import { describe, expect, test } from "vitest";
import { loginDomainOfFile } from "../../../../../test/cognito-idp/login-domain-of-file.ts";

const domain = await loginDomainOfFile();

describe("the parameters together are no longer than a URL may be", () => {
  test("a long state passes", async () => {
    const { location } = await domain.authorize({ state: "s".repeat(7_000) });
    expect(location).toMatch(/\/login\?/);
  });

  test.each([
    ["state", "s".repeat(8_200)],
    ["nosuch", "s".repeat(8_200)],
    ["state", "日".repeat(1_000)],
  ])("a longer %s is refused on our own page (assumed)", async (name, value) => {
    const { status, location } = await domain.authorize({ [name]: value });
    expect(status).toBe(302);
    expect(location).toBe(`${domain.base}/error?error=invalid_request&client_id=${domain.pool.main.clientId}`);
  });
});
