import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import type Provider from "oidc-provider";
import type { Fault, FaultParts } from "./fault.ts";

type Context = Parameters<Parameters<Provider["use"]>[0]>[0];
type Claims = Record<string, unknown>;

const AUTHORIZE = "/auth";
const TOKEN = "/token";
const USER_INFO = "/me";
const DISCOVERY = "/.well-known/openid-configuration";
const KEYS = "/jwks";
const LOGOUT = "/session/end";

/** Before the OP looks at a request to a path. */
const before = (path: string, change: (ctx: Context) => unknown) => (provider: Provider) =>
  provider.use(async (ctx, next) => {
    if (ctx.path === path) change(ctx);
    await next();
  });

/** Instead of the OP, for requests to a path that `when` holds for. */
const instead =
  (path: string, when: (ctx: Context) => boolean, answer: (ctx: Context) => unknown) => (provider: Provider) =>
    provider.use(async (ctx, next) => (ctx.path === path && when(ctx) ? answer(ctx) : next()));

/** After the OP has answered a request to a path. */
const after = (path: string, change: (ctx: Context) => unknown) => (provider: Provider) =>
  provider.use(async (ctx, next) => {
    await next();
    if (ctx.path === path) change(ctx);
  });

const bodyOf = (ctx: Context): Claims => (ctx.body ?? {}) as Claims;

/** @param changes members of the document; undefined takes one out */
const document = (what: string, changes: Claims, noticedBy = DOCUMENT): Fault => ({
  what: `discovery: ${what}`,
  noticedBy,
  bring: after(DISCOVERY, (ctx) => Object.assign(bodyOf(ctx), changes)),
});
const DOCUMENT = ["oidcc-discovery-endpoint-verification"];

/** Takes a parameter out of authorization requests before they are looked at. */
const ignored = (name: string, noticedBy: readonly string[]): Fault => ({
  what: `authorization: ${name} is ignored`,
  noticedBy,
  bring: before(AUTHORIZE, (ctx) => {
    const { [name]: _, ...rest } = ctx.query;
    ctx.query = rest;
  }),
});

const refusedRequest = (what: string, when: (ctx: Context) => boolean, noticedBy: readonly string[]): Fault => ({
  what: `authorization: ${what}`,
  noticedBy,
  bring: instead(AUTHORIZE, when, (ctx) => {
    ctx.status = 400;
    ctx.body = "no";
  }),
});

/** Refuses requests that have a parameter. */
const refused = (name: string, noticedBy: readonly string[]): Fault =>
  refusedRequest(`${name} is an error`, (ctx) => name in ctx.query, noticedBy);

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString("base64url");

interface Signature {
  header?: object;
  key?: KeyObject;
  unsigned?: boolean;
}

/** Signs each ID token anew, with other claims. */
const idToken = (
  what: string,
  change: (claims: Claims) => Claims,
  noticedBy: readonly string[],
  { header = { alg: "RS256", kid: "reference" }, key, unsigned = false }: Signature = {},
): Fault => ({
  what: `ID token: ${what}`,
  noticedBy,
  bring(provider, { privateKey }: FaultParts) {
    after(TOKEN, (ctx) => {
      const answer = bodyOf(ctx);
      if (typeof answer.id_token !== "string") return;
      const claims = JSON.parse(Buffer.from(answer.id_token.split(".")[1] ?? "", "base64url").toString()) as Claims;
      const input = `${encode(header)}.${encode(change(claims))}`;
      const signature = unsigned ? "" : sign("sha256", Buffer.from(input), key ?? privateKey).toString("base64url");
      answer.id_token = `${input}.${signature}`;
    })(provider);
  },
});

const without =
  (name: string) =>
  ({ [name]: _, ...rest }: Claims): Claims =>
    rest;
const SERVER = ["oidcc-server"];
const SAME: (claims: Claims) => Claims = (claims) => claims;
const other = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;

/** @param changes claims that are told otherwise, where they are told */
const userInfo = (what: string, changes: Claims, noticedBy: readonly string[]): Fault => ({
  what: `userinfo: ${what}`,
  noticedBy,
  bring: after(USER_INFO, (ctx) => {
    const claims = bodyOf(ctx);
    Object.assign(claims, Object.fromEntries(Object.entries(changes).filter(([name]) => name in claims)));
  }),
});
const USER_INFOS = ["oidcc-userinfo-get", "oidcc-userinfo-post-header", "oidcc-userinfo-post-body"];

