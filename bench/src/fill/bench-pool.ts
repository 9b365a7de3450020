/** What the benchmarks sign in to. */
export interface BenchPool {
  poolId: string;
  clientId: string;
}

/** CreateUserPool's input: e-mail is verified by a code. */
export const benchPool = { PoolName: "bench", AutoVerifiedAttributes: ["email" as const] };

/** CreateUserPoolClient's input: a client that hides which users there are. */
export const benchClient = {
  ClientName: "bench",
  ExplicitAuthFlows: [
    "ALLOW_USER_PASSWORD_AUTH" as const,
    "ALLOW_USER_SRP_AUTH" as const,
    "ALLOW_REFRESH_TOKEN_AUTH" as const,
  ],
  PreventUserExistenceErrors: "ENABLED" as const,
};
