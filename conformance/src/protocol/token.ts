import type { ClientUnderTest } from "../op-under-test.ts";
import type { Trial } from "../trial.ts";

/** What the token endpoint gave. */
export interface Tokens {
  accessToken: string;
  idToken: string | undefined;
  refreshToken: string | undefined;
}

export interface TokenAnswer {
  status: number;
  headers: Headers;
  /** Undefined when it is no JSON object. */
  body: Readonly<Record<string, unknown>> | undefined;
}

/** Calls the token endpoint as a client. */
export async function callTokenEndpoint(
  trial: Trial,
  client: ClientUnderTest,
  parameters: Readonly<Record<string, string>>,
): Promise<TokenAnswer> {
  const { clientId, clientSecret, authentication } = client;
  const form = new URLSearchParams(parameters);
  const headers = new Headers({ accept: "application/json" });
  if (authentication === "client_secret_post") {
    form.set("client_id", clientId);
    form.set("client_secret", clientSecret);
  } else {
    const pair = `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`;
    headers.set("authorization", `Basic ${Buffer.from(pair).toString("base64")}`);
  }
  const endpoint = trial.need(trial.metadata.token_endpoint, "the document names the token endpoint");
  const response = await fetch(endpoint, { method: "POST", headers, body: form });
  return { status: response.status, headers: response.headers, body: readObject(await response.text()) };
}

function readObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** Redeems a code, and checks the form of the answer (RFC 6749, 5.1; OpenID Connect Core, 3.1.3.3). */
export async function redeem(
  trial: Trial,
  client: ClientUnderTest,
  code: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Tokens> {
  const answer = await callTokenEndpoint(trial, client, {
    grant_type: "authorization_code",
    code,
    redirect_uri: client.redirectUri,
    ...more,
  });
  const tokens = readTokens(trial, answer);
  trial.need(tokens.idToken, "the token endpoint gives an ID token");
  return tokens;
}

export function readTokens(trial: Trial, { status, headers, body }: TokenAnswer): Tokens {
  trial.must(status === 200, `the token endpoint answers 200, not ${status} ${JSON.stringify(body)}`);
  trial.must(isJson(headers), `the token endpoint answers JSON, not ${headers.get("content-type")}`);
  trial.must(/no-store/.test(headers.get("cache-control") ?? ""), "nobody stores tokens: Cache-Control is no-store");
  const given = trial.need(body, "the token endpoint answers with an object");
  const type = given.token_type;
  trial.must(typeof type === "string" && type.toLowerCase() === "bearer", `token_type is Bearer, not ${type}`);
  const { expires_in: lifetime } = given;
  trial.should(lifetime !== undefined, "expires_in is given (RFC 6749, 5.1)");
  trial.must(
    lifetime === undefined || (Number.isInteger(lifetime) && Number(lifetime) > 0),
    `expires_in is a number of seconds, not ${lifetime}`,
  );
  return {
    accessToken: trial.need(stringOf(given.access_token), "the token endpoint gives an access token"),
    idToken: stringOf(given.id_token),
    refreshToken: stringOf(given.refresh_token),
  };
}

/** A refusal of the token endpoint with this code (RFC 6749, 5.2). */
export function mustRefuse(trial: Trial, { status, headers, body }: TokenAnswer, error: string): void {
  trial.must(status === 400, `the token endpoint refuses with 400, not ${status}`);
  trial.must(isJson(headers), `a refusal is JSON, not ${headers.get("content-type")}`);
  trial.must(body?.error === error, `the refusal is ${error}, not ${JSON.stringify(body)}`);
  trial.must(body?.access_token === undefined, "a refusal gives no token");
}

export const isJson = (headers: Headers): boolean => /^application\/json\b/i.test(headers.get("content-type") ?? "");

const stringOf = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;
