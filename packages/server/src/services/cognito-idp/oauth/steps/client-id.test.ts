import { describe, expect, test } from "vitest";
import { loginDomainOfFile } from "../../../../../test/cognito-idp/login-domain-of-file.ts";

const domain = await loginDomainOfFile();

describe("client_id is there", () => {
  test.each([undefined, ""])("%j is told on our own page in AWS's words (recorded: the text)", async (client_id) => {
    const { status, location } = await domain.authorize({ client_id });
    expect(status).toBe(302);
    expect(location).toBe(`${domain.base}/error?error=Required+String+parameter+%27client_id%27+is+not+present`);
  });
});
