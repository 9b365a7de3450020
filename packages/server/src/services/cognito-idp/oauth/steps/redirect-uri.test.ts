import { describe, expect, test } from "vitest";
import { CALLBACK, LOGIN_CLIENT } from "../../../../../test/cognito-idp/login-domain.ts";
import { loginDomainOfFile } from "../../../../../test/cognito-idp/login-domain-of-file.ts";

const domain = await loginDomainOfFile();

describe("redirect_uri is there, or the client has a default one", () => {
  test.each([undefined, ""])("%j is told on our own page in AWS's words (recorded: the text)", async (redirect_uri) => {
    const { status, location } = await domain.authorize({ redirect_uri });
    expect(status).toBe(302);
    expect(location).toBe(
      `${domain.base}/error?error=Required+String+parameter+%27redirect_uri%27+is+not+present&client_id=${domain.pool.main.clientId}`,
    );
  });

  test("the client's DefaultRedirectURI stands in (documented)", async () => {
    const { clientId } = await domain.pool.addClient({
      ...LOGIN_CLIENT,
      CallbackURLs: [CALLBACK, "https://b.example.com/"],
      DefaultRedirectURI: "https://b.example.com/",
    });
    const wrong = { client_id: clientId, redirect_uri: undefined, scope: "nosuch" };
    expect((await domain.authorize(wrong)).location).toMatch(/^https:\/\/b\.example\.com\/\?error_description=/);
  });
});
