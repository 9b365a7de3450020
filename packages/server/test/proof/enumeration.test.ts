import { randomUUID } from "node:crypto";
import type { CreateUserPoolCommandInput } from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callHead, sendRaw } from "../attacks/raw-http.ts";
import { OTHER_PASSWORD, PASSWORD, type PoolInUse, putPoolInUse } from "../cognito-idp/pool-in-use.ts";
import { type ProofServer, proofDatabases } from "./proof-server.ts";
import { createQuickSrp } from "./quick-srp.ts";

/**
 * Over a socket, answer by answer, and in the database, row by row: what can be measured about a name that exists and one that does not,
 * at a client with PreventUserExistenceErrors ENABLED. Which states a user may be in, and what a longer conversation tells, is proven
 * among the attacks.
 */
const pools: [string, Partial<CreateUserPoolCommandInput>, (name: string) => string][] = [
  ["plain names", {}, (name) => name],
  ["an e-mail alias", { AliasAttributes: ["email"] }, (name) => `${name}@example.com`],
  ["e-mail addresses as names", { UsernameAttributes: ["email"] }, (name) => `${name}@example.com`],
];

const TABLES = [
  "users",
  "user_passwords",
  "sign_in_names",
  "codes",
  "attempts",
  "auth_sessions",
  "token_families",
  "messages",
  "events",
];

/** An answer as it came, without what no two calls share. */
interface Told {
  head: string[];
  body: unknown;
  /** Rows that the call added, by table. */
  written: Record<string, number>;
}

describe.each(proofDatabases)("on $name", (database) => {
  let server: ProofServer;
  beforeAll(async () => {
    server = await database.start({ listen: true });
  });
  afterAll(() => server?.close());

  describe.each(pools)(
    "in a pool of %s the answers for a user and for nobody are alike, and what is written",
    (_, made, typed) => {
      let pool: PoolInUse;
      let count = 0;
      beforeAll(async () => {
        pool = await putPoolInUse(server, {
          pool: made,
          client: {
            ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_USER_AUTH"],
            PreventUserExistenceErrors: "ENABLED",
          },
        });
      });

      /** Two names of one length, of which the first is a confirmed user's. */
      const twoNames = async (): Promise<[known: string, unknown: string]> => {
        const number = String(++count).padStart(3, "0");
        const name = `member${number}`;
        const address = `${name}@example.com`;
        // Applications whose users sign in by an alias give them UUIDs as names. SRP cannot hide another name: the client computes with it.
        const username = made.UsernameAttributes ? address : made.AliasAttributes ? randomUUID() : name;
        await pool.addUser(username, { email: address });
        return [typed(name), typed(`nobody${number}`)];
      };

      const rows = async (): Promise<Record<string, number>> => {
        const counted = TABLES.map((table) => `select '${table}' as name, count(*) as count from ${table}`);
        const all = await server.select(counted.join(" union all "));
        return Object.fromEntries(all.map(({ name, count: of }) => [String(name), Number(of)]));
      };

      const ask = async (
        operation: string,
        request: object,
        name: string,
      ): Promise<Told & { raw: Record<string, unknown> }> => {
        const before = await rows();
        const answer = await sendRaw(
          server.url,
          callHead(operation),
          JSON.stringify({ ClientId: pool.main.clientId, ...request }),
        );
        const after = await rows();
        expect(answer.headers["content-length"]).toBe(String(Buffer.byteLength(answer.body)));
        const raw: Record<string, unknown> = JSON.parse(answer.body);
        const head = Object.entries(answer.headers).map(([header, value]) =>
          ["date", "x-amzn-requestid", "content-length"].includes(header) ? header : `${header}: ${value}`,
        );
        return {
          raw,
          head: [String(answer.status), ...head],
          body: likeness(raw, name),
          written: Object.fromEntries(TABLES.map((table) => [table, (after[table] ?? 0) - (before[table] ?? 0)])),
        };
      };

      const conversations: Record<string, (name: string) => Promise<Told[]>> = {
        "sign-in by password": async (name) => [
          await ask(
            "InitiateAuth",
            { AuthFlow: "USER_PASSWORD_AUTH", AuthParameters: { USERNAME: name, PASSWORD: OTHER_PASSWORD } },
            name,
          ),
        ],
        "sign-in by SRP, both steps": async (name) => {
          const srp = createQuickSrp(pool.poolId);
          const begun = await ask(
            "InitiateAuth",
            { AuthFlow: "USER_SRP_AUTH", AuthParameters: { USERNAME: name, SRP_A: srp.SRP_A } },
            name,
          );
          const parameters = Object.fromEntries(
            Object.entries(begun.raw.ChallengeParameters ?? {}).map(([key, value]) => [key, String(value)]),
          );
          const ChallengeResponses = srp.answer(parameters, OTHER_PASSWORD);
          return [
            begun,
            await ask("RespondToAuthChallenge", { ChallengeName: "PASSWORD_VERIFIER", ChallengeResponses }, name),
          ];
        },
        "sign-in by choice": async (name) => {
          const begun = await ask("InitiateAuth", { AuthFlow: "USER_AUTH", AuthParameters: { USERNAME: name } }, name);
          const answer = { ChallengeName: "SELECT_CHALLENGE", Session: begun.raw.Session };
          const ChallengeResponses = { USERNAME: name, ANSWER: "PASSWORD", PASSWORD: OTHER_PASSWORD };
          return [begun, await ask("RespondToAuthChallenge", { ...answer, ChallengeResponses }, name)];
        },
        ForgotPassword: async (name) => [await ask("ForgotPassword", { Username: name }, name)],
        "ConfirmForgotPassword, before and after a code was asked for": async (name) => {
          const confirm = () =>
            ask("ConfirmForgotPassword", { Username: name, ConfirmationCode: "12345x", Password: PASSWORD }, name);
          return [await confirm(), await ask("ForgotPassword", { Username: name }, name), await confirm()];
        },
        ResendConfirmationCode: async (name) => [await ask("ResendConfirmationCode", { Username: name }, name)],
        ConfirmSignUp: async (name) => [
          await ask("ConfirmSignUp", { Username: name, ConfirmationCode: "12345x" }, name),
        ],
      };

      test.each(Object.entries(conversations))("%s", async (_name, converse) => {
        const [known, unknown] = await twoNames();
        const told = (await converse(known)).map(({ head, body, written }) => ({ head, body, written }));
        const alike = (await converse(unknown)).map(({ head, body, written }) => ({ head, body, written }));
        expect(told).toEqual(alike);
      });
    },
  );
});

/** A body without the name, with the lengths of what is drawn or derived for each name. */
function likeness(body: unknown, name: string): unknown {
  if (typeof body === "string") {
    if (body === name) return "NAME";
    if (/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(body)) return `a UUID of version ${body[14]}`;
    // Hexadecimal of a number below the prime: as long as it happens to be.
    if (/^[0-9a-f]{700,768}$/.test(body)) return "SRP_B";
    if (/^[a-z0-9]\*\*\*@[a-z0-9]\*\*\*$/.test(body)) return "MASKED";
    return body.length > 20 && /^[\w+/=-]+$/.test(body) ? body.length : body;
  }
  if (Array.isArray(body)) return body.map((inner) => likeness(inner, name));
  if (typeof body !== "object" || body === null) return body;
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, likeness(value, name)]));
}
