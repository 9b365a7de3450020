import assert from "node:assert/strict";
import type { IncomingMessage, ServerResponse } from "node:http";
import { after, before, describe, it } from "node:test";
import { Passport } from "passport";
import OAuth2Strategy, { type VerifyCallback } from "passport-oauth2";
import { openBrowser, type Visit } from "../browser/browser.ts";
import { given } from "../expect.ts";
import { type Application, memorySessions, openApplication } from "../login/application.ts";
import { type LoginClient, type LoginPlace, openLoginPlace } from "../login/login-place.ts";
import { loginPage } from "../login/sign-in.ts";

/** The strategy as its manual has one made for a provider: with the provider's profile endpoint. */
class CognitoStrategy extends OAuth2Strategy {
  // No private field: for each request passport makes an object that only inherits from this one.
  readonly pages: string;

  constructor(pages: string, { clientId, clientSecret }: LoginClient, callbackURL: string) {
    super(
      {
        authorizationURL: `${pages}/oauth2/authorize`,
        tokenURL: `${pages}/oauth2/token`,
        clientID: clientId,
        clientSecret,
        callbackURL,
        scope: ["openid", "email"],
        state: true,
        pkce: true,
      },
      (accessToken: string, refreshToken: string, profile: unknown, verified: VerifyCallback) =>
        verified(null, { accessToken, refreshToken, profile }),
    );
    this.pages = pages;
    this._oauth2.useAuthorizationHeaderforGET(true);
  }

  override userProfile(accessToken: string, done: (error?: unknown, profile?: unknown) => void): void {
    this._oauth2.get(`${this.pages}/oauth2/userInfo`, accessToken, (error, body) => {
      if (error) return done(error);
      done(null, JSON.parse(String(body)));
    });
  }

  /** As passport-oauth2-refresh does it. */
  refresh(refreshToken: string): Promise<{ accessToken: string }> {
    return new Promise((resolve, reject) => {
      this._oauth2.getOAuthAccessToken(refreshToken, { grant_type: "refresh_token" }, (error, accessToken) =>
        error ? reject(error) : resolve({ accessToken: given(accessToken, "access token") }),
      );
    });
  }
}

interface SignedIn {
  accessToken: string;
  refreshToken: string;
  profile: Record<string, unknown>;
}

describe("Passport's OAuth 2 strategy", () => {
  let place: LoginPlace;
  let application: Application;
  let strategy: CognitoStrategy;

  before(async () => {
    place = await openLoginPlace();
    const passport = new Passport();
    const sessionOf = memorySessions();
    application = await openApplication(async (request, response, origin) => {
      const url = new URL(request.url ?? "/", origin);
      Object.assign(request, { query: Object.fromEntries(url.searchParams), session: sessionOf(request, response) });
      if (url.pathname !== "/login" && url.pathname !== "/callback") return void response.writeHead(404).end();
      await authenticated(passport, request, response);
    });
    const callback = `${application.origin}/callback`;
    const client = await place.addClient({ GenerateSecret: true, CallbackURLs: [callback] });
    strategy = new CognitoStrategy(place.pages, client, callback);
    passport.use("cognito", strategy);
  });
  after(() => application.close());

  it("signs in with secret, state and PKCE, and loads the profile", async () => {
    const { profile } = await signIn();
    assert.equal(profile.sub, place.account.sub);
    assert.equal(profile.email, place.account.email);
  });

  it("refreshes", async () => {
    const { accessToken, refreshToken } = await signIn();
    assert.notEqual((await strategy.refresh(refreshToken)).accessToken, accessToken);
  });

  it("a callback with somebody else's state is refused by the application", async () => {
    const browser = openBrowser(() => false);
    await browser.open(`${application.origin}/login`);
    const visit = await browser.open(`${application.origin}/callback?code=stolen&state=of-another`);
    assert.equal(visit.kind === "page" && visit.status, 403);
  });

  async function signIn(): Promise<SignedIn> {
    const browser = openBrowser(() => false);
    const page = loginPage(await browser.open(`${application.origin}/login`));
    const { username, password } = place.account;
    return readJson(await browser.submit(page, { username, password }));
  }
});

/** What Express's adapter does: shows the user, or passport's refusal. */
function authenticated(
  passport: InstanceType<typeof Passport>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  return new Promise((resolve, reject) => {
    response.once("finish", resolve);
    passport.authenticate("cognito", { session: false })(request, response, (error: unknown) => {
      if (error) return reject(error);
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify((request as IncomingMessage & { user?: unknown }).user));
    });
  });
}

function readJson(visit: Visit): SignedIn {
  if (visit.kind !== "page" || visit.status !== 200) assert.fail(`the application answered ${JSON.stringify(visit)}`);
  // The application's own answer, a few lines above.
  return JSON.parse(visit.text) as SignedIn;
}
