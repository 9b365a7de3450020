import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  CALLBACK,
  encodeParameters,
  LOGIN_CLIENT,
  type LoginDomain,
  openLoginDomain,
  type Parameters,
  SIGNED_OUT,
} from "../../../../test/cognito-idp/login-domain.ts";
import type { ClientInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { present } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";
import { inProcessFetch } from "../../../http/in-process.ts";

/** What a client library learns from the document. */
interface Discovery extends Record<string, unknown> {
  issuer: string;
  jwks_uri: string;
  scopes_supported: string[];
  response_types_supported: string[];
  id_token_signing_alg_values_supported: string[];
  token_endpoint_auth_methods_supported: string[];
  grant_types_supported?: string[];
  code_challenge_methods_supported?: string[];
}

const ENDPOINTS = {
  authorization_endpoint: "/oauth2/authorize",
  end_session_endpoint: "/logout",
  introspection_endpoint: "/oauth2/introspect",
  revocation_endpoint: "/oauth2/revoke",
  token_endpoint: "/oauth2/token",
  userinfo_endpoint: "/oauth2/userInfo",
};
/** Known ones, of which no server has all. */
const RESPONSE_TYPES = "code|token|none|id_token|code token|code id_token|id_token token|code id_token token".split(
  "|",
);
const GRANT_TYPES = ["authorization_code", "refresh_token", "client_credentials", "password", "implicit"];
GRANT_TYPES.push("urn:ietf:params:oauth:grant-type:device_code", "urn:ietf:params:oauth:grant-type:jwt-bearer");
const CHALLENGE = { code_challenge: "c".repeat(43), code_challenge_method: "S256" };

describe.each([
  ["cognito", { oauthPreset: "cognito" }],
  ["hardened", { oauthPreset: "hardened" }],
  ["cognito with iss", { oauthFeatures: "iss=on" }],
  ["cognito with introspection", { oauthFeatures: "introspection=on" }],
  ["cognito without the implicit flow", { oauthFeatures: "implicit=off" }],
  ["cognito with PKCE required", { oauthFeatures: "pkce=required" }],
  ["cognito with strict requests", { oauthFeatures: "strict-requests=on" }],
  ["hardened with the implicit flow", { oauthPreset: "hardened", oauthFeatures: "implicit=on,introspection=off" }],
])("discovery tells the truth: preset %s", (_, flags: Record<string, string>) => {
  let server: Poolhouse;
  let domain: LoginDomain;
  let confidential: ClientInUse;
  let discovery: Discovery;

  beforeAll(async () => {
    server = await startTestServer({ flags });
    domain = await openLoginDomain(server, {
      client: { AllowedOAuthScopes: ["openid", "email", "phone", "profile"] },
    });
    confidential = await domain.pool.addClient({ ...LOGIN_CLIENT, GenerateSecret: true });
    const response = await inProcessFetch(server.handle)(`/${domain.pool.poolId}/.well-known/openid-configuration`);
    // The shape is what these tests are about.
    discovery = (await response.json()) as Discovery;
  });
  afterAll(() => server.close());

  /** Where a good authorization request with changes leads: to the login page, or back with an answer. */
  const authorize = async (changes: Parameters = {}) => {
    const { location } = await domain.authorize({ ...CHALLENGE, ...changes });
    if (location.startsWith(`${domain.base}/login?`)) return { accepted: true, error: undefined, iss: null };
    expect(location.startsWith(CALLBACK)).toBe(true);
    const answer = new URLSearchParams(location.slice(CALLBACK.length + 1));
    const errors = [answer.get("error"), answer.get("error_description")];
    return { accepted: false, error: errors.filter(Boolean).join(" "), iss: answer.get("iss") };
  };
  const token = async (form: Parameters, headers: Record<string, string> = {}) => {
    const { status, text } = await domain.fetch("/oauth2/token", {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
      body: encodeParameters(form),
    });
    return { status, error: JSON.parse(text).error };
  };
  /** A redemption that is right in everything but its code. */
  const redemption = { grant_type: "authorization_code", code: "no-such-code", redirect_uri: CALLBACK };
  const verifier = { code_verifier: "v".repeat(43) };

  test("each endpoint that is named is there, and none that is not", async () => {
    for (const [name, path] of Object.entries(ENDPOINTS)) {
      const named = discovery[name];
      if (named !== undefined) expect(named).toBe(`http://localhost:4566${domain.base}${path}`);
      const answers = await Promise.all(["GET", "POST"].map((method) => domain.fetch(path, { method })));
      expect([name, answers.some(({ status }) => status !== 404)]).toEqual([name, named !== undefined]);
    }
  });

  test("each response type that is named leads to the login page, every other one is refused", async () => {
    for (const response_type of RESPONSE_TYPES) {
      const { accepted, error } = await authorize({ response_type });
      expect([response_type, accepted]).toEqual([
        response_type,
        discovery.response_types_supported.includes(response_type),
      ]);
      if (!accepted) expect(error).toContain("unsupported_response_type");
    }
  });

  test("each scope that is named is one that a client can have, others are refused", async () => {
    for (const scope of discovery.scopes_supported) {
      expect(await authorize({ scope: [...new Set(["openid", scope])].join(" ") })).toMatchObject({ accepted: true });
    }
    expect((await authorize({ scope: "openid offline_access" })).error).toContain("invalid_scope");
  });

  test("S256 is the one method of code challenges; where it is named a public client needs it", async () => {
    expect(discovery.code_challenge_methods_supported ?? ["S256"]).toEqual(["S256"]);
    expect(await authorize()).toMatchObject({ accepted: true });
    expect(await authorize({ code_challenge_method: "plain" })).toMatchObject({ accepted: false });
    const { accepted } = await authorize({ code_challenge: undefined, code_challenge_method: undefined });
    expect(accepted).toBe(discovery.code_challenge_methods_supported === undefined);
  });

  test("an answer names the issuer if the document says so", async () => {
    const { error, iss } = await authorize({ prompt: "none" });
    expect(error).toBe("login_required");
    expect(iss).toBe(discovery.authorization_response_iss_parameter_supported === true ? discovery.issuer : null);
  });

  test("request objects are refused if the document says so, and without effect otherwise", async () => {
    for (const name of ["request", "request_uri"]) {
      const { accepted, error } = await authorize({ [name]: "https://app.example.com/request.jwt" });
      const supported = discovery[`${name}_parameter_supported`];
      expect([undefined, false]).toContain(supported);
      expect(accepted).toBe(supported === undefined);
      if (!accepted) expect(error).toContain(`${name}_not_supported`);
    }
  });

  test("each grant that is named is one, others are unsupported", async () => {
    // Discovery, 3: what is not said is authorization_code and implicit, of which the latter is none of the token endpoint's.
    const { grant_types_supported: named } = discovery;
    for (const grant_type of GRANT_TYPES) {
      const { error } = await token({
        grant_type,
        client_id: confidential.clientId,
        client_secret: confidential.secret,
      });
      const known = GRANT_TYPES.indexOf(grant_type) < 3;
      if (named) expect([grant_type, named.includes(grant_type)]).toEqual([grant_type, known]);
      expect([grant_type, error === "unsupported_grant_type"]).toEqual([grant_type, !known]);
    }
  });

  test("each way to authenticate at the token endpoint that is named works, every other one is refused", async () => {
    const named = discovery.token_endpoint_auth_methods_supported;
    const { clientId: client_id, secret } = confidential;
    const basic = (value: string) => ({
      authorization: `Basic ${Buffer.from(`${client_id}:${value}`).toString("base64")}`,
    });
    const right = present(secret);
    const ways: Record<string, (value: string) => ReturnType<typeof token>> = {
      client_secret_basic: (value) => token({ ...redemption, client_id }, basic(value)),
      client_secret_post: (value) => token({ ...redemption, client_id, client_secret: value }),
      client_secret_jwt: () => token({ ...redemption, client_id, ...assertion() }),
      private_key_jwt: () => token({ ...redemption, client_id, ...assertion() }),
    };
    for (const [way, ask] of Object.entries(ways)) {
      // Past the client's proof it is the code that is wrong.
      expect([way, (await ask(right)).error]).toEqual([way, named.includes(way) ? "invalid_grant" : "invalid_client"]);
      expect([way, (await ask("wrong")).error]).toEqual([way, "invalid_client"]);
    }
    const ofPublic = await token({ ...redemption, ...verifier, client_id: domain.pool.main.clientId });
    expect(ofPublic.error).toBe("invalid_grant");
  });

  test("clients ask what a token is worth as the document says, where there is such an endpoint", async () => {
    const named = discovery.introspection_endpoint_auth_methods_supported;
    expect(named === undefined).toBe(discovery.introspection_endpoint === undefined);
    if (named === undefined) return;
    expect(named).toEqual(["client_secret_basic", "client_secret_post"]);
    const { clientId: client_id, secret } = confidential;
    const ask = async (form: Parameters, headers: Record<string, string> = {}) => {
      const body = encodeParameters({ token: "no.such.token", ...form });
      const type = { "content-type": "application/x-www-form-urlencoded" };
      return (await domain.fetch("/oauth2/introspect", { method: "POST", headers: { ...type, ...headers }, body }))
        .text;
    };
    const basic = `Basic ${Buffer.from(`${client_id}:${secret}`).toString("base64")}`;
    expect(await ask({}, { authorization: basic })).toBe('{"active":false}');
    expect(await ask({ client_id, client_secret: secret })).toBe('{"active":false}');
    expect(JSON.parse(await ask({ client_id: domain.pool.main.clientId }))).toEqual({ error: "invalid_client" });
  });

  test("the keys are where the document says, and sign as it says", async () => {
    const { pathname } = new URL(discovery.jwks_uri);
    const { keys } = (await (await inProcessFetch(server.handle)(pathname)).json()) as {
      keys: { kid: string; alg: string }[];
    };
    await domain.pool.addUser("ann");
    const { idToken } = await domain.pool.signIn("ann");
    const header = JSON.parse(Buffer.from(idToken.split(".")[0] ?? "", "base64url").toString());
    expect(discovery.id_token_signing_alg_values_supported).toEqual([header.alg]);
    expect(keys).toContainEqual(expect.objectContaining(header));
    const claims = JSON.parse(Buffer.from(idToken.split(".")[1] ?? "", "base64url").toString());
    expect(claims.iss).toBe(discovery.issuer);
  });

  test("the end of sessions takes a registered URL and no other", async () => {
    const { clientId } = domain.pool.main;
    const end = async (uri: string) =>
      (await domain.fetch(`/logout?${encodeParameters({ client_id: clientId, logout_uri: uri })}`)).location;
    expect(await end(SIGNED_OUT)).toBe(SIGNED_OUT);
    expect(await end("https://evil.example/")).toMatch(/^\/_auth\/d\d+\/error\?/);
    const standard = encodeParameters({ client_id: clientId, post_logout_redirect_uri: SIGNED_OUT });
    const { location } = await domain.fetch(`/logout?${standard}`);
    // With Cognito's own form only, the document's endpoint takes Cognito's parameters (documented).
    if (flags.oauthPreset === "hardened") expect(location).toBe(SIGNED_OUT);
    else expect(location).toMatch(/^\/_auth\/d\d+\/error\?error=Required\+String\+parameter/);
  });
});

function assertion() {
  return {
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: "e30.e30.x",
  };
}
