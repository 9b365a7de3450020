import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Auth, type AuthConfig } from "@auth/core";
import Cognito from "@auth/core/providers/cognito";
import { type Browser, openBrowser, type Page, type Visit } from "../browser/browser.ts";
import { type Application, openApplication } from "../login/application.ts";
import { type LoginPlace, openLoginPlace } from "../login/login-place.ts";
import { loginPage } from "../login/sign-in.ts";
import { word } from "../names.ts";

describe("Auth.js with its Cognito provider", () => {
  let place: LoginPlace;
  let application: Application;

  before(async () => {
    place = await openLoginPlace();
    let config: AuthConfig;
    application = await openApplication(async (request, response, origin) => {
      // The application's own page, to which Auth.js goes back.
      if (!request.url?.startsWith("/auth/")) return void response.end("home");
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const headers = new Headers();
      for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
      const answer = await Auth(
        new Request(new URL(request.url ?? "/", origin), {
          method: request.method ?? "GET",
          headers,
          ...(request.method === "POST" && { body: Buffer.concat(chunks) }),
        }),
        config,
      );
      response.statusCode = answer.status;
      for (const [name, value] of answer.headers) if (name !== "set-cookie") response.setHeader(name, value);
      response.setHeader("set-cookie", answer.headers.getSetCookie());
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
    const client = await place.addClient({
      GenerateSecret: true,
      CallbackURLs: [`${application.origin}/auth/callback/cognito`],
    });
    config = {
      basePath: "/auth",
      secret: word(),
      trustHost: true,
      providers: [Cognito({ ...client, issuer: place.issuer })],
      callbacks: {
        jwt: ({ token, profile }) =>
          profile === undefined ? token : { ...token, username: profile["cognito:username"] },
        session: ({ session, token }) => ({ ...session, username: token.username }),
      },
    };
  });
  after(() => application.close());

  it("signs in from its own page, and keeps the user in its session", async () => {
    const browser = openBrowser(() => false);
    await signIn(browser);
    const session = await sessionOf(browser);
    assert.deepEqual(session.user, { name: "Ada Lovelace", email: place.account.email });
    assert.equal(session.username, place.account.username);
  });

  it("signs out of the application, and in again by the session on the pages without a question", async () => {
    const browser = openBrowser(() => false);
    await signIn(browser);
    await browser.submit(pageOf(await browser.open(`${application.origin}/auth/signout`)), {});
    assert.equal(await sessionOf(browser), null);
    const chosen = pageOf(await browser.open(`${application.origin}/auth/signin`));
    pageOf(await browser.submit(chosen, {}));
    assert.equal((await sessionOf(browser)).username, place.account.username);
  });

  async function signIn(browser: Browser): Promise<void> {
    const chosen = pageOf(await browser.open(`${application.origin}/auth/signin`));
    const page = loginPage(await browser.submit(chosen, {}));
    const { username, password } = place.account;
    pageOf(await browser.submit(page, { username, password }));
  }

  async function sessionOf(browser: Browser) {
    // Auth.js's own answer: each use below fails loudly when a member is missing.
    return JSON.parse(pageOf(await browser.open(`${application.origin}/auth/session`)).text);
  }
});

function pageOf(visit: Visit): Page {
  if (visit.kind === "arrival") assert.fail(`a page was expected, not ${visit.url}`);
  return visit;
}
