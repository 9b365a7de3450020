import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { inProcessFetch } from "../../../src/http/in-process.ts";
import { loadModel } from "../../../src/models/index.ts";
import { operations } from "../../../src/services/cognito-idp/service.ts";
import { type ProofDatabase, proofDatabases } from "../proof-server.ts";
import { sampleInput } from "./sample-input.ts";
import { type Needle, secretSearch } from "./secret-search.ts";
import { type WalkPool, walkClients, walkUser } from "./sentinel-walk.ts";
import { type WatchedServer, watchServer } from "./watched-server.ts";

const model = loadModel("cognito-idp");
const every = Object.keys(operations);
const AUTHORIZATION =
  "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=00";

describe.each(proofDatabases)("requests that fail, on $name", (database: ProofDatabase) => {
  let watched: WatchedServer;
  let known: { UserPoolId: string; ClientId: string };
  let needles: Needle[];
  let answers: Buffer[];
  let count = 0;
  beforeEach(async () => {
    watched = await watchServer(database, "development", database.name === "sqlite" ? "json" : "pretty");
    const { UserPoolId, main } = await walkClients(watched);
    known = { UserPoolId, ClientId: main.ClientId };
    needles = [];
    answers = [];
  });
  afterEach(() => watched?.close());

  /** Every member is given; secrets, names and addresses by texts that nothing else contains. */
  const filled = (operation: string) =>
    sampleInput(model, operation, (place, shapeName, shape) => {
      if (shapeName === "UserPoolIdType") return known.UserPoolId;
      if (shapeName === "ClientIdType") return known.ClientId;
      if (shapeName === "ArnType") return "arn:aws:iam::000000000000:role/sample";
      if (shape.type !== "string" || shape.enum) return undefined;
      if (shapeName !== "ConfirmationCodeType" && shape.sensitive === undefined) return undefined;
      const text = `Sentinel${++count}Qzx7kw${"y".repeat(Math.max(0, (shape.min ?? 0) - 20))}${shapeName === "PasswordType" ? "!" : ""}`;
      needles.push({ name: place, text });
      return text;
    });
  const send = async (operation: string, body: string, headers: Record<string, string> = {}, path = "/") => {
    const answer = await inProcessFetch(watched.server.handle)(path, {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
        "x-amz-date": "20260101T000000Z",
        authorization: AUTHORIZATION,
        ...headers,
      },
      body,
    });
    const text = await answer.text();
    // Some of them succeed after all, and answer what they are there for.
    if (answer.status !== 200) answers.push(Buffer.from(text));
    return { status: answer.status, text };
  };
  const found = () => {
    const search = secretSearch(needles);
    return [
      ...search.find(watched.log(), "in the log"),
      ...answers.flatMap((answer) => search.find(answer, "in an answer")),
    ];
  };

  test("by what is in them (4xx) tell no secret, neither in the log nor in the answer", async () => {
    for (const operation of every) {
      const { status } = await send(operation, JSON.stringify(filled(operation)));
      expect([operation, status < 500]).toEqual([operation, true]);
    }
    expect(needles.length).toBeGreaterThan(50);
    expect(found()).toEqual([]);
  });

  test("by their form (4xx) tell no secret", async () => {
    for (const operation of every) {
      const text = JSON.stringify(filled(operation));
      const forms: [body: string, headers?: Record<string, string>, path?: string][] = [
        [text.slice(0, -1)],
        [text.replaceAll(/"(Sentinel[^"]*)"/g, '["$1"]')],
        [text.replaceAll(/"(Sentinel[^"]*)"/g, '{"$1":"$1"}')],
        [text.replaceAll(/"(Sentinel[^"]*)"/g, `"$1 ${"z".repeat(140_000)}"`)],
        [text.replaceAll(/"(Sentinel[^"]*)"/g, '"$1\\u0000\\ud800"')],
        [text, { "content-type": "text/plain" }],
        [
          new URLSearchParams({ Action: operation, Body: text }).toString(),
          { "content-type": "application/x-www-form-urlencoded" },
        ],
      ];
      for (const [body, headers] of forms) {
        const { status } = await send(operation, body, headers);
        expect([operation, body.slice(0, 40), status < 500]).toEqual([operation, body.slice(0, 40), true]);
      }
      const [secret] = needles.slice(-1);
      const misplaced = secret?.text ?? "";
      await send(operation, text, { authorization: `AWS4-HMAC-SHA256 ${misplaced}` });
      await send(operation, text, {
        authorization: `Bearer ${misplaced}`,
        cookie: misplaced,
        "x-amz-security-token": misplaced,
      });
    }
    // A broken Authorization header is answered with what was sent (recorded): only the log counts there.
    expect(secretSearch(needles).find(watched.log(), "in the log")).toEqual([]);
  });

  test("because the server fails (500) tell no secret", async () => {
    const pool = await walkClients(watched);
    await walkUser(watched, pool);
    for (const table of [
      "users",
      "sign_in_names",
      "user_passwords",
      "attempts",
      "auth_sessions",
      "token_families",
      "refresh_tokens",
    ]) {
      await watched.server.tamper(`alter table ${table} rename to ${table}_gone`);
    }
    const failed: string[] = [];
    for (const operation of every) {
      const { status } = await send(operation, JSON.stringify(validInput(operation, pool)));
      if (status === 500) failed.push(operation);
    }
    // What never looks at a user still succeeds or refuses.
    expect(failed.length).toBeGreaterThan(15);
    for (const expected of [
      "SignUp",
      "InitiateAuth",
      "RevokeToken",
      "AdminCreateUser",
      "ChangePassword",
      "AdminSetUserPassword",
    ]) {
      expect(failed).toContain(expected);
    }
    needles.push(...[...watched.recorder.secrets].map(([text, name]) => ({ name, text })));
    expect(found()).toEqual([]);
  });

  /** As `filled`, by the client's right secret, and valid where a sample would be refused before any table is read. */
  function validInput(operation: string, { UserPoolId, main: client }: WalkPool) {
    const given = filled(operation);
    // Of a user who is still there.
    const accessToken = [...watched.recorder.secrets].findLast(([, place]) =>
      place.endsWith("output.AuthenticationResult.AccessToken"),
    )?.[0];
    if (typeof given !== "object" || given === null) return given;
    const Username = "Username" in given && typeof given.Username === "string" ? given.Username : "sentinel-user";
    const right: Record<string, unknown> = {
      UserPoolId,
      ClientId: client.ClientId,
      ClientSecret: client.secret,
      SecretHash: client.hash(Username),
      AuthFlow: operation === "AdminInitiateAuth" ? "ADMIN_USER_PASSWORD_AUTH" : "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: Username, PASSWORD: `Sentinel${count}Qzx7kw!`, SECRET_HASH: client.hash(Username) },
      AccessToken: accessToken,
      Session: undefined,
      UserAttributes: [{ Name: "nickname", Value: `Sentinel${count}Qzx7kw!` }],
      MessageAction: "SUPPRESS",
      DesiredDeliveryMediums: undefined,
    };
    return Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, name in right ? right[name] : value]),
    );
  }
});
