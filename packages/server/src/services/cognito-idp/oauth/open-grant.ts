import type { AppClient } from "../clients/app-client.ts";
import type { CognitoContext } from "../operation.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { CognitoUnit } from "../tables.ts";
import { newFamily } from "../tokens/new-family.ts";
import { signFamily } from "../tokens/sign-family.ts";
import type { User } from "../users/user.ts";
import { type GrantedTokens, grantedTokens } from "./granted-tokens.ts";

/** What is granted, to whom. */
export interface GrantRequest {
  pool: UserPool;
  client: AppClient;
  user: User;
  scopes: readonly string[];
  nonce: string | undefined;
  /** Becomes `aud` of the access tokens. */
  resource: string | undefined;
  /** When the user signed in, in seconds. */
  authTime: number;
  grant: "code" | "implicit";
}

export interface OpenedGrant {
  /** Names the sign-in; all its tokens share it. */
  originJti: string;
  /** Belongs to the unit that uses up what was granted. */
  insert(tx: CognitoUnit): Promise<void>;
  /**
   * After its commit. The implicit grant gives no refresh token, and no ID token comes without the scope `openid`.
   * @throws ResourceNotFoundException when the pool was deleted meanwhile
   */
  tokens(): Promise<GrantedTokens>;
}

/** A sign-in by the login pages, by code or in the fragment. The caller answers for the user being signed in there. */
export function openGrant(ctx: CognitoContext, request: GrantRequest): OpenedGrant {
  const { pool, client, user, scopes, nonce, resource, authTime, grant } = request;
  const { family, refreshToken, insert } = newFamily(ctx, {
    pool,
    client,
    user,
    eventId: ctx.requestId,
    scope: scopes.join(" "),
    audience: resource,
    grant,
    authTime,
  });
  return {
    originJti: family.originJti,
    insert,
    tokens: async () =>
      grantedTokens(await signFamily(ctx, { pool, client, user, family, refreshed: false, nonce }), refreshToken),
  };
}
