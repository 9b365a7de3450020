import { readableAttributes } from "../../clients/attribute-permissions.ts";
import type { CognitoUnit } from "../../tables.ts";
import { familyStore } from "../../tokens/family-store.ts";
import { mayReadScopes } from "../../tokens/scope-attributes.ts";
import { authorizationCodeStore, type KeptAuthorizationCode } from "../authorization-code-store.ts";
import { refuse } from "../back-channel-refusal.ts";
import { answersChallenge } from "../code-verifier.ts";
import type { LoginContext } from "../endpoint.ts";
import { openGrant } from "../open-grant.ts";
import { type Grant, hasOAuthFlow } from "./grant.ts";

/** A user who may go on; whoever must set a password first may not. */
const SIGNED_IN: readonly string[] = ["CONFIRMED", "EXTERNAL_PROVIDER"];

/**
 * Redeems a code: once, by the client that it was given to, with the redirect URI and the verifier that belong to it. A second use
 * ends what the first one gave (RFC 6749, 4.1.2; whether Cognito does so is not documented). A wrong attempt does not use the code up: whoever
 * stole it without its verifier must not lock its owner out.
 */
export const authorizationCode: Grant = {
  isAllowed: (client) => hasOAuthFlow(client, "code"),

  async take(ctx, { found, parameters }) {
    const { client, pool } = found;
    const code = parameters.get("code");
    const redirectUri = parameters.get("redirect_uri");
    if (code === undefined) return refuse("invalid_request", "code is there");
    if (redirectUri === undefined) return refuse("invalid_request", "redirect_uri is there");

    const kept = await authorizationCodeStore.find(ctx.storage.db, code);
    if (kept === undefined || kept.poolId !== pool.id || kept.clientId !== client.id) {
      return refuse("invalid_grant", "the code is one of the client's");
    }
    if (kept.originJti !== undefined) {
      const { originJti } = kept;
      await ctx.storage.write((tx) => familyStore.revoke(tx, originJti, ctx.clock.now()));
      return refuse("invalid_grant", "the code is unused");
    }
    const wrong = wrongWith(kept, { redirectUri, verifier: parameters.get("code_verifier"), now: ctx.clock.now() });
    if (wrong !== undefined) return refuse("invalid_grant", wrong);
    if (!mayReadScopes(kept.scopes, readableAttributes(client, pool))) {
      return refuse("invalid_grant", "the client may read what the scopes are about");
    }
    const user = await ctx.users.find(ctx.storage.db, pool.id, kept.sub);
    if (user === undefined) return refuse("invalid_grant", "the user is there");

    const { scopes, nonce, resource, authTime } = kept;
    const grant = openGrant(ctx, { pool, client, user, scopes, nonce, resource, authTime, grant: "code" });
    const broken = await ctx.storage.write(async (tx) => {
      if (!(await isSignedIn(ctx, tx, kept))) return "the user may sign in";
      if (!(await authorizationCodeStore.redeem(tx, code, grant.originJti))) {
        await endFirstUse(ctx, tx, code);
        return "the code is unused";
      }
      await grant.insert(tx);
      return undefined;
    });
    if (broken !== undefined) return refuse("invalid_grant", broken);
    return { kind: "granted", tokens: await grant.tokens() };
  },
};

/** The rule that the request breaks; undefined when the code may be redeemed. */
function wrongWith(
  { redirectUri, codeChallenge, expiresAt }: KeptAuthorizationCode,
  given: { redirectUri: string; verifier: string | undefined; now: number },
): string | undefined {
  if (expiresAt <= given.now) return "the code has not expired";
  if (redirectUri !== given.redirectUri) return "redirect_uri is that of the authorization request";
  return answersChallenge(given.verifier, codeChallenge) ? undefined : "code_verifier answers the challenge";
}

/** As the unit sees it. */
async function isSignedIn(
  ctx: LoginContext,
  tx: CognitoUnit,
  { poolId, sub }: KeptAuthorizationCode,
): Promise<boolean> {
  const user = await ctx.users.standing(tx.db, poolId, sub);
  return user?.enabled === true && SIGNED_IN.includes(user.status);
}

/** Two came at the same time: the second ends what the first was given, as it would have a moment later. */
async function endFirstUse(ctx: LoginContext, tx: CognitoUnit, code: string): Promise<void> {
  const first = await authorizationCodeStore.find(tx.db, code);
  if (first?.originJti !== undefined) await familyStore.revoke(tx, first.originJti, ctx.clock.now());
}
