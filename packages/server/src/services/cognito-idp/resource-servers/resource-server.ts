export interface ResourceServer {
  poolId: string;
  /** Unique in its pool; scopes are `{identifier}/{scope name}`. */
  identifier: string;
  name: string;
  scopes: { name: string; description: string }[];
}
