import type { SecurityPolicyType } from "../../../models/cognito-idp/types.ts";

/** Where a user pool's login pages and OAuth endpoints are. A pool has at most one of each kind. */
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
  /** Of a custom domain; undefined for a prefix. */
  custom: CustomDomainSettings | undefined;
  /** `YYYYMMDDhhmmss` of the creation, UTC. */
  version: string;
  /** Milliseconds. */
  createdAt: number;
}

/** What a custom domain was given. TLS is the matter of whoever terminates it: these are kept and given back. */
export interface CustomDomainSettings {
  certificateArn: string;
  securityPolicy: SecurityPolicyType | undefined;
  /** `Routing.Failover` of the API. */
  failover: { secondaryRegion: string; primaryRoute53HealthCheckId: string } | undefined;
}

/** The domains of one pool. */
export interface DomainsOfPool {
  prefix: UserPoolDomain | undefined;
  custom: UserPoolDomain | undefined;
}
