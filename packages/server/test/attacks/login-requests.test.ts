import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { responseBytes } from "../../src/http/in-process.ts";
import type { HttpResponse } from "../../src/http/message.ts";
import { readHead } from "../../src/http/request-head.ts";
import { systemRandom } from "../../src/platform/random.ts";
import { CALLBACK, LOGIN_CLIENT, type LoginDomain, openLoginDomain, SIGNED_OUT } from "../cognito-idp/login-domain.ts";
import { signInOnPages } from "../cognito-idp/page-sign-in.ts";
import fc from "../property.ts";
import { startTestServer } from "../start-test-server.ts";
import { type Generated, OTHER_CALLBACK, requests } from "./login-request-arbitrary.ts";
import { sendRaw } from "./raw-http.ts";

/**
 * Whatever a stranger sends to the login pages and OAuth endpoints: no failure of ours, no token, no code, and the browser is never sent to where
 * neither we nor the client's registration say.
 */
const RUNS = 5_500;

const REGISTERED = [CALLBACK, OTHER_CALLBACK, SIGNED_OUT];

describe.each(["cognito", "hardened"])("preset %s", (oauthPreset) => {
  let server: Poolhouse;
  let domain: LoginDomain;

  beforeAll(async () => {
    server = await startTestServer({ flags: { oauthPreset, attemptLimits: "off" }, listen: true });
    domain = await openLoginDomain(server, {
      // A client with a secret needs no code challenge, so that more of the requests come to an end.
      client: { ...LOGIN_CLIENT, CallbackURLs: [CALLBACK, OTHER_CALLBACK], GenerateSecret: oauthPreset === "hardened" },
    });
    await domain.pool.addUser("ann");
  });
  afterAll(() => server.close());

  test(`${RUNS} generated requests`, async () => {
    await fc.assert(
      fc.asyncProperty(requests(domain), async (request) => {
        const response = await send(server, request);
        const body = Buffer.from(await responseBytes(response)).toString("utf8");
        inspect(domain, { status: response.status, headers: Object.entries(response.headers), body });
      }),
      { numRuns: RUNS },
    );
  }, 240_000);

  test("1000 in the browser of a user who is signed in: codes and tokens go to the client's own URLs", async () => {
    let cookie = "";
    let granted = 0;
    await fc.assert(
      fc.asyncProperty(requests(domain), async (request) => {
        if (cookie === "") ({ cookie } = await signInOnPages(domain, "ann"));
        const response = await send(server, { ...request, headers: { ...request.headers, cookie } });
        const body = Buffer.from(await responseBytes(response)).toString("utf8");
        const headers = Object.entries(response.headers);
        inspect(domain, { status: response.status, headers, body }, GRANTED);
        if (/[?&#](?:code|access_token)=/.test(String(response.headers.location))) granted += 1;
        // Signed out.
        if (/cognito=;/.test(String(response.headers["set-cookie"]))) cookie = "";
      }),
      { numRuns: 1_000 },
    );
    expect(granted).toBeGreaterThan(0);
  }, 120_000);

  test("300 of them over a socket", async () => {
    await fc.assert(
      fc.asyncProperty(requests(domain), async ({ method, target, headers, body }) => {
        // What a request line cannot hold is the listener's to refuse, and its own tests'.
        const line = `${method} ${target.replaceAll(/[^\x21-\x7e]/g, "")} HTTP/1.1`;
        const head = Object.entries(headers).map(
          ([name, value]) => `${name}: ${value.replaceAll(/[^\x20-\x7e]/g, "")}`,
        );
        const answer = await sendRaw(server.url, [line, ...head], body);
        inspect(domain, { ...answer, headers: Object.entries(answer.headers) });
      }),
      { numRuns: 300 },
    );
  }, 120_000);
});

function send(server: Poolhouse, { method, target, headers, body }: Generated): Promise<HttpResponse> {
  return server.handle({
    method,
    ...readHead(target, Object.entries(headers).flat()),
    sourceIp: "127.0.0.1",
    secure: false,
    requestId: systemRandom.uuid(),
    body: async () => Buffer.from(body),
    signal: new AbortController().signal,
  });
}

/** What may follow a registered URI: our parameters and nothing that makes another URI of it. */
const REFUSED = /^(?:[?&#](?:(?:error|error_description|state|iss)=[\w.~!*'()%-]*(?:&|$))+)?$/;
const GRANTED =
  /^(?:[?&#](?:(?:error|error_description|state|iss|code|id_token|access_token|token_type|expires_in)=[\w.~!*'()%-]*(?:&|$))+)?$/;
const OWN_PAGE =
  /^\/(?:login|error|logout|signup|confirm|forgotpassword|confirmforgotpassword|resendcode)(?:\?[\x21-\x7e]*)?$/i;

function inspect(
  { base }: LoginDomain,
  { status, headers, body }: { status: number; headers: [name: string, value: string | string[]][]; body: string },
  appended = REFUSED,
): void {
  expect(status).toBeGreaterThanOrEqual(200);
  expect(status).toBeLessThan(500);
  for (const [name, value] of headers.flatMap(([key, values]) => [values].flat().map((one) => [key, one] as const))) {
    expect(value, name).toMatch(/^[\x20-\x7e]*$/);
    if (name === "set-cookie") expect(value).toMatch(/^(?:cognito=;|(?!cognito=|evil=))/);
    const uri =
      name === "location" && REGISTERED.find((one) => value.startsWith(one) && appended.test(value.slice(one.length)));
    if (!uri) expect(value, name).not.toMatch(/eyJ[\w-]+\.eyJ[\w-]+\.[\w-]{20,}/);
    if (name === "location") {
      const own = OWN_PAGE.test(value.startsWith(`${base}/`) ? value.slice(base.length) : value);
      expect({ value, allowed: Boolean(uri) || own }).toEqual({ value, allowed: true });
    }
  }
  expect(body).not.toMatch(/eyJ[\w-]+\.eyJ[\w-]+\.[\w-]{20,}|<script>alert|<img src=x/);
}
