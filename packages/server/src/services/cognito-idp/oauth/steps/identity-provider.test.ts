import { describe, expect, test } from "vitest";
import { CALLBACK } from "../../../../../test/cognito-idp/login-domain.ts";
import { loginDomainOfFile } from "../../../../../test/cognito-idp/login-domain-of-file.ts";

const domain = await loginDomainOfFile();

describe("identity_provider is one of the client's", () => {
  const refused = `${CALLBACK}?error_description=There%20is%20no%20such%20identity%20provider&state=xyz&error=invalid_request`;

  test("COGNITO leads to the login page (recorded)", async () => {
    expect((await domain.authorize({ identity_provider: "COGNITO" })).location).toMatch(/\/login\?/);
  });

  test.each([{ identity_provider: "Google" }, { identity_provider: "cognito" }, { idp_identifier: "corp" }])(
    "%j is refused (assumed)",
    async (changes) => expect((await domain.authorize(changes)).location).toBe(refused),
  );
});