/** Reads a form of the token endpoint for the fault, and leaves it for the OP. */
const withForm =
  (handle: (ctx: Context, form: URLSearchParams, next: () => Promise<unknown>) => Promise<unknown>) =>
  (provider: Provider) =>
    provider.use(async (ctx, next) => {
      if (ctx.path !== TOKEN) return next();
      let text = "";
      for await (const part of ctx.req) text += part;
      (ctx.req as typeof ctx.req & { body?: string }).body = text;
      await handle(ctx, new URLSearchParams(text), next);
    });

const LOGOUT_GOES_ON = [
  "oidcc-rp-initiated-logout-bad-post-logout-redirect-uri",
  "oidcc-rp-initiated-logout-modified-id-token-hint",
  "oidcc-rp-initiated-logout-no-id-token-hint",
  "oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri",
  "oidcc-rp-initiated-logout-bad-id-token-hint",
];
const LOGOUT_STAYS = [
  "oidcc-rp-initiated-logout-no-params",
  "oidcc-rp-initiated-logout-no-post-logout-redirect-uri",
  "oidcc-rp-initiated-logout-only-state",
];
const LOGOUT_RETURNS = ["oidcc-rp-initiated-logout", "oidcc-rp-initiated-logout-no-state"];

function redirectBack(ctx: Context, change: (url: URL) => void): void {
  const { post_logout_redirect_uri: uri, state } = ctx.query;
  const url = new URL(String(uri));
  if (state !== undefined) url.searchParams.set("state", String(state));
  change(url);
  ctx.redirect(url.href);
}

