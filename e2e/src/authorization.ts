import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import type { Page } from "playwright-core";
import { domainAddress, type Form, type Place } from "./place.ts";

/** What an application asks at `/oauth2/authorize`, and keeps until the answer comes. */
export interface AuthorizationRequest {
  readonly url: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string;
  /** PKCE's code_verifier (RFC 7636, 4.1). */
  readonly verifier: string;
  /** By the server's own name: a server-side application need not resolve names below `localhost`, browsers do that by themselves. */
  readonly tokenEndpoint: string;
}

export function authorizationRequest(
  place: Place,
  options: {
    clientId?: string;
    responseType?: "code" | "token";
    form?: Form;
    /** Further parameters: `lang`, `prompt`, `login_hint`. */
    parameters?: Readonly<Record<string, string>>;
  } = {},
): AuthorizationRequest {
  const { clientId = place.clientId, responseType = "code", form = "path", parameters = {} } = options;
  const state = randomBytes(12).toString("base64url");
  const verifier = randomBytes(32).toString("base64url");
  const redirectUri = place.application.callback;
  const query = new URLSearchParams({
    client_id: clientId,
    response_type: responseType,
    redirect_uri: redirectUri,
    scope: "openid email",
    state,
    ...(responseType === "code" && {
      code_challenge: createHash("sha256").update(verifier).digest("base64url"),
      code_challenge_method: "S256",
    }),
    ...parameters,
  });
  const url = `${domainAddress(place.prefix, form)}/oauth2/authorize?${query}`;
  return { url, clientId, redirectUri, state, verifier, tokenEndpoint: `${domainAddress(place.prefix)}/oauth2/token` };
}

/** Waits until the browser is at the application's callback. @returns what stands in the query or, for tokens, the fragment */
export async function arrival(page: Page, { redirectUri }: AuthorizationRequest): Promise<URLSearchParams> {
  await page.waitForURL((url) => url.href.startsWith(redirectUri));
  const { search, hash } = new URL(page.url());
  return new URLSearchParams(hash === "" ? search : hash.slice(1));
}

/** Waits for the callback and expects a code with the request's state. */
export async function arrivingCode(page: Page, request: AuthorizationRequest): Promise<string> {
  const answer = await arrival(page, request);
  assert.deepEqual([...answer.keys()].sort(), ["code", "state"]);
  assert.equal(answer.get("state"), request.state);
  return answer.get("code") ?? "";
}

/** Redeems a code as the application's server does. @returns the claims of the ID token */
export async function redeem(request: AuthorizationRequest, code: string): Promise<Record<string, unknown>> {
  const answer = await fetch(request.tokenEndpoint, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: request.clientId,
      redirect_uri: request.redirectUri,
      code,
      code_verifier: request.verifier,
    }),
  });
  const body = (await answer.json()) as Record<string, unknown>;
  assert.equal(answer.status, 200, JSON.stringify(body));
  return claimsOf(String(body.id_token));
}

/** What a token says, unverified: the suites of stock clients verify. */
export function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8")) as Record<string, unknown>;
}
