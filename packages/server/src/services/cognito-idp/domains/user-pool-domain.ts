/** Where a user pool's login pages and OAuth endpoints are. */
export interface UserPoolDomain {
  /** A prefix such as `demo`, or a whole host name such as `auth.example.com`; in small letters, unique in the whole server. */
  name: string;
  kind: "prefix" | "custom";
  poolId: string;
  /** Of the pool. */
  account: string;
  region: string;
  /** 1: classic hosted UI; 2: managed login. */
  managedLoginVersion: 1 | 2;
  /** Of a custom domain. */
  certificateArn: string | undefined;
  /** `YYYYMMDDhhmmss` of the last change, UTC. */
  version: string;
  /** Milliseconds. */
  createdAt: number;
}
