import type { ConformanceModule } from "../conformance-module.ts";
import { discoveryUrl } from "../protocol/metadata.ts";
import { isJson } from "../protocol/token.ts";
import type { Trial } from "../trial.ts";

/** Members that name an address. */
const ENDPOINTS: readonly string[] = ["authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri"];
const RESPONSE_TYPES: readonly string[] = [
  ..."code|code id_token|id_token|token id_token|id_token token|code id_token token|code token".split("|"),
];
/** Members that are lists of text, where they are there. */
const LISTS: readonly string[] = [
  "scopes_supported",
  "response_types_supported",
  "response_modes_supported",
  "grant_types_supported",
  "subject_types_supported",
  "id_token_signing_alg_values_supported",
  "userinfo_signing_alg_values_supported",
  "request_object_signing_alg_values_supported",
  "token_endpoint_auth_methods_supported",
  "claims_supported",
  "claims_locales_supported",
  "ui_locales_supported",
  "acr_values_supported",
  "code_challenge_methods_supported",
];
const FLAGS: readonly string[] = [
  "claims_parameter_supported",
  "request_parameter_supported",
  "request_uri_parameter_supported",
  "require_request_uri_registration",
  "authorization_response_iss_parameter_supported",
];

export const discoveryEndpointVerification: ConformanceModule = {
  name: "oidcc-discovery-endpoint-verification",
  rule: "the discovery document has what OpenID Connect Discovery requires, and its keys are good",
  async run(trial) {
    const response = await fetch(discoveryUrl(trial.op));
    await response.body?.cancel();
    trial.must(isJson(response.headers), `the document is JSON, not ${response.headers.get("content-type")}`);
    const { metadata, op } = trial;
    trial.must(
      metadata.issuer === op.issuer,
      `issuer is where the document is found, ${op.issuer}, not ${metadata.issuer}`,
    );
    trial.must(isPlainHttps(metadata.issuer), `issuer is https without query or fragment: ${metadata.issuer}`);
    checkLists(trial);
    checkEndpoints(trial);
    await checkKeys(trial);
  },
};

function checkLists(trial: Trial): void {
  const { metadata } = trial;
  const listOf = (name: string): readonly unknown[] => {
    const value = metadata[name];
    return Array.isArray(value) ? value : [];
  };
  for (const name of LISTS) {
    const value = metadata[name];
    const good = value === undefined || (Array.isArray(value) && value.every((entry) => typeof entry === "string"));
    trial.must(good && !(Array.isArray(value) && value.length === 0), `${name} is a list of text, not empty`);
  }
  for (const name of FLAGS) {
    const value = metadata[name];
    trial.must(value === undefined || typeof value === "boolean", `${name} is true or false, not ${value}`);
  }
  trial.must(
    listOf("response_types_supported").some((type) => RESPONSE_TYPES.includes(String(type))),
    "response_types_supported has a type of OpenID Connect",
  );
  const subjectTypes = listOf("subject_types_supported");
  trial.must(
    subjectTypes.length > 0 && subjectTypes.every((type) => type === "public" || type === "pairwise"),
    `subject_types_supported is public, pairwise or both: ${subjectTypes}`,
  );
  trial.must(listOf("id_token_signing_alg_values_supported").includes("RS256"), "ID tokens can be signed with RS256");
  trial.must(
    metadata.scopes_supported === undefined || listOf("scopes_supported").includes("openid"),
    "scopes_supported has openid",
  );
  trial.must(
    listOf("scopes_supported").every((scope) => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(String(scope))),
    "scopes are written as RFC 6749 has them",
  );
  trial.should(metadata.scopes_supported !== undefined, "scopes_supported is given (recommended)");
  trial.should(metadata.claims_supported !== undefined, "claims_supported is given (recommended)");
}

function checkEndpoints(trial: Trial): void {
  const { metadata } = trial;
  for (const name of ENDPOINTS) trial.must(typeof metadata[name] === "string", `the document names ${name}`);
  for (const [name, value] of Object.entries(metadata)) {
    if (!/_(?:endpoint|uri)$/.test(name) || name.startsWith("op_")) continue;
    trial.must(typeof value === "string" && isHttps(value), `${name} is https: ${value}`);
  }
}

async function checkKeys(trial: Trial): Promise<void> {
  const response = await fetch(trial.need(trial.metadata.jwks_uri, "the document names the keys"));
  trial.must(response.status === 200, `the keys are answered with 200, not ${response.status}`);
  const document = (await response.json()) as { keys?: unknown };
  const keys = trial.need(Array.isArray(document.keys) ? document.keys : undefined, "the keys are a list") as Jwk[];
  trial.must(
    keys.some(({ kty, use }) => kty === "RSA" && (use === undefined || use === "sig")),
    "one of the keys verifies RS256",
  );
  trial.must(keys.length < 2 || keys.every(({ kid }) => typeof kid === "string"), "each of several keys has a kid");
  trial.must(new Set(keys.map(({ kid }) => kid)).size === keys.length, "no two keys have one kid");
  trial.must(!keys.some(isPrivate), "no key is private or symmetric");
  trial.must(keys.every(isComplete), "each RSA key has modulus and exponent in base64url");
}

type Jwk = Readonly<Record<string, unknown>>;

const isPrivate = (key: Jwk): boolean =>
  key.kty === "oct" || ["d", "p", "q", "dp", "dq", "qi", "k"].some((part) => part in key);
const isComplete = ({ kty, n, e }: Jwk): boolean =>
  kty !== "RSA" || [n, e].every((part) => typeof part === "string" && /^[\w-]+$/.test(part));
const isHttps = (text: string): boolean => URL.canParse(text) && new URL(text).protocol === "https:";
const isPlainHttps = (text: unknown): boolean => typeof text === "string" && isHttps(text) && !/[?#]/.test(text);
