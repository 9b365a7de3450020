import {
  AdminGetUserCommand,
  DescribeUserPoolCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inProcessFetch } from "../../../src/http/in-process.ts";
import { loadModel } from "../../../src/models/index.ts";
import { operations } from "../../../src/services/cognito-idp/service.ts";
import { callHead, sendRaw } from "../../attacks/raw-http.ts";
import { PASSWORD } from "../../cognito-idp/pool-in-use.ts";
import { present } from "../../cognito-idp/test-pool.ts";
import { proofDatabases } from "../proof-server.ts";
import { sampleInput } from "../secrets/sample-input.ts";
import { type AttackedServer, attackServer, SECRET } from "./attacked-server.ts";

describe.each(proofDatabases)("values of every kind in every member, on $name", (database) => {
  let attacked: AttackedServer;
  beforeAll(async () => {
    attacked = await attackServer(database);
  });
  afterAll(() => attacked?.close());

  const model = loadModel("cognito-idp");
  const odd = [
    null,
    0,
    -1,
    1.5,
    1e300,
    true,
    "",
    "\0",
    "\ud800",
    "\u202e",
    "x".repeat(5_000),
    [],
    {},
    [[]],
    { a: {} },
    [null],
  ];
  const send = async (operation: string, body: unknown) => {
    const answer = await inProcessFetch(attacked.server.handle)("/", {
      method: "POST",
      headers: Object.fromEntries(
        callHead(operation)
          .slice(1)
          .map((line) => line.split(/: (.*)/s).slice(0, 2)),
      ),
      body: JSON.stringify(body),
    });
    return { status: answer.status, text: await answer.text() };
  };

  test.each(Object.keys(operations))("of %s no value of any kind makes the server fail", async (operation) => {
    const sample = sampleInput(
      model,
      operation,
      (_place, shape) => ({ UserPoolIdType: attacked.pool.poolId, ClientIdType: attacked.pool.main.clientId })[shape],
    );
    for (const changed of variations(sample, odd)) {
      const { status, text } = await send(operation, changed);
      expect([status < 500, status < 500 ? "" : `${JSON.stringify(changed).slice(0, 300)} gives ${text}`]).toEqual([
        true,
        "",
      ]);
      if (status !== 200) expect(text).toMatch(/^\{"__type":"\w+"/);
    }
  });

  test("names that every object has are names like others", async () => {
    for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty", "prototype"]) {
      await attacked.pool.addUser(name, { email: `${name}@example.com` });
      expect((await attacked.pool.signIn(name)).accessToken).toBeDefined();
      const user = await attacked.pool.sdk.send(
        new AdminGetUserCommand({ UserPoolId: attacked.pool.poolId, Username: name }),
      );
      expect(user.Username).toBe(name);
      const asAttribute = { Name: name, Value: SECRET };
      const { status } = await send("AdminUpdateUserAttributes", {
        UserPoolId: attacked.pool.poolId,
        Username: "alice",
        UserAttributes: [asAttribute],
      });
      expect(status).toBe(400);
    }
    const polluting = JSON.stringify({ ClientId: attacked.pool.main.clientId, AuthFlow: "USER_PASSWORD_AUTH" }).replace(
      "}",
      `,"AuthParameters":{"__proto__":{"PASSWORD":"${PASSWORD}"},"USERNAME":"alice"},"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}`,
    );
    expect((await sendRaw(attacked.server.url, callHead("InitiateAuth"), polluting)).status).toBe(400);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  test("a tag may be called like what every object has", async () => {
    const { UserPool } = await attacked.pool.sdk.send(
      new DescribeUserPoolCommand({ UserPoolId: attacked.pool.poolId }),
    );
    const ResourceArn = present(UserPool?.Arn);
    const Tags = JSON.parse('{"__proto__":"a","constructor":"b"}');
    await attacked.pool.sdk.send(new TagResourceCommand({ ResourceArn, Tags }));
    const { Tags: kept = {} } = await attacked.pool.sdk.send(new ListTagsForResourceCommand({ ResourceArn }));
    expect(kept.constructor).toBe("b");
    const raw = await sendRaw(attacked.server.url, callHead("ListTagsForResource"), JSON.stringify({ ResourceArn }));
    expect(raw.body).toContain('"__proto__":"a"');
  });
});

/** The value with one part of it after the other replaced by one odd value, at every depth. */
function* variations(value: unknown, odd: readonly unknown[], turn = { count: 0 }): Generator<unknown> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const put = (part: unknown) => (Array.isArray(value) ? value.with(Number(key), part) : { ...value, [key]: part });
    // Three of the odd values each, another three the next time: all of them come by in an operation of some size.
    for (let index = 0; index < 3; index++) yield put(odd[turn.count++ % odd.length]);
    for (const changed of variations(inner, odd, turn)) yield put(changed);
  }
}
