/** What an authorization code stands for. The code itself is kept as a hash only. */
export interface AuthorizationCode {
  poolId: string;
  clientId: string;
  sub: string;
  redirectUri: string;
  scopes: readonly string[];
  nonce: string | undefined;
  codeChallenge: string | undefined;
  resource: string | undefined;
  /** When the user signed in, in seconds: the `auth_time` claim. */
  authTime: number;
  /** The session on the pages that it was given in: its `id`. */
  loginSessionId: string;
  /** Milliseconds. */
  createdAt: number;
  expiresAt: number;
}
