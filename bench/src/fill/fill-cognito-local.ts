import { randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createJsonClient, textAt } from "../client/json-client.ts";
import { startCognitoLocal } from "../server/cognito-local.ts";
import { type BenchPool, benchClient, benchPool } from "./bench-pool.ts";
import { filled } from "./population.ts";

/**
 * Fills an empty working directory of cognito-local. The pool is created by the server itself, the users are written into its file:
 * by AdminCreateUser it writes the whole file once for each of them.
 */
export async function fillCognitoLocal(folder: string, users: number): Promise<BenchPool> {
  const server = await startCognitoLocal(folder);
  const client = createJsonClient(server.port);
  const poolId = textAt(await client.call("CreateUserPool", benchPool), "UserPool.Id");
  const made = await client.call("CreateUserPoolClient", { ...benchClient, UserPoolId: poolId });
  const clientId = textAt(made, "UserPoolClient.ClientId");
  client.close();
  await server.stop();

  const file = join(folder, ".cognito", "db", `${poolId}.json`);
  const kept: object = JSON.parse(readFileSync(file, "utf8"));
  const now = new Date().toISOString();
  const all = Array.from({ length: users }, (_, index) => [
    filled.username(index),
    {
      Username: filled.username(index),
      Password: filled.password,
      Attributes: [
        { Name: "sub", Value: randomUUID() },
        { Name: "email", Value: filled.email(index) },
        { Name: "email_verified", Value: "true" },
        { Name: "given_name", Value: "Robin" },
        { Name: "family_name", Value: `Person ${index}` },
      ],
      Enabled: true,
      UserStatus: "CONFIRMED",
      UserCreateDate: now,
      UserLastModifiedDate: now,
      RefreshTokens: [],
    },
  ]);
  writeFileSync(file, JSON.stringify({ ...kept, Users: Object.fromEntries(all) }, undefined, 2));
  return { poolId, clientId };
}
