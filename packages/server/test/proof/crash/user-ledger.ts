import type { AuthenticationResultType } from "@aws-sdk/client-cognito-identity-provider";
import { present } from "../../cognito-idp/test-pool.ts";

/** What was acknowledged about one user. */
export interface UserLedger {
  username: string;
  email: string;
  /** Undefined before sign-up and after deletion. */
  account: Account | undefined;
  /** Whether there was an account once: names are not used again. */
  spent: boolean;
  signIns: readonly SignIn[];
}

export interface Account {
  status: "UNCONFIRMED" | "CONFIRMED" | "FORCE_CHANGE_PASSWORD";
  enabled: boolean;
  /** Whether the mail address is proven, so that a code may be sent there for a new password. */
  verified: boolean;
  /** Undefined when the answer that told it was lost. */
  sub: string | undefined;
  password: string;
  nickname: string | undefined;
  groups: readonly string[];
}

/** One sign-in and its tokens. */
export interface SignIn {
  rotating: boolean;
  accessToken: string;
  /** Undefined when an exchange took effect whose answer, with the successor, was lost. */
  refreshToken: string | undefined;
  /** Refresh tokens that were replaced, newest first. */
  replaced: readonly string[];
  /** Revoked, or signed out. */
  ended: boolean;
}

export const newUser = (username: string): UserLedger => ({
  username,
  email: `${username}@example.com`,
  account: undefined,
  spent: false,
  signIns: [],
});

/** The user with some of the account changed. @throws Error when there is no account */
export function withAccount(user: UserLedger, change: Partial<Account>): UserLedger {
  return { ...user, account: { ...present(user.account), ...change } };
}

/** The user with each sign-in of `which` changed. */
export function withSignIns(
  user: UserLedger,
  change: Partial<SignIn>,
  which: (signIn: SignIn) => boolean = () => true,
): UserLedger {
  return { ...user, signIns: user.signIns.map((signIn) => (which(signIn) ? { ...signIn, ...change } : signIn)) };
}

export const deleted = (user: UserLedger): UserLedger => ({ ...user, account: undefined });

export function signInOf(result: AuthenticationResultType | undefined, rotating: boolean): SignIn {
  return {
    rotating,
    accessToken: present(result?.AccessToken),
    refreshToken: present(result?.RefreshToken),
    replaced: [],
    ended: false,
  };
}

/** The ledger after an exchange of a rotating sign-in's refresh token for `successor`. */
export function exchanged(user: UserLedger, signIn: SignIn, successor: string | undefined): UserLedger {
  const replaced = [present(signIn.refreshToken), ...signIn.replaced].slice(0, 2);
  return withSignIns(user, { refreshToken: successor, replaced }, (other) => other === signIn);
}

/** Whether the user may sign in and is in one of these states. */
export const hasStatus = ({ account }: UserLedger, ...statuses: Account["status"][]): boolean =>
  account?.enabled === true && statuses.includes(account.status);

/** The sign-ins whose tokens work. */
export const liveSignIns = (user: UserLedger): readonly SignIn[] =>
  user.account?.enabled ? user.signIns.filter(({ ended }) => !ended) : [];

export const isSignedIn = (user: UserLedger): boolean =>
  user.account?.status !== "UNCONFIRMED" && liveSignIns(user).length > 0;
