import type { Trial } from "../trial.ts";
import { isJson } from "./token.ts";

export type UserInfo = Readonly<Record<string, unknown>>;

/** How the access token is presented. */
export type Presentation = "get" | "post-header" | "post-body";

/** Claims of each scope (OpenID Connect Core, 5.4). */
export const CLAIMS_OF_SCOPES: Readonly<Record<string, readonly string[]>> = {
  profile: [
    ..."name family_name given_name middle_name nickname preferred_username profile picture website gender".split(" "),
    ..."birthdate zoneinfo locale updated_at".split(" "),
  ],
  email: ["email", "email_verified"],
  address: ["address"],
  phone: ["phone_number", "phone_number_verified"],
};

const TEXTS: readonly string[] = [
  ...(CLAIMS_OF_SCOPES.profile ?? []).filter((name) => name !== "updated_at"),
  "email",
  "phone_number",
];

export function callUserInfo(trial: Trial, accessToken: string, presentation: Presentation): Promise<Response> {
  const endpoint = trial.need(trial.metadata.userinfo_endpoint, "the document names the userinfo endpoint");
  const headers = { authorization: `Bearer ${accessToken}` };
  if (presentation === "get") return fetch(endpoint, { headers });
  if (presentation === "post-header") return fetch(endpoint, { method: "POST", headers });
  return fetch(endpoint, { method: "POST", body: new URLSearchParams({ access_token: accessToken }) });
}

/** The claims, and what holds for each of them (OpenID Connect Core, 5.1 and 5.3.2). @param sub of the ID token */
export async function readUserInfo(trial: Trial, response: Response, sub: unknown): Promise<UserInfo> {
  trial.must(response.status === 200, `the userinfo endpoint answers 200, not ${response.status}`);
  trial.must(
    isJson(response.headers),
    `the userinfo endpoint answers JSON, not ${response.headers.get("content-type")}`,
  );
  const text = await response.text();
  let claims: UserInfo = {};
  try {
    claims = JSON.parse(text) as UserInfo;
  } catch {
    trial.must(false, `the userinfo endpoint answers JSON, not ${text}`);
  }
  trial.must(claims.sub === sub, `sub is that of the ID token, ${sub}, not ${claims.sub}`);
  for (const name of TEXTS) {
    const value = claims[name];
    trial.must(value === undefined || (typeof value === "string" && value !== ""), `${name} is text: ${value}`);
  }
  for (const name of ["email_verified", "phone_number_verified"]) {
    const value = claims[name];
    trial.must(value === undefined || typeof value === "boolean", `${name} is true or false: ${JSON.stringify(value)}`);
  }
  const { address, updated_at: updatedAt } = claims;
  trial.must(
    address === undefined || (typeof address === "object" && address !== null),
    `address is an object: ${address}`,
  );
  trial.must(
    updatedAt === undefined || typeof updatedAt === "number",
    `updated_at is a number: ${JSON.stringify(updatedAt)}`,
  );
  return claims;
}