/** Every module must fail for one of these. */
export const faults: readonly Fault[] = [
  document("the issuer is another", { issuer: "https://localhost" }),
  document("no keys are named", { jwks_uri: undefined }),
  document("an endpoint without TLS", { token_endpoint: "http://localhost/token" }),
  document("response types are no list", { response_types_supported: "code" }),
  document("no type of subject", { subject_types_supported: undefined }),
  document("no RS256", { id_token_signing_alg_values_supported: ["ES256"] }),
  document("openid is no scope", { scopes_supported: ["email"] }),
  document("an empty list", { grant_types_supported: [] }),
  document("a flag in words", { request_parameter_supported: "false" }),
  document("client_secret_basic is not offered", { token_endpoint_auth_methods_supported: ["none"] }, [
    "oidcc-server",
    "oidcc-server-client-secret-post",
  ]),
  document("iss is another than that of ID tokens", { issuer: "https://localhost/other" }, ["oidcc-server"]),
  document("no end_session_endpoint", { end_session_endpoint: undefined }, [
    "oidcc-rp-initiated-logout-discovery-endpoint-verification",
    "oidcc-rp-initiated-logout",
  ]),
  {
    what: "discovery: the document is text",
    noticedBy: DOCUMENT,
    bring: after(DISCOVERY, (ctx) => {
      ctx.body = JSON.stringify(ctx.body);
      ctx.type = "text/plain";
    }),
  },
  {
    what: "keys: the private one",
    noticedBy: DOCUMENT,
    bring: after(KEYS, (ctx) => {
      ctx.body = { keys: [{ ...(ctx.body as { keys: object[] }).keys[0], d: "c2VjcmV0" }] };
    }),
  },
  {
    what: "keys: another one",
    noticedBy: ["oidcc-server", "oidcc-idtoken-signature"],
    bring: after(KEYS, (ctx) => {
      ctx.body = { keys: [{ ...createPublicKey(other).export({ format: "jwk" }), kid: "reference", alg: "RS256" }] };
    }),
  },

  idToken("iss of another", (claims) => ({ ...claims, iss: "https://other.example.com" }), SERVER),
  idToken("aud of another", (claims) => ({ ...claims, aud: "other" }), SERVER),
  idToken("no sub", without("sub"), SERVER),
  idToken("expired", (claims) => ({ ...claims, exp: Number(claims.iat) - 3_600 }), SERVER),
  idToken("iat in milliseconds", (claims) => ({ ...claims, iat: Number(claims.iat) * 1000 }), SERVER),
  idToken("no iat", without("iat"), SERVER),
  idToken("no nonce", without("nonce"), SERVER),
  idToken("a nonce of its own", (claims) => ({ ...claims, nonce: "own" }), [
    "oidcc-ensure-request-without-nonce-succeeds-for-code-flow",
  ]),
  idToken("a wrong at_hash", (claims) => ({ ...claims, at_hash: "AAAAAAAAAAAAAAAAAAAAAA" }), SERVER),
  idToken("auth_time as text", (claims) => ({ ...claims, auth_time: "now" }), ["oidcc-server"]),
  idToken("no auth_time", without("auth_time"), ["oidcc-max-age-1", "oidcc-max-age-10000"]),
  idToken("auth_time is now", (claims) => ({ ...claims, auth_time: Number(claims.iat) - Math.random() * 100 }), [
    "oidcc-prompt-none-logged-in",
    "oidcc-max-age-10000",
    "oidcc-id-token-hint",
  ]),
  idToken("auth_time stands still", (claims) => ({ ...claims, auth_time: 1_700_000_000 }), [
    "oidcc-prompt-login",
    "oidcc-max-age-1",
  ]),
  idToken("another sub each time", (claims) => ({ ...claims, sub: crypto.randomUUID() }), [
    "oidcc-prompt-none-logged-in",
    "oidcc-id-token-hint",
    "oidcc-refresh-token",
    ...USER_INFOS,
  ]),
  idToken("signed by somebody else", SAME, SERVER, { key: other }),
  idToken("without the key's name", SAME, ["oidcc-idtoken-signature"], { header: { alg: "RS256" } }),
  idToken("unsigned", SAME, ["oidcc-idtoken-unsigned", "oidcc-idtoken-signature", "oidcc-server"], {
    header: { alg: "none" },
    unsigned: true,
  }),

  ignored("state", SERVER),
  ignored("code_challenge", ["oidcc-ensure-request-with-valid-pkce-succeeds"]),
  ignored("prompt", ["oidcc-prompt-login", "oidcc-prompt-none-not-logged-in"]),
  ignored("max_age", ["oidcc-max-age-1"]),
  ignored("request", ["oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported"]),
  ignored("request_uri", ["oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported"]),
  refused("extra", ["oidcc-ensure-request-with-unknown-parameter-succeeds"]),
  refused("display", ["oidcc-display-page", "oidcc-display-popup"]),
  refused("ui_locales", ["oidcc-ui-locales"]),
  refused("claims_locales", ["oidcc-claims-locales"]),
  refused("acr_values", ["oidcc-ensure-request-with-acr-values-succeeds"]),
  refused("login_hint", ["oidcc-login-hint"]),
  refused("claims", ["oidcc-claims-essential"]),
  refused("id_token_hint", ["oidcc-id-token-hint"]),
  refusedRequest("a request without nonce is an error", (ctx) => !("nonce" in ctx.query), [
    "oidcc-ensure-request-without-nonce-succeeds-for-code-flow",
  ]),
  refusedRequest(
    "openid has to be the first scope",
    (ctx) => !String(ctx.query.scope ?? "openid").startsWith("openid"),
    ["oidcc-alternate-happy-flow"],
  ),
  refusedRequest("no POST", (ctx) => ctx.method === "POST", ["oidcc-ensure-post-request-succeeds"]),
  {
    what: "authorization: code is meant where no response_type is sent",
    noticedBy: ["oidcc-response-type-missing"],
    bring: before(AUTHORIZE, (ctx) => {
      ctx.query = { response_type: "code", ...ctx.query };
    }),
  },
  {
    what: "authorization: max_age asks for the password whatever it is",
    noticedBy: ["oidcc-max-age-10000"],
    bring: before(AUTHORIZE, (ctx) => {
      if ("max_age" in ctx.query) ctx.query = { ...ctx.query, prompt: "login" };
    }),
  },
  {
    what: "authorization: prompt=none is never granted",
    noticedBy: ["oidcc-prompt-none-logged-in", "oidcc-id-token-hint"],
    bring: instead(
      AUTHORIZE,
      (ctx) => ctx.query.prompt === "none",
      (ctx) => ctx.redirect(`${ctx.query.redirect_uri}?error=login_required&state=${ctx.query.state}`),
    ),
  },
  {
    what: "authorization: any redirect URI will do",
    noticedBy: ["oidcc-ensure-registered-redirect-uri", "oidcc-ensure-request-object-with-redirect-uri"],
    bring(provider) {
      provider.Client.prototype.redirectUriAllowed = () => true;
    },
  },
  {
    what: "authorization: the code is short",
    noticedBy: ["oidcc-server"],
    bring: (provider) =>
      void provider.use(async (ctx, next) => {
        await next();
        const location = ctx.response.get("location") ?? "";
        if (location.includes("code=")) ctx.redirect(location.replace(/code=[^&]*/, "code=123456"));
      }),
  },

  {
    what: "token: a code may be used again",
    noticedBy: ["oidcc-codereuse", "oidcc-codereuse-30seconds"],
    bring(provider) {
      const given = new Map<string, unknown>();
      withForm(async (ctx, form, next) => {
        const code = form.get("code") ?? "";
        if (given.has(code)) ctx.body = given.get(code);
        else await next();
        if (code !== "" && ctx.status === 200) given.set(code, ctx.body);
      })(provider);
    },
  },
  {
    what: "token: client_secret_post is refused",
    noticedBy: ["oidcc-server-client-secret-post"],
    bring: instead(
      TOKEN,
      (ctx) => ctx.get("authorization") === "",
      (ctx) => {
        ctx.status = 401;
        ctx.body = { error: "invalid_client" };
      },
    ),
  },
  {
    what: "token: a refresh token is good for whoever has it",
    noticedBy: ["oidcc-refresh-token"],
    bring(provider) {
      let last: unknown;
      withForm(async (ctx, form, next) => {
        await next();
        if (form.get("grant_type") !== "refresh_token") return;
        if (ctx.status === 200) last = ctx.body;
        else Object.assign(ctx, { status: 200, body: last });
      })(provider);
    },
  },
  {
    what: "token: answers may be stored",
    noticedBy: SERVER,
    bring: after(TOKEN, (ctx) => void ctx.set("cache-control", "max-age=60")),
  },
  {
    what: "token: another type of token",
    noticedBy: SERVER,
    bring: after(TOKEN, (ctx) => Object.assign(bodyOf(ctx), { token_type: "mac" })),
  },

  userInfo("sub of another", { sub: "other" }, USER_INFOS),
  userInfo("email_verified in words", { email_verified: "true" }, ["oidcc-scope-email", "oidcc-scope-all"]),
  userInfo("phone_number_verified in words", { phone_number_verified: "true" }, ["oidcc-scope-phone"]),
  userInfo("address as text", { address: "London" }, ["oidcc-scope-address"]),
  userInfo("updated_at as text", { updated_at: "now" }, ["oidcc-scope-profile"]),
  {
    what: "userinfo: no POST",
    noticedBy: ["oidcc-userinfo-post-header"],
    bring: instead(
      USER_INFO,
      (ctx) => ctx.method === "POST",
      (ctx) => Object.assign(ctx, { status: 405 }),
    ),
  },
  {
    what: "userinfo: a text",
    noticedBy: USER_INFOS,
    bring: after(USER_INFO, (ctx) => Object.assign(ctx, { type: "text/plain" })),
  },

  {
    what: "logout: goes on wherever it is told to, and ends nothing",
    noticedBy: [...LOGOUT_RETURNS, ...LOGOUT_GOES_ON],
    bring: instead(
      LOGOUT,
      (ctx) => "post_logout_redirect_uri" in ctx.query,
      (ctx) => redirectBack(ctx, () => {}),
    ),
  },
  {
    what: "logout: says that the user is signed out, and ends nothing",
    noticedBy: LOGOUT_STAYS,
    bring: instead(
      LOGOUT,
      (ctx) => !("post_logout_redirect_uri" in ctx.query),
      (ctx) => Object.assign(ctx, { body: "signed out" }),
    ),
  },
  {
    what: "logout: a state of its own",
    noticedBy: LOGOUT_RETURNS,
    bring: instead(
      LOGOUT,
      (ctx) => "post_logout_redirect_uri" in ctx.query,
      (ctx) => redirectBack(ctx, (url) => url.searchParams.set("state", "own")),
    ),
  },
];
