import { routes } from "../../src/services/cognito-idp/oauth/routes.ts";
import { CALLBACK, type LoginDomain, SIGNED_OUT } from "../cognito-idp/login-domain.ts";
import fc from "../property.ts";

/** With a query of its own: what is appended must not change it. */
export const OTHER_CALLBACK = "https://app.example.com/cb?tenant=a%2Fb";

/** Would be a script, a header or another host, were it taken for more than text. */
const HOSTILE = [
  "",
  " ",
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "javascript:alert(1)",
  "\r\nset-cookie: evil=1",
  "\r\n\r\n<html>",
  "\u0000",
  "a\u0000b",
  "https://app.example.com/\u0000",
  "\ud83d\ude00日本",
  "\u202e\u200b",
  "https://evil.example/",
  "//evil.example",
  "///evil.example/%2f..",
  "/\\evil.example",
  "https:evil.example",
  "https://app.example.com@evil.example/callback",
  "https://evil.example#https://app.example.com/callback",
  `${CALLBACK}/../../evil`,
  `${CALLBACK}@evil.example`,
  `${CALLBACK}%0d%0aset-cookie:evil=1`,
  `${CALLBACK}#fragment`,
  `${CALLBACK}?`,
  "../../../etc/passwd",
  "..%2f..%2f",
  "' or 1=1 --",
  "{{7*7}}$(id)",
  "__proto__",
  "constructor",
  "null",
  "undefined",
  "-1",
  "99999999999999999999",
  "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.",
  "x".repeat(3_000),
  "日".repeat(2_000),
  "x".repeat(20_000),
];

const RAW = [
  "%",
  "%zz",
  "%f",
  "%ff%fe",
  "%c0%ae",
  "%u0041",
  "+",
  "&&",
  "=",
  ";",
  "%00",
  "%0d%0a",
  "%ed%a0%80",
  "\u00e9",
  "#",
  '"<>',
  "?",
];

const NAMES = [
  "client_id",
  "redirect_uri",
  "response_type",
  "state",
  "scope",
  "nonce",
  "code_challenge",
  "code_challenge_method",
  "prompt",
  "max_age",
  "login_hint",
  "lang",
  "identity_provider",
  "idp_identifier",
  "resource",
  "id_token_hint",
  "response_mode",
  "request",
  "logout_uri",
  "post_logout_redirect_uri",
  "confirmation",
  "grant_type",
  "code",
  "code_verifier",
  "client_secret",
  "refresh_token",
  "token",
  "username",
  "password",
  "_csrf",
  "csrf",
  "cognitoAsfData",
  "confirmation_code",
  "user_name",
  "error",
  "__proto__",
  "a[b]",
];

const GOOD: Readonly<Record<string, readonly string[]>> = {
  redirect_uri: [CALLBACK, OTHER_CALLBACK, SIGNED_OUT],
  response_type: ["code", "token"],
  state: ["xyz"],
  scope: ["openid", "openid email", "phone", "offline_access"],
  code_challenge: ["E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"],
  code_challenge_method: ["S256", "plain"],
  prompt: ["none", "login", "consent"],
  max_age: ["0", "60"],
  logout_uri: [SIGNED_OUT],
  post_logout_redirect_uri: [SIGNED_OUT],
  grant_type: ["authorization_code", "refresh_token", "client_credentials"],
  username: ["ann", "nobody"],
  password: ["wrong-Password-1"],
  _csrf: ["token"],
  csrf: ["token"],
};

export interface Generated {
  method: string;
  target: string;
  headers: Record<string, string>;
  body: string;
}

