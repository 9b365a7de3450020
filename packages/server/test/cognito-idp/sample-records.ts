import { createSecretKey } from "node:crypto";
import { AwsError } from "../../src/aws/errors.ts";
import type { CreateUserPoolClientRequest, CreateUserPoolRequest } from "../../src/models/cognito-idp/types.ts";
import type { AppClient } from "../../src/services/cognito-idp/clients/app-client.ts";
import { settingsOfNewClient } from "../../src/services/cognito-idp/clients/client-settings.ts";
import {
  identityOfNewPool,
  mfaOfNewPool,
  settingsOfNewPool,
} from "../../src/services/cognito-idp/pools/pool-settings.ts";
import { buildSchema } from "../../src/services/cognito-idp/pools/schema.ts";
import type { UserPool } from "../../src/services/cognito-idp/pools/user-pool.ts";
import type { User } from "../../src/services/cognito-idp/users/user.ts";

/** The pool that CreateUserPool would make of a request; no database behind it. */
export function samplePool(request: Partial<CreateUserPoolRequest> = {}): UserPool {
  const whole: CreateUserPoolRequest = { PoolName: "sample", ...request };
  const settings = settingsOfNewPool(whole);
  return {
    id: "us-east-1_8LxAFhQ8D",
    account: "000000000000",
    region: "us-east-1",
    name: whole.PoolName,
    identity: identityOfNewPool(whole),
    settings,
    mfa: mfaOfNewPool(settings),
    schema: buildSchema(whole.Schema),
    tags: whole.UserPoolTags ?? {},
    secret: createSecretKey(Buffer.alloc(32, 7)),
    createdAt: 1_790_257_791_224,
    modifiedAt: 1_790_257_791_224,
    version: 1,
  };
}

export function sampleUser(changes: Partial<User> = {}): User {
  return {
    poolId: "us-east-1_8LxAFhQ8D",
    sub: "64684428-c021-7049-51b0-d218e66ffecd",
    username: "alice",
    status: "CONFIRMED",
    enabled: true,
    attributes: {},
    pendingAttributes: {},
    createdAt: 1_790_270_881_000,
    modifiedAt: 1_790_270_882_500,
    version: 1,
    ...changes,
  };
}

/** The client that CreateUserPoolClient would make of a request. */
export function sampleClient(
  request: Partial<CreateUserPoolClientRequest> = {},
  { pool = samplePool(), hasSecret = false, customScopes = [] as string[] } = {},
): AppClient {
  const whole: CreateUserPoolClientRequest = { UserPoolId: pool.id, ClientName: "default", ...request };
  return {
    id: "7cauc5deq23ueku0n4tmqlgidr",
    poolId: pool.id,
    name: whole.ClientName,
    settings: settingsOfNewClient(whole, {
      pool,
      hasSecret,
      customScopes: new Set(customScopes),
      identityProviders: new Set(),
    }),
    createdAt: 1_790_257_792_556,
    modifiedAt: 1_790_257_792_556,
    version: 1,
  };
}

/** What the wire carries of an answer: members that are undefined are absent, dates are left alone. */
export function onTheWire(value: unknown): unknown {
  if (value instanceof Date || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(onTheWire);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => [name, onTheWire(member)]),
  );
}

/** Type and text of the error that `run` throws, as `Type: text`; fails when it throws none, or something else. */
export function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof AwsError) return `${error.code}: ${error.text}`;
    throw error;
  }
  throw new Error("nothing was refused");
}
