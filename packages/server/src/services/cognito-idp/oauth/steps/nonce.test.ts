import { describe, expect, test } from "vitest";
import { loginDomainOfFile } from "../../../../../test/cognito-idp/login-domain-of-file.ts";

const domain = await loginDomainOfFile();

describe("nonce is text of a sensible length", () => {
  test.each(["n-0S6_WzA2Mj", "ä日😀", "", "n".repeat(2_048)])("passes: %j", async (nonce) => {
    expect((await domain.authorize({ nonce })).location).toMatch(/\/login\?/);
  });

  test.each(["a\u0000b", "a\r\nb", "n".repeat(2_049)])("refuses %j (assumed)", async (nonce) => {
    const { location } = await domain.authorize({ nonce });
    expect(location).toMatch(/^https:\/\/app\.example\.com\/callback\?error_description=nonce%20is%20/);
  });
});
