import type { ConformanceModule } from "../conformance-module.ts";
import type { Parameters } from "../protocol/authorize.ts";
import { endSession, mustBeSignedOut, mustReturn, mustStay } from "../protocol/end-session.ts";
import type { SignIn } from "../protocol/sign-in.ts";
import type { Trial } from "../trial.ts";

type Change = (good: Parameters, signedIn: SignIn) => Parameters;

/** Comes back to the client, and nobody is signed in. */
const returns = (name: string, rule: string, change: Change): ConformanceModule => ({
  name,
  rule,
  async run(trial) {
    mustReturn(trial, await endSession(trial, change));
    await mustBeSignedOut(trial);
  },
});

/** Ends on a page of the OP's, after which nobody is signed in; the OP may ask first. */
const staysSignedOut = (name: string, rule: string, change: Change): ConformanceModule => ({
  name,
  rule,
  async run(trial) {
    mustStay(trial, await endSession(trial, change));
    await mustBeSignedOut(trial);
  },
});

/** Does not lead to any client; the OP may say why or ask whether to sign out. */
const doesNotReturn = (name: string, rule: string, change: Change): ConformanceModule => ({
  name,
  rule,
  run: async (trial) => mustStay(trial, await endSession(trial, change, { confirm: false })),
});

/** An ID token with the header of one that nobody signed. */
function unsigned(idToken: string | undefined): string {
  const [, payload = ""] = (idToken ?? "").split(".");
  return `${Buffer.from(JSON.stringify({ alg: "none" })).toString("base64url")}.${payload}.`;
}

/** An "ID token" that the client made for itself, with its secret. */
async function selfMade({ op, metadata }: Trial): Promise<string> {
  const { SignJWT } = await import("jose");
  const { clientId, clientSecret } = op.clients.main;
  return new SignJWT({ nonce: "flibble" })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer(clientId)
    .setAudience(metadata.issuer)
    .setSubject("SubjectID")
    .setIssuedAt(op.now())
    .setExpirationTime(op.now() + 300)
    .sign(new TextEncoder().encode(clientSecret));
}

export const rpInitiatedLogoutModules: readonly ConformanceModule[] = [
  {
    name: "oidcc-rp-initiated-logout-discovery-endpoint-verification",
    rule: "discovery names the end_session_endpoint, by https",
    async run({ metadata, must }) {
      const { end_session_endpoint: endpoint } = metadata;
      must(
        typeof endpoint === "string" && endpoint.startsWith("https://"),
        `end_session_endpoint is https: ${endpoint}`,
      );
    },
  },
  returns("oidcc-rp-initiated-logout", "comes back with the state, and the session is over", (good) => good),
  doesNotReturn(
    "oidcc-rp-initiated-logout-bad-post-logout-redirect-uri",
    "never goes to an address that is not registered",
    (good, { client }) => ({
      ...good,
      post_logout_redirect_uri: new URL("/bad_post_logout_redirect_uri", client.redirectUri).href,
    }),
  ),
  doesNotReturn(
    "oidcc-rp-initiated-logout-modified-id-token-hint",
    "does not go on with an ID token whose signature was taken off",
    (good, { tokens }) => ({ ...good, id_token_hint: unsigned(tokens.idToken) }),
  ),
  doesNotReturn(
    "oidcc-rp-initiated-logout-no-id-token-hint",
    "does not go on by itself without an ID token",
    (good) => ({ ...good, id_token_hint: undefined }),
  ),
  staysSignedOut("oidcc-rp-initiated-logout-no-params", "signs out without any parameter", () => ({})),
  staysSignedOut(
    "oidcc-rp-initiated-logout-no-post-logout-redirect-uri",
    "signs out without an address to go to",
    (good) => ({ ...good, post_logout_redirect_uri: undefined }),
  ),
  returns("oidcc-rp-initiated-logout-no-state", "comes back without a state when none was sent", (good) => ({
    ...good,
    state: undefined,
  })),
  staysSignedOut("oidcc-rp-initiated-logout-only-state", "signs out with a state alone", ({ state }) => ({ state })),
  doesNotReturn(
    "oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri",
    "takes a registered address with a query added as another one",
    (good) => ({ ...good, post_logout_redirect_uri: `${good.post_logout_redirect_uri}?foo=bar` }),
  ),
  {
    name: "oidcc-rp-initiated-logout-bad-id-token-hint",
    rule: "does not go on with an ID token that the client made itself",
    async run(trial) {
      const hint = await selfMade(trial);
      const ended = await endSession(trial, (good) => ({ ...good, id_token_hint: hint }), { confirm: false });
      mustStay(trial, ended);
    },
  },
];
