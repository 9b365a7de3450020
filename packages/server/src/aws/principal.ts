/** Who calls. */
export type Principal =
  | { type: "anonymous" }
  /** A signed request. `arn` as sts GetCallerIdentity gives it. */
  | { type: "credentials"; accessKeyId: string; arn: string }
  /** The server itself, on behalf of one of its services: `cloudformation.amazonaws.com`. */
  | { type: "service"; service: string };
