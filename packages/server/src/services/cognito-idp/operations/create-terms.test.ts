import {
  CreateTermsCommand,
  type CreateTermsCommandInput,
  DeleteUserPoolClientCommand,
  ListTermsCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { type PoolInUse, putPoolInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { createTestPool } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let pool: PoolInUse;
const Links = { "cognito:default": "https://example.com/terms", "cognito:spanish": "https://example.com/es/términos" };
const create = async (given: Partial<CreateTermsCommandInput> = {}, at = pool) => {
  const ClientId = given.ClientId ?? (await at.addClient()).clientId;
  const request = {
    UserPoolId: at.poolId,
    TermsName: "terms-of-use",
    TermsSource: "LINK" as const,
    Enforcement: "NONE" as const,
    Links,
    ...given,
    ClientId,
  };
  return (await at.sdk.send(new CreateTermsCommand(request))).Terms;
};
const tryCreate = (given: Partial<CreateTermsCommandInput>) =>
  refusedCall(create({ ClientId: pool.main.clientId, ...given }));

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server);
});
afterAll(() => server.close());

test("gives back what was given, with an id and its dates (documented)", async () => {
  const { clientId: ClientId } = await pool.addClient();
  expect(await create({ ClientId })).toEqual({
    TermsId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
    UserPoolId: pool.poolId,
    ClientId,
    TermsName: "terms-of-use",
    TermsSource: "LINK",
    Enforcement: "NONE",
    Links,
    CreationDate: expect.any(Date),
    LastModifiedDate: expect.any(Date),
  });
});

test("a client has one document of each name, also when twenty come at once: TermsExistsException (documented; text assumed)", async () => {
  const { clientId: ClientId } = await pool.addClient();
  const attempts = await Promise.allSettled(Array.from({ length: 20 }, () => create({ ClientId })));
  expect(attempts.filter(({ status }) => status === "fulfilled").length).toBe(1);
  expect(await refusedCall(create({ ClientId }))).toBe(
    `TermsExistsException: A Terms terms-of-use already exists for client ${ClientId}`,
  );
  await create({ ClientId, TermsName: "privacy-policy" });
});

test("there are twelve languages and the default (documented)", async () => {
  const languages =
    "default dutch english french spanish german bahasa-indonesia italian japanese korean portuguese-brazil chinese-simplified chinese-traditional";
  const all = Object.fromEntries(
    languages.split(" ").map((name) => [`cognito:${name}`, `https://example.com/${name}`]),
  );
  expect(Object.keys(all).length).toBe(13);
  expect((await create({ Links: all }))?.Links).toEqual(all);
});

describe("what the model does not let in: InvalidParameterException (documented)", () => {
  test.each<[string, Partial<CreateTermsCommandInput>]>([
    ["a name of another kind", { TermsName: "cookies" }],
    ["a name with more behind it", { TermsName: "terms-of-use-2" }],
    ["no link at all", { Links: {} }],
    ["a language that there is not", { Links: { "cognito:latin": "https://example.com" } }],
    ["an empty URL", { Links: { "cognito:default": "" } }],
    ["a URL with a space", { Links: { "cognito:default": "https://example.com/a b" } }],
    ["a URL with a line break", { Links: { "cognito:default": "https://example.com/\r\nx" } }],
    ["a long URL", { Links: { "cognito:default": `https://example.com/${"a".repeat(1005)}` } }],
  ])("%s", async (_what, given) => {
    expect(await tryCreate(given)).toMatch(/^InvalidParameterException: 1 validation error detected: /);
  });

  test.each(["TermsSource", "Enforcement"])("%s has one value", async (member) => {
    const request = {
      UserPoolId: pool.poolId,
      ClientId: pool.main.clientId,
      TermsName: "terms-of-use",
      TermsSource: "LINK",
      Enforcement: "NONE",
      Links,
      [member]: "OTHER",
    };
    const { body } = await rawCall(server, "CreateTerms", request);
    expect(JSON.parse(body)).toMatchObject({
      __type: "InvalidParameterException",
      message: expect.stringMatching(/enum value set/),
    });
  });
});

test("links are of the web: InvalidParameterException (assumed)", async () => {
  for (const url of [
    "javascript:alert(1)",
    "data:text/html,x",
    "//example.com",
    "/terms",
    "mailto:a@example.com",
    "https://",
  ]) {
    expect(await tryCreate({ Links: { "cognito:default": "https://example.com", "cognito:german": url } })).toBe(
      `InvalidParameterException: ${url} is not a valid URL.`,
    );
  }
  await create({ Links: { "cognito:default": "http://localhost:3000/terms" } });
});

test("terms without links: InvalidParameterException (assumed: answers require them)", async () => {
  expect(await tryCreate({ Links: undefined })).toBe("InvalidParameterException: Missing required parameter Links");
});

test("a pool has at most 40 documents: LimitExceededException (quota documented, text assumed)", async () => {
  const full = await putPoolInUse(server);
  for (let made = 0; made < 20; made += 1) {
    const { clientId: ClientId } = await full.addClient();
    await create({ ClientId }, full);
    await create({ ClientId, TermsName: "privacy-policy" }, full);
  }
  expect(await refusedCall(create({}, full))).toBe(
    "LimitExceededException: Maximum number of terms documents reached.",
  );
});

test("a client that is deleted takes its documents along", async () => {
  const other = await putPoolInUse(server);
  const { clientId: ClientId } = await other.addClient();
  await create({ ClientId }, other);
  await other.sdk.send(new DeleteUserPoolClientCommand({ UserPoolId: other.poolId, ClientId }));
  expect((await other.sdk.send(new ListTermsCommand({ UserPoolId: other.poolId }))).Terms).toEqual([]);
});

test("a client that is not the pool's is not found: ResourceNotFoundException", async () => {
  const { clientId: ClientId } = await createTestPool(server);
  expect(await tryCreate({ ClientId })).toBe("ResourceNotFoundException: User pool client does not exist.");
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException", () =>
  expectPoolBoundaries(server, "CreateTerms", pool.poolId, (caller, UserPoolId) =>
    caller.send(
      new CreateTermsCommand({
        UserPoolId,
        ClientId: pool.main.clientId,
        TermsName: "terms-of-use",
        TermsSource: "LINK",
        Enforcement: "NONE",
        Links,
      }),
    ),
  ));
