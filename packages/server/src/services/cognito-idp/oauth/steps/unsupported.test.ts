import { describe, expect, test } from "vitest";
import { openLoginDomain } from "../../../../../test/cognito-idp/login-domain.ts";
import { loginDomainOfFile } from "../../../../../test/cognito-idp/login-domain-of-file.ts";
import { startTestServer } from "../../../../../test/start-test-server.ts";

const domain = await loginDomainOfFile({
  server: { flags: { oauthFeatures: "strict-requests=on,standard-errors=on" } },
});

describe("where the profile is strict, what has no effect is refused", () => {
  test.each([
    [{ request: "eyJhbGciOiJub25lIn0.e30." }, "request_not_supported"],
    [{ request_uri: "https://evil.example/request" }, "request_uri_not_supported"],
    [{ registration: "{}" }, "registration_not_supported"],
    [{ response_mode: "form_post" }, "invalid_request"],
    [{ response_mode: "fragment" }, "invalid_request"],
  ])("%j", async (changes, error) => {
    const { location } = await domain.authorize(changes);
    expect(new URL(location).searchParams.get("error")).toBe(error);
  });

  test("the mode that answers come in anyway passes", async () => {
    expect((await domain.authorize({ response_mode: "query" })).location).toMatch(/\/login\?/);
  });

  test("Cognito ignores them (documented: it knows no such parameter)", async () => {
    const cognito = await startTestServer();
    try {
      const there = await openLoginDomain(cognito);
      for (const name of ["request", "request_uri", "registration", "response_mode"]) {
        expect((await there.authorize({ [name]: "x" })).location).toMatch(/\/login\?/);
      }
    } finally {
      await cognito.close();
    }
  });
});
