/**
 * A user who is signed in on the pages of a pool's domain: what the cookie `cognito` stands for. It signs in to every client of the pool
 * without a question for its time.
 */
export interface LoginSession {
  /** The SHA-256 of the cookie's value, base64url: what is stored. */
  id: string;
  poolId: string;
  sub: string;
  /** When the user signed in interactively, in seconds; single sign-on does not move it. */
  authTime: number;
  /** Milliseconds. How long it holds for a client is besides bounded by the client's own MaxValidityMinutes, counted from `authTime`. */
  createdAt: number;
  expiresAt: number;
}
