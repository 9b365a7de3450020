/**
 * A web server and a browser that know their login pages by AWS's host name only, `https://{prefix}.auth.{region}.amazoncognito.com`: signs in
 * by the login form, redeems the code, verifies the ID token, asks for the profile, signs out. Prints the user's name as JSON; proxy and
 * authority come to it by its environment.
 *
 *     node fixed-domain-client.ts '{"region":…,"poolId":…,"prefix":…,"clientId":…,"clientSecret":…,"username":…,"password":…}'
 */
import assert from "node:assert/strict";
import process from "node:process";
import { CognitoJwtVerifier } from "aws-jwt-verify";
import { CALLBACK, SIGNED_OUT } from "../login/login-place.ts";
import { arrivedAt, loginPage, newBrowser, signInThrough } from "../login/sign-in.ts";

export interface FixedDomainInput {
  readonly region: string;
  readonly poolId: string;
  readonly prefix: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly username: string;
  readonly password: string;
}

// The caller's own JSON.
const input = JSON.parse(process.argv[2] ?? "{}") as FixedDomainInput;
const { region, poolId, prefix, clientId, clientSecret, username, password } = input;
const pages = `https://${prefix}.auth.${region}.amazoncognito.com`;
const authorize = `${pages}/oauth2/authorize?${new URLSearchParams({
  response_type: "code",
  client_id: clientId,
  redirect_uri: CALLBACK,
  scope: "openid email",
})}`;

const browser = newBrowser();
const arrival = await signInThrough(browser, authorize, { username, password });
const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;
const answer = await fetch(`${pages}/oauth2/token`, {
  method: "POST",
  headers: { authorization },
  body: new URLSearchParams({
    grant_type: "authorization_code",
    code: arrival.searchParams.get("code") ?? "",
    redirect_uri: CALLBACK,
  }),
});
assert.equal(answer.status, 200);
// The verifier below judges the tokens.
const { id_token, access_token } = (await answer.json()) as { id_token: string; access_token: string };
const verifier = CognitoJwtVerifier.create({ userPoolId: poolId, tokenUse: "id", clientId });
const claims = await verifier.verify(id_token);
const info = await fetch(`${pages}/oauth2/userInfo`, { headers: { authorization: `Bearer ${access_token}` } });
assert.equal(((await info.json()) as { sub: string }).sub, claims.sub);

// The session's cookie is the host's own, and sent by TLS only: it is known there until the browser signs out.
assert.ok(arrivedAt(await browser.open(authorize)).searchParams.has("code"));
const out = `${pages}/logout?${new URLSearchParams({ client_id: clientId, logout_uri: SIGNED_OUT })}`;
assert.equal(arrivedAt(await browser.open(out)).href, SIGNED_OUT);
loginPage(await browser.open(authorize));

process.stdout.write(JSON.stringify(claims["cognito:username"]));
process.exit(0);
