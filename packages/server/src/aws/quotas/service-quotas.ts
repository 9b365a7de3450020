import type { AwsError } from "../errors.ts";

/** Request rates that a service sets: categories of operations, as AWS's "Quotas" pages list them. */
export interface ServiceQuotas {
  /** By name, which is for logs and docs only. */
  categories: Readonly<Record<string, QuotaCategory>>;
  /** The category of each operation by the operation's name. An operation that is missing here is not limited. */
  operations: Readonly<Record<string, string>>;
  /**
   * The part of a category's rate that one address has for unsigned operations, so that no single one uses up what all share. Above
   * 0 and below 1.
   */
  shareOfOneAddress: number;
  /** What is answered to one request too many, where the operation's model declares it. */
  refusal(): AwsError;
}

export interface QuotaCategory {
  /** Requests a second; as many may come at once. */
  perSecond: number;
  /** The category that what goes beyond this one counts towards; without it that is refused. */
  beyond?: string;
}
