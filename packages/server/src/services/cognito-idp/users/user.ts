export type UserStatus =
  | "UNCONFIRMED"
  | "CONFIRMED"
  | "FORCE_CHANGE_PASSWORD"
  | "RESET_REQUIRED"
  | "EXTERNAL_PROVIDER"
  | "ARCHIVED"
  | "COMPROMISED"
  | "UNKNOWN";

export interface User {
  poolId: string;
  /** UUID-shaped, never changes. */
  sub: string;
  /** As typed at sign-up; the sub where e-mail or phone is the user name. Also USER_ID_FOR_SRP. */
  username: string;
  status: UserStatus;
  enabled: boolean;
  /** Every attribute except `sub`, values as strings. */
  attributes: Record<string, string>;
  /** New values that wait for their code (AttributesRequireVerificationBeforeUpdate). */
  pendingAttributes: Record<string, string>;
  /** Milliseconds. */
  createdAt: number;
  modifiedAt: number;
  /** Counts up with every change; a change says which version it saw. */
  version: number;
}

/** The status in a row, which only `UserStore` writes. */
export function statusOf({ status }: { status: string }): UserStatus {
  return status as UserStatus;
}