/** Requests that are good in many parts and wrong in some, at every endpoint there is. */
export function requests({ base, prefix, pool }: LoginDomain): fc.Arbitrary<Generated> {
  const good: Readonly<Record<string, readonly string[]>> = { ...GOOD, client_id: [pool.main.clientId] };
  const name = fc.constantFrom(...NAMES);
  const value = (of: string) =>
    fc.oneof(
      { arbitrary: fc.constantFrom(...(Object.hasOwn(good, of) ? (good[of] ?? []) : HOSTILE)), weight: 5 },
      { arbitrary: fc.constantFrom(...HOSTILE), weight: 3 },
      { arbitrary: fc.string({ unit: "binary", maxLength: 40 }), weight: 1 },
    );
  const pair = name.chain((of) => value(of).map((text) => `${encode(of)}=${encode(text)}`));
  const raw = fc
    .tuple(name, fc.array(fc.constantFrom(...RAW), { maxLength: 3 }))
    .map(([of, parts]) => `${of}=${parts.join("")}`);
  // The parameters of a good request, some of them left out or wrong, then others.
  const usual = fc.tuple(
    ...["client_id", "redirect_uri", "response_type", "state"].map((of) =>
      fc.option(
        fc
          .oneof({ arbitrary: fc.constantFrom(...(good[of] ?? [])), weight: 6 }, { arbitrary: value(of), weight: 1 })
          .map((text) => `${of}=${encode(text)}`),
        { freq: 12, nil: "" },
      ),
    ),
  );
  const parameters = fc
    .tuple(usual, fc.array(fc.oneof({ arbitrary: pair, weight: 4 }, { arbitrary: raw, weight: 1 }), { maxLength: 5 }))
    .map(([some, more]) => [...some, ...more].filter(Boolean).join("&"));

  const known = fc.constantFrom(...Object.keys(routes));
  const path = fc.oneof(
    { arbitrary: known, weight: 12 },
    { arbitrary: known.map((one) => one.toUpperCase()), weight: 1 },
    {
      arbitrary: fc.constantFrom(
        "/",
        "//login",
        "/login/",
        "/login/..%2f",
        "/oauth2/../login",
        "/%2e%2e/login",
        "/nosuch",
        "/login;x=1",
        "/_pages/styles/%00/000000000000.css",
        "/_pages/styles/%ff/000000000000.css",
        "/_pages/files/%ff",
        "/_pages/assets/%00",
      ),
      weight: 1,
    },
  );
  const place = fc.oneof(
    { arbitrary: fc.constant({ host: "localhost", base }), weight: 6 },
    { arbitrary: fc.constant({ host: `${prefix}.auth.localhost`, base: "" }), weight: 2 },
    {
      arbitrary: fc.constantFrom(
        { host: "evil.example", base },
        { host: "localhost", base: "/_auth/nosuch" },
        { host: `${prefix}.auth.us-east-1.amazoncognito.com`, base: "" },
      ),
      weight: 1,
    },
  );
  const headers = fc.record(
    {
      cookie: fc.constantFrom(
        "cognito=x",
        `cognito=${"a".repeat(43)}`,
        "cognito=; cognito=y",
        "XSRF-TOKEN=token; cognito=",
        "XSRF-TOKEN=token",
        "=;;=",
        "lang=<script>",
      ),
      origin: fc.constantFrom("https://evil.example", "null", "http://localhost"),
      referer: fc.constantFrom("https://evil.example/", "x"),
      authorization: fc.constantFrom(
        "Basic eDp5",
        "Basic !!!",
        "Basic",
        "Bearer x",
        "Bearer eyJhbGciOiJub25lIn0.e30.",
        "Digest x",
      ),
      "accept-language": fc.constantFrom("de", "<script>", "xx".repeat(500)),
    },
    { requiredKeys: [] },
  );
  const type = fc.constantFrom(
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=utf-16",
    "application/json",
    "multipart/form-data; boundary=x",
    "text/plain",
  );
  const method = fc.oneof(
    { arbitrary: fc.constantFrom("GET", "POST"), weight: 12 },
    { arbitrary: fc.constantFrom("HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"), weight: 1 },
  );
  return fc
    .record({ method, place, path, query: parameters, form: parameters, headers, type })
    .map(({ method: verb, place: at, path: within, query, form, headers: more, type: sent }) => ({
      method: verb,
      target: `${at.base}${within}${query === "" ? "" : `?${query}`}`,
      headers: { host: at.host, ...more, ...(verb === "POST" && { "content-type": sent }) },
      body: verb === "POST" ? form : "",
    }));
}

const encoded = new Map<string, string>();

/** Unlike encodeURIComponent it takes halves of surrogate pairs, as the three bytes of U+FFFD. Most texts come again and again. */
function encode(text: string): string {
  const known = encoded.get(text);
  if (known !== undefined) return known;
  const hex = Buffer.from(text).toString("hex");
  const result = hex.replaceAll(/../g, (byte) => {
    const character = String.fromCharCode(Number.parseInt(byte, 16));
    return /[\w.~-]/.test(character) ? character : `%${byte}`;
  });
  encoded.set(text, result);
  return result;
}
