import { createHmac, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import {
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  DeleteUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inProcessFetch } from "../../src/http/in-process.ts";
import { loadModel } from "../../src/models/index.ts";
import { operations } from "../../src/services/cognito-idp/service.ts";
import {
  claimsOf,
  OTHER_PASSWORD,
  PASSWORD,
  type PoolInUse,
  putPoolInUse,
  type SignedIn,
} from "../cognito-idp/pool-in-use.ts";
import { rawCall } from "../cognito-idp/raw-call.ts";
import { startTestServer } from "../start-test-server.ts";

/** What each operation with an access token is told besides; a request that would change something if it were believed. */
const requests: Record<string, object> = {
  ChangePassword: { PreviousPassword: PASSWORD, ProposedPassword: OTHER_PASSWORD },
  DeleteUser: {},
  DeleteUserAttributes: { UserAttributeNames: ["nickname"] },
  GetUser: {},
  GetUserAttributeVerificationCode: { AttributeName: "email" },
  GlobalSignOut: {},
  UpdateUserAttributes: { UserAttributes: [{ Name: "nickname", Value: "pwned" }] },
  VerifyUserAttribute: { AttributeName: "email", Code: "000000" },
};

let server: Poolhouse;
/** The victim's pool, and the attacker's, who is a user of both and an administrator of his own. */
let pool: PoolInUse;
let hostile: PoolInUse;
let victim: SignedIn;
let attacker: SignedIn;
let sub: string;

beforeAll(async () => {
  server = await startTestServer();
  [pool, hostile] = await Promise.all([putPoolInUse(server), putPoolInUse(server)]);
  sub = await pool.addUser("victim");
  await pool.addUser("mallory");
  await hostile.addUser("victim");
  victim = await pool.signIn("victim");
  attacker = await pool.signIn("mallory");
});
afterAll(async () => {
  // Nothing that was tried has changed anything.
  const after = await pool.sdk.send(new AdminGetUserCommand({ UserPoolId: pool.poolId, Username: "victim" }));
  expect(after.UserAttributes?.find(({ Name }) => Name === "nickname")).toBeUndefined();
  await pool.signIn("victim", PASSWORD);
  expect(await rawCall(server, "GetUser", { AccessToken: victim.accessToken })).toMatchObject({ status: 200 });
  await server.close();
});

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const partsOf = (token: string) => {
  const [header = "", payload = "", signature = ""] = token.split(".");
  return { header, payload, signature, head: JSON.parse(Buffer.from(header, "base64url").toString()) };
};

async function keysOf(poolId: string): Promise<{ kid: string; n: string; e: string }[]> {
  const response = await inProcessFetch(server.handle)(`/${poolId}/.well-known/jwks.json`);
  return ((await response.json()) as { keys: { kid: string; n: string; e: string }[] }).keys;
}

test("every operation that takes an access token is attacked below", () => {
  const model = loadModel("cognito-idp");
  const taking = Object.entries(model.operations)
    .filter(([name, { input = "" }]) => {
      const shape = model.shapes[input];
      return name in operations && shape?.type === "structure" && "AccessToken" in shape.members;
    })
    .map(([name]) => name);
  expect(Object.keys(requests).toSorted()).toEqual(taking.toSorted());
});

/** Tokens that nobody but their makers signed for the victim; all name the victim in the victim's pool. */
const forgeries: Record<string, () => Promise<string> | string> = {
  "alg none, without a signature": () => `${encode({ alg: "none" })}.${partsOf(victim.accessToken).payload}.`,
  "alg none, with the key id and the true signature": () => {
    const { head, payload, signature } = partsOf(victim.accessToken);
    return `${encode({ ...head, alg: "none" })}.${payload}.${signature}`;
  },
  "alg None, nOnE and the empty algorithm": () => {
    const { head, payload } = partsOf(victim.accessToken);
    return `${encode({ ...head, alg: "nOnE" })}.${payload}.AA`;
  },
  "HS256 with the published key as its secret (PEM)": async () => {
    const { head, payload } = partsOf(victim.accessToken);
    const key = (await keysOf(pool.poolId)).find(({ kid }) => kid === head.kid);
    const pem = createPublicKey({ key: { kty: "RSA", n: key?.n ?? "", e: key?.e ?? "" }, format: "jwk" }).export({
      type: "spki",
      format: "pem",
    });
    const content = `${encode({ ...head, alg: "HS256" })}.${payload}`;
    return `${content}.${createHmac("sha256", pem).update(content).digest("base64url")}`;
  },
  "HS256 with the published modulus as its secret, called RS256": async () => {
    const { header, head } = partsOf(victim.accessToken);
    const key = (await keysOf(pool.poolId)).find(({ kid }) => kid === head.kid);
    const content = `${header}.${partsOf(victim.accessToken).payload}`;
    return `${content}.${createHmac("sha256", Buffer.from(key?.n ?? "", "base64url"))
      .update(content)
      .digest("base64url")}`;
  },
  "a key of the attacker's own, carried in the header": () => ownKey((jwk) => ({ jwk })),
  "a key of the attacker's own, where the header leads": () =>
    ownKey(() => ({ jku: "https://evil.example/jwks.json", x5u: "https://evil.example/x" })),
  "a key of the attacker's own under the pool's key id": () => ownKey(() => ({})),
  "the attacker's claims with the victim's signature": () => {
    const { header, signature } = partsOf(victim.accessToken);
    return `${header}.${encode(claimsOf(attacker.accessToken))}.${signature}`;
  },
  "the attacker's token with the victim's name written over his": () => {
    const { header, signature } = partsOf(attacker.accessToken);
    return `${header}.${encode({ ...claimsOf(attacker.accessToken), sub, username: "victim" })}.${signature}`;
  },
  "the attacker's ID token, renamed": () => {
    const { header, signature } = partsOf(attacker.idToken);
    return `${header}.${encode({ ...claimsOf(attacker.accessToken), sub, username: "victim" })}.${signature}`;
  },
  "no signature": () => `${victim.accessToken.split(".").slice(0, 2).join(".")}.`,
  "a signature of one zero byte": () => `${victim.accessToken.split(".").slice(0, 2).join(".")}.AA`,
  "another kid of the same pool": () => kidOf(1),
  "a kid of another pool": async () => {
    const [, key] = await keysOf(hostile.poolId);
    const { head, payload, signature } = partsOf(victim.accessToken);
    return `${encode({ ...head, kid: key?.kid })}.${payload}.${signature}`;
  },
  "a kid that is no text": () => {
    const { head, payload, signature } = partsOf(victim.accessToken);
    return `${encode({ ...head, kid: { toString: "x" } })}.${payload}.${signature}`;
  },
  "a kid that reaches for the database or a prototype": () => {
    const { head, payload, signature } = partsOf(victim.accessToken);
    return `${encode({ ...head, kid: "__proto__' OR 1=1 --" })}.${payload}.${signature}`;
  },
  "the same token twice in one": () => `${victim.accessToken}.${partsOf(victim.accessToken).payload}.x`,
};

function ownKey(carried: (jwk: object) => object): string {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const { head, payload } = partsOf(victim.accessToken);
  const content = `${encode({ ...head, ...carried(publicKey.export({ format: "jwk" })) })}.${payload}`;
  return `${content}.${sign("sha256", Buffer.from(content), privateKey).toString("base64url")}`;
}

function kidOf(index: number): string {
  const { header, payload, signature } = partsOf(victim.accessToken);
  const other = partsOf(index === 1 ? victim.idToken : victim.accessToken);
  expect(other.header).not.toBe(header);
  return `${other.header}.${payload}.${signature}`;
}

describe.each(Object.keys(requests))("%s does not believe", (operation) => {
  const attack = (AccessToken: string) =>
    rawCall(server, operation, { ...requests[operation], AccessToken }, { signed: false });

  test.each(Object.entries(forgeries))("%s", async (_, forge) => {
    const answer = await attack(await forge());
    expect(answer.status).toBe(400);
    const { __type, message } = JSON.parse(answer.body);
    expect(__type).toMatch(/^(NotAuthorizedException|InvalidParameterException)$/);
    expect(message).toMatch(
      /^(Invalid Access Token|Could not verify signature for Access Token|1 validation error detected: .*)$/,
    );
  });

  test("an ID token, a refresh token, or a signature in the Authorization header in their place", async () => {
    for (const token of [
      victim.idToken,
      victim.refreshToken,
      `Bearer ${victim.accessToken}`,
      ` ${victim.accessToken}`,
    ]) {
      expect(JSON.parse((await attack(token)).body).__type).toMatch(/^(NotAuthorized|InvalidParameter)Exception$/);
    }
    const signed = await rawCall(
      server,
      operation,
      { ...requests[operation], AccessToken: victim.idToken },
      { signed: true },
    );
    expect(JSON.parse(signed.body)).toEqual({ __type: "NotAuthorizedException", message: "Invalid Access Token" });
  });
});

test("a token stands for the user of its own pool, not for one of the same name elsewhere", async () => {
  const { accessToken } = await hostile.signIn("victim");
  const answer = await rawCall(server, "GetUser", { AccessToken: accessToken }, { signed: false });
  expect(JSON.parse(answer.body).UserAttributes).not.toContainEqual({ Name: "sub", Value: sub });
});

test("tokens of a deleted pool are worth nothing, also once a pool of the same name exists", async () => {
  const gone = await putPoolInUse(server);
  await gone.addUser("victim");
  const { accessToken, refreshToken } = await gone.signIn("victim");
  await gone.sdk.send(new DeleteUserPoolCommand({ UserPoolId: gone.poolId }));
  await putPoolInUse(server);
  for (const [operation, request] of Object.entries(requests)) {
    const answer = await rawCall(server, operation, { ...request, AccessToken: accessToken }, { signed: false });
    expect(JSON.parse(answer.body)).toEqual({ __type: "NotAuthorizedException", message: "Invalid Access Token" });
  }
  const request = {
    ClientId: gone.main.clientId,
    AuthFlow: "REFRESH_TOKEN_AUTH",
    AuthParameters: { REFRESH_TOKEN: refreshToken },
  };
  expect(JSON.parse((await rawCall(server, "InitiateAuth", request, { signed: false })).body).__type).toBe(
    "ResourceNotFoundException",
  );
});

test("a token of a deleted user is worth nothing for whoever takes the name next", async () => {
  await pool.addUser("short-lived");
  const { accessToken, refreshToken } = await pool.signIn("short-lived");
  await pool.sdk.send(new AdminDeleteUserCommand({ UserPoolId: pool.poolId, Username: "short-lived" }));
  await pool.addUser("short-lived");
  for (const [operation, request] of Object.entries(requests)) {
    const answer = await rawCall(server, operation, { ...request, AccessToken: accessToken }, { signed: false });
    expect(JSON.parse(answer.body)).toEqual({ __type: "NotAuthorizedException", message: "Invalid access token." });
  }
  const refresh = {
    ClientId: pool.main.clientId,
    AuthFlow: "REFRESH_TOKEN_AUTH",
    AuthParameters: { REFRESH_TOKEN: refreshToken },
  };
  expect(JSON.parse((await rawCall(server, "InitiateAuth", refresh, { signed: false })).body)).toMatchObject({
    __type: "NotAuthorizedException",
  });
  await pool.signIn("short-lived");
});

test("a signature written in another way gives no second life to a token that was revoked", async () => {
  await pool.addUser("signed-out");
  const { accessToken } = await pool.signIn("signed-out");
  expect(await rawCall(server, "GlobalSignOut", { AccessToken: accessToken }, { signed: false })).toMatchObject({
    status: 200,
  });
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const last = alphabet.indexOf(accessToken.at(-1) ?? "");
  // 256 bytes leave four bits of the last character unused.
  const variants = Array.from(
    { length: 16 },
    (_, bits) => `${accessToken.slice(0, -1)}${alphabet[(last & 0b110000) | bits]}`,
  );
  for (const token of variants) {
    const { __type, message } = JSON.parse(
      (await rawCall(server, "GetUser", { AccessToken: token }, { signed: false })).body,
    );
    expect([__type, message]).toEqual([
      "NotAuthorizedException",
      expect.stringMatching(/revoked|Could not verify|Invalid/),
    ]);
  }
});
