import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadModel } from "../../src/models/index.ts";
import { computeSecretHash } from "../../src/services/cognito-idp/clients/secret-hash.ts";
import { operations } from "../../src/services/cognito-idp/service.ts";
import { type ClientInUse, PASSWORD, type PoolInUse, putPoolInUse } from "../cognito-idp/pool-in-use.ts";
import { rawCall } from "../cognito-idp/raw-call.ts";
import { present } from "../cognito-idp/test-pool.ts";
import { startTestServer } from "../start-test-server.ts";

/** Somebody uses a confidential client without its secret, which a mobile application of the same pool does not have either. */
let server: Poolhouse;
let pool: PoolInUse;
let other: ClientInUse;
let clientId: string;
let secret: string;

beforeAll(async () => {
  server = await startTestServer({ flags: { attemptLimits: "off" } });
  pool = await putPoolInUse(server, {
    client: {
      GenerateSecret: true,
      ExplicitAuthFlows: [
        "ALLOW_USER_PASSWORD_AUTH",
        "ALLOW_USER_SRP_AUTH",
        "ALLOW_USER_AUTH",
        "ALLOW_ADMIN_USER_PASSWORD_AUTH",
        "ALLOW_REFRESH_TOKEN_AUTH",
      ],
    },
  });
  other = await pool.addClient({ GenerateSecret: true });
  clientId = pool.main.clientId;
  secret = present(pool.main.secret);
  await pool.addUser("alice");
});
afterAll(() => server.close());

/** One request of each operation that takes a secret hash; `hash` is left out when undefined. */
const requests: Record<string, (username: string, hash: string | undefined) => Promise<Record<string, unknown>>> = {
  SignUp: async (Username, SecretHash) => ({ ClientId: clientId, Username, SecretHash, Password: PASSWORD }),
  ConfirmSignUp: async (Username, SecretHash) => ({
    ClientId: clientId,
    Username,
    SecretHash,
    ConfirmationCode: "000000",
  }),
  ResendConfirmationCode: async (Username, SecretHash) => ({ ClientId: clientId, Username, SecretHash }),
  ForgotPassword: async (Username, SecretHash) => ({ ClientId: clientId, Username, SecretHash }),
  ConfirmForgotPassword: async (Username, SecretHash) => ({
    ClientId: clientId,
    Username,
    SecretHash,
    ConfirmationCode: "000000",
    Password: PASSWORD,
  }),
};

/** The same for the flows and challenges, where the hash is a parameter among others. */
const within = (hash: string | undefined) => (hash === undefined ? {} : { SECRET_HASH: hash });
const parameterised: Record<string, (username: string, hash: string | undefined) => [operation: string, body: object]> =
  {
    USER_PASSWORD_AUTH: (USERNAME, hash) => [
      "InitiateAuth",
      { ClientId: clientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters: { USERNAME, PASSWORD, ...within(hash) } },
    ],
    USER_SRP_AUTH: (USERNAME, hash) => [
      "InitiateAuth",
      { ClientId: clientId, AuthFlow: "USER_SRP_AUTH", AuthParameters: { USERNAME, SRP_A: "2", ...within(hash) } },
    ],
    USER_AUTH: (USERNAME, hash) => [
      "InitiateAuth",
      { ClientId: clientId, AuthFlow: "USER_AUTH", AuthParameters: { USERNAME, ...within(hash) } },
    ],
    ADMIN_USER_PASSWORD_AUTH: (USERNAME, hash) => [
      "AdminInitiateAuth",
      {
        UserPoolId: pool.poolId,
        ClientId: clientId,
        AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME, PASSWORD, ...within(hash) },
      },
    ],
    PASSWORD_VERIFIER: (USERNAME, hash) => [
      "RespondToAuthChallenge",
      {
        ClientId: clientId,
        ChallengeName: "PASSWORD_VERIFIER",
        ChallengeResponses: {
          USERNAME,
          PASSWORD_CLAIM_SECRET_BLOCK: "AAAA",
          PASSWORD_CLAIM_SIGNATURE: "AAAA",
          TIMESTAMP: "x",
          ...within(hash),
        },
      },
    ],
    NEW_PASSWORD_REQUIRED: (USERNAME, hash) => [
      "AdminRespondToAuthChallenge",
      {
        UserPoolId: pool.poolId,
        ClientId: clientId,
        ChallengeName: "NEW_PASSWORD_REQUIRED",
        Session: "x".repeat(64),
        ChallengeResponses: { USERNAME, NEW_PASSWORD: PASSWORD, ...within(hash) },
      },
    ],
  };

