import { createHmac } from "node:crypto";
import {
  type ChallengeNameType,
  InitiateAuthCommand,
  type InitiateAuthCommandOutput,
  RespondToAuthChallengeCommand,
  type RespondToAuthChallengeCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { AuthenticationHelper, bigInteger, DateHelper } from "./identity-js.ts";
import type { ClientInUse, PoolInUse } from "./pool-in-use.ts";
import { present } from "./test-pool.ts";

/** What the server sends for PASSWORD_VERIFIER. */
export type SrpParameters = Record<string, string>;

/** The client's half of SRP, by amazon-cognito-identity-js's own arithmetic. */
export function createSrpClient(poolId: string) {
  const poolName = poolId.split("_")[1] ?? "";
  const helper = new AuthenticationHelper(poolName);
  let SRP_A = "";
  helper.getLargeAValue((_, value) => {
    SRP_A = value.toString(16);
  });
  return {
    SRP_A,
    /** The answer to PASSWORD_VERIFIER. */
    answer(parameters: SrpParameters, password: string, timestamp = new DateHelper().getNowString()) {
      const { SALT = "", SECRET_BLOCK = "", SRP_B = "", USER_ID_FOR_SRP = "" } = parameters;
      let key: Uint8Array = new Uint8Array();
      const salt = bigInteger(SALT);
      const serverPublic = bigInteger(SRP_B);
      helper.getPasswordAuthenticationKey(USER_ID_FOR_SRP, password, serverPublic, salt, (_, value) => {
        key = value;
      });
      const signature = createHmac("sha256", key)
        .update(poolName)
        .update(USER_ID_FOR_SRP)
        .update(Buffer.from(SECRET_BLOCK, "base64"))
        .update(timestamp)
        .digest("base64");
      return {
        USERNAME: USER_ID_FOR_SRP,
        PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK,
        PASSWORD_CLAIM_SIGNATURE: signature,
        TIMESTAMP: timestamp,
      };
    },
  };
}

/** Begins USER_SRP_AUTH. Gives what the server sent and the client that goes on. */
export async function beginSrp(pool: PoolInUse, username: string, client: ClientInUse = pool.main) {
  const srp = createSrpClient(pool.poolId);
  const hash = client.hash(username);
  const answer = await pool.sdk.send(
    new InitiateAuthCommand({
      AuthFlow: "USER_SRP_AUTH",
      ClientId: client.clientId,
      AuthParameters: { USERNAME: username, SRP_A: srp.SRP_A, ...(hash && { SECRET_HASH: hash }) },
    }),
  );
  return { srp, answer, parameters: present(answer.ChallengeParameters) };
}

/** Answers a challenge. */
export function respond(
  pool: PoolInUse,
  ChallengeName: ChallengeNameType,
  ChallengeResponses: Record<string, string>,
  more: Partial<RespondToAuthChallengeCommandInput> = {},
): Promise<InitiateAuthCommandOutput> {
  return pool.sdk.send(
    new RespondToAuthChallengeCommand({ ClientId: pool.main.clientId, ChallengeName, ChallengeResponses, ...more }),
  );
}
