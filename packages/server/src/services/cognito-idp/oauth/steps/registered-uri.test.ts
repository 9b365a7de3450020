import type { Poolhouse } from "@poolhouse/testkit";
import { describe, expect, test } from "vitest";
import { CALLBACK, LOGIN_CLIENT, openLoginDomain } from "../../../../../test/cognito-idp/login-domain.ts";
import { loginDomainOfFile } from "../../../../../test/cognito-idp/login-domain-of-file.ts";
import { startTestServer } from "../../../../../test/start-test-server.ts";

const domain = await loginDomainOfFile();

describe("redirect_uri is one of the client's callback URLs, to the letter", () => {
  const mismatch = /\/error\?error=redirect_mismatch&client_id=[0-9a-v]+&redirect_uri=/;

  test.each([
    "https://other.example.com/callback",
    `${CALLBACK}/`,
    `${CALLBACK}?x=1`,
    `${CALLBACK}#`,
    `${CALLBACK}/../callback`,
    "https://app.example.com:443/callback",
    "https://APP.example.com/callback",
    "http://app.example.com/callback",
    "https://app.example.com/callback%2F",
    "https://app.example.com@evil.example/callback",
    "https://evil.example/?https://app.example.com/callback",
    "https://app.example.com/callback\r\nset-cookie: a=b",
    " https://app.example.com/callback",
    "//app.example.com/callback",
    "javascript:alert(1)",
  ])("%j is refused on our own page (recorded)", async (redirect_uri) => {
    const { status, location, headers } = await domain.authorize({ redirect_uri });
    expect(status).toBe(302);
    expect(location).toMatch(mismatch);
    expect(location.startsWith(`${domain.base}/error?`)).toBe(true);
    expect(headers.getSetCookie().map((cookie) => cookie.split("=")[0])).toEqual(["XSRF-TOKEN"]);
  });

  test("a registered URL passes, whatever else it has", async () => {
    const url = "https://app.example.com/a/../b?x=%41&y";
    const { clientId } = await domain.pool.addClient({ ...LOGIN_CLIENT, CallbackURLs: [url] });
    const { location } = await domain.authorize({ client_id: clientId, redirect_uri: url, scope: "nosuch" });
    expect(location).toBe(`${url}&error_description=invalid_scope&state=xyz&error=invalid_request`);
  });

  test("letters that no header can hold go encoded, as browsers write them", async () => {
    const url = "https://app.example.com/grüße/日本?x=é";
    const { clientId } = await domain.pool.addClient({ ...LOGIN_CLIENT, CallbackURLs: [url] });
    const { location } = await domain.authorize({ client_id: clientId, redirect_uri: url, scope: "nosuch" });
    expect(location.startsWith(`${new URL(url)}&error_description=`)).toBe(true);
  });

  test("two are refused, though one is registered (assumed)", async () => {
    const { location } = await domain.authorize({ redirect_uri: [CALLBACK, "https://evil.example"] });
    expect(location).toMatch(mismatch);
    expect((await domain.authorize({ redirect_uri: [CALLBACK, CALLBACK] })).location).toMatch(mismatch);
  });

  test("outside of development the page is told no more than AWS's (recorded)", async () => {
    const credentials = JSON.stringify([{ accessKeyId: "test", secretAccessKey: "test-secret-key" }]);
    const production = await startTestServer({ flags: { production: true, credentials } });
    try {
      const there = await openLoginDomain({ ...production, client: signing(production) });
      const { location } = await there.authorize({ redirect_uri: "https://evil.example" });
      expect(location).toBe(`${there.base}/error?error=redirect_mismatch&client_id=${there.pool.main.clientId}`);
    } finally {
      await production.close();
    }
  });
});

function signing({ client }: Poolhouse): Poolhouse["client"] {
  return { ...client, credentials: { accessKeyId: "test", secretAccessKey: "test-secret-key" } };
}