test("every operation with a SecretHash is attacked below", () => {
  const model = loadModel("cognito-idp");
  const taking = Object.entries(model.operations)
    .filter(([name, { input = "" }]) => {
      const shape = model.shapes[input];
      return name in operations && shape?.type === "structure" && "SecretHash" in shape.members;
    })
    .map(([name]) => name);
  expect(Object.keys(requests).toSorted()).toEqual(taking.toSorted());
});

const MISSING = () => `Client ${clientId} is configured with secret but SECRET_HASH was not received`;
const WRONG = () => `Unable to verify secret hash for client ${clientId}`;
const refusalOf = async (operation: string, body: object) => {
  const answer = await rawCall(server, operation, body);
  const { __type, message } = JSON.parse(answer.body);
  return `${__type}: ${message}`;
};

/** Hashes that are not that of this client over this name. */
const wrongHashes: Record<string, (username: string) => string> = {
  "over another name": () => computeSecretHash(secret, "mallory", clientId),
  "over no name": () => computeSecretHash(secret, "", clientId),
  "over the name in other letters": (username) => computeSecretHash(secret, username.toUpperCase(), clientId),
  "for another client": (username) => computeSecretHash(present(other.secret), username, other.clientId),
  "by another client's secret": (username) => computeSecretHash(present(other.secret), username, clientId),
  "by an empty secret": (username) => computeSecretHash("", username, clientId),
  "that is the secret itself": () => secret,
  "of another length": () => "AAAA",
};

describe.each(Object.keys(requests))("%s at a confidential client", (operation) => {
  const call = async (username: string, hash: string | undefined) =>
    refusalOf(operation, await present(requests[operation])(username, hash));

  test.each(["alice", "nobody"])("does nothing for %s without a hash", async (username) => {
    expect(await call(username, undefined)).toBe(`NotAuthorizedException: ${MISSING()}`);
  });

  test.each(Object.entries(wrongHashes))("does nothing with a hash %s", async (_, hashOf) => {
    for (const username of ["alice", "nobody"])
      expect(await call(username, hashOf(username))).toBe(`NotAuthorizedException: ${WRONG()}`);
  });
});

describe.each(Object.keys(parameterised))("%s at a confidential client", (name) => {
  const call = (username: string, hash: string | undefined) =>
    refusalOf(...present(parameterised[name])(username, hash));

  test.each(["alice", "nobody"])("tells nothing of %s without a hash", async (username) => {
    expect(await call(username, undefined)).toBe(`NotAuthorizedException: ${MISSING()}`);
  });

  test.each(Object.entries(wrongHashes))("tells nothing with a hash %s", async (_, hashOf) => {
    for (const username of ["alice", "nobody"])
      expect(await call(username, hashOf(username))).toBe(`NotAuthorizedException: ${WRONG()}`);
  });
});

test("nothing that was tried has sent a message or changed a password", async () => {
  const since = await server.mailbox.messages({ poolId: pool.poolId });
  expect(since.filter(({ code }) => code)).toHaveLength(1);
  await pool.signIn("alice");
});

test("a name that runs into the client's id gives no hash of another name", async () => {
  // SECRET_HASH is over name and client id without a border: the id has a fixed place only because the client is looked up by it.
  const hash = computeSecretHash(secret, `alice${clientId}`, clientId);
  const [operation, body] = present(parameterised.USER_PASSWORD_AUTH)("alice", hash);
  expect(await refusalOf(operation, body)).toBe(`NotAuthorizedException: ${WRONG()}`);
});
