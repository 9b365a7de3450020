import {
  CreateGroupCommand,
  CreateUserPoolClientCommand,
  type CreateUserPoolClientCommandInput,
  CreateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { present } from "../../cognito-idp/test-pool.ts";
import type { Connection } from "./connection.ts";

/** The pool in which the clients of a crash run make users. It stands before the first kill. */
export interface SharedPool {
  poolId: string;
  /** Exchanges refresh tokens without replacing them. */
  plainClient: string;
  /** Replaces a refresh token at each exchange, without a grace period. */
  rotatingClient: string;
  groups: readonly string[];
}

/** Its name. */
export const SHARED_POOL = "crash";

const GROUPS = ["readers", "writers", "owners"];

export async function createSharedPool({ sdk }: Connection): Promise<SharedPool> {
  const { UserPool } = await sdk.send(
    new CreateUserPoolCommand({ PoolName: SHARED_POOL, AutoVerifiedAttributes: ["email"], AliasAttributes: ["email"] }),
  );
  const poolId = present(UserPool?.Id);
  const createClient = async (settings: Partial<CreateUserPoolClientCommandInput>) => {
    const { UserPoolClient } = await sdk.send(
      new CreateUserPoolClientCommand({ UserPoolId: poolId, ClientName: "crash", ...settings }),
    );
    return present(UserPoolClient?.ClientId);
  };
  for (const GroupName of GROUPS) await sdk.send(new CreateGroupCommand({ UserPoolId: poolId, GroupName }));
  return {
    poolId,
    plainClient: await createClient({ ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"] }),
    rotatingClient: await createClient({
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
      RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 0 },
    }),
    groups: GROUPS,
  };
}
