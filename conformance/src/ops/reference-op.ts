import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:https";
import { mock } from "node:test";
import Provider, { type ClientMetadata, type Configuration } from "oidc-provider";
import type { Page } from "../../../compat/src/browser/browser.ts";
import { findForm } from "../../../compat/src/browser/form.ts";
import { createAuthority } from "../../../packages/server/src/http/tls/authority.ts";
import { permitNames } from "../../../packages/server/src/http/tls/permitted-names.ts";
import { systemRandom } from "../../../packages/server/src/platform/random.ts";
import type { ClientUnderTest, OpUnderTest } from "../op-under-test.ts";
import type { Fault } from "./fault.ts";
import { trust } from "./trust.ts";

/** An application that nobody needs to start: the browser stops before it. */
const APPLICATION = "https://relying-party.example.com";

/** A key and a certificate for each run: making them takes longer than most modules. */
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const jwk = { ...privateKey.export({ format: "jwk" }), kid: "reference", use: "sig", alg: "RS256" };
const authority = await createAuthority(permitNames([]), { now: Date.now(), random: systemRandom });
const certificate = await authority.issue(["localhost"], { now: Date.now(), random: systemRandom });
trust(authority.certificate);

const asksToSignIn = ({ text }: Page): boolean => /name="prompt" value="login"/.test(text);

function client(id: string, authentication: ClientUnderTest["authentication"]): ClientUnderTest {
  return {
    clientId: id,
    clientSecret: systemRandom.bytes(32).toString("base64url"),
    authentication,
    redirectUri: `${APPLICATION}/${id}/callback`,
    postLogoutRedirectUri: `${APPLICATION}/${id}/signed-out`,
  };
}

const registered = (one: ClientUnderTest): ClientMetadata => ({
  client_id: one.clientId,
  client_secret: one.clientSecret,
  redirect_uris: [one.redirectUri],
  post_logout_redirect_uris: [one.postLogoutRedirectUri],
  token_endpoint_auth_method: one.authentication,
  grant_types: ["authorization_code", "refresh_token"],
  response_types: ["code"],
});

const PERSON = {
  name: "Ada Lovelace",
  family_name: "Lovelace",
  given_name: "Ada",
  middle_name: "Augusta",
  nickname: "ada",
  preferred_username: "ada",
  profile: "https://ada.example.com",
  picture: "https://ada.example.com/portrait.png",
  website: "https://ada.example.com",
  gender: "female",
  birthdate: "1815-12-10",
  zoneinfo: "Europe/London",
  locale: "en-GB",
  updated_at: 1_700_000_000,
  email: "ada@example.com",
  email_verified: true,
  address: { formatted: "12 St James's Square, London" },
  phone_number: "+442079460000",
  phone_number_verified: true,
};

function configuration(clients: OpUnderTest["clients"]): Configuration {
  return {
    clients: Object.values(clients).map(registered),
    jwks: { keys: [jwk] },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...PERSON }) }),
    claims: {
      openid: ["sub"],
      profile: Object.keys(PERSON).slice(0, 14),
      email: ["email", "email_verified"],
      address: ["address"],
      phone: ["phone_number", "phone_number_verified"],
    },
    acrValues: ["urn:example:password"],
    features: { claimsParameter: { enabled: true } },
    issueRefreshToken: () => true,
    pkce: { required: () => false },
    enableHttpPostMethods: true,
    // A form of the application's own, sent to the OP, comes without cookies of another kind.
    cookies: { keys: [systemRandom.bytes(32).toString("hex")], long: { signed: true, sameSite: "none" } },
    ttl: { Interaction: 600, Session: 86_400, Grant: 86_400, AccessToken: 3_600, IdToken: 3_600, RefreshToken: 86_400 },
  };
}

/**
 * panva's oidc-provider, which is certified for these plans: the modules must pass there before they say anything of another OP. With a
 * fault it is an OP that breaks one rule, and the modules must notice.
 */
export async function openReferenceOp(fault?: Fault): Promise<OpUnderTest> {
  const clients = {
    main: client("main", "client_secret_basic"),
    post: client("post", "client_secret_post"),
    second: client("second", "client_secret_basic"),
  };
  // Time stands still but for `wait`: modules that wait half a minute do not.
  // It warns that it is set up for tests, and notices that it shows its own pages.
  for (const method of ["warn", "info"] as const) mock.method(console, method, () => {});
  mock.timers.enable({ apis: ["Date"], now: Date.now() });
  const server = createServer({ key: certificate.privateKey, cert: certificate.certificate }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was assigned");
  const issuer = `https://localhost:${address.port}`;
  const provider = new Provider(issuer, configuration(clients));
  fault?.bring(provider, { privateKey, clients });
  server.on("request", provider.callback());

  return {
    issuer,
    clients,
    user: { username: "ada", password: "any at all" },
    asksToSignIn,
    asksToSignOut: ({ text }) => text.includes('id="op.logoutForm"'),
    answer(browser, page) {
      if (asksToSignIn(page)) return browser.submit(page, { login: "ada", password: "any at all" });
      return findForm(page.text, page.url, ["prompt"]) && browser.submit(page, { prompt: "consent" });
    },
    signOut: (browser, page) => browser.submit(page, {}, ["logout", "yes"]),
    async wait(seconds) {
      mock.timers.tick(seconds * 1000);
    },
    now: () => Math.floor(Date.now() / 1000),
    async close() {
      mock.reset();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
