import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  DeleteUserPoolCommand,
  DeleteUserPoolDomainCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { encodeParameters, type LoginDomain, openLoginDomain, SIGNED_OUT } from "../../cognito-idp/login-domain.ts";
import { signInOnPages } from "../../cognito-idp/page-sign-in.ts";
import { atOnce } from "../at-once.ts";
import { brokenRules } from "../database-rules.ts";
import { type ProofServer, proofDatabases } from "../proof-server.ts";

/** What ends a session on the pages comes in the middle of so many requests that use it, at another place each round. */
const REQUESTS = 24;
const ROUNDS = 4;

const GRANTED = /^https:\/\/app\.example\.com\/callback[?#](?:code|id_token)=/;

const endings: readonly [what: string, end: (domain: LoginDomain, cookie: string) => Promise<unknown>][] = [
  [
    "a sign-out",
    ({ pool, fetch }, cookie) =>
      fetch(`/logout?${encodeParameters({ client_id: pool.main.clientId, logout_uri: SIGNED_OUT })}`, {
        headers: { cookie },
      }),
  ],
  [
    "the user's disabling",
    ({ pool }) => pool.sdk.send(new AdminDisableUserCommand({ UserPoolId: pool.poolId, Username: "ann" })),
  ],
  [
    "the user's deletion",
    ({ pool }) => pool.sdk.send(new AdminDeleteUserCommand({ UserPoolId: pool.poolId, Username: "ann" })),
  ],
  [
    "the pool's deletion",
    async ({ pool, prefix }) => {
      await pool.sdk.send(new DeleteUserPoolDomainCommand({ UserPoolId: pool.poolId, Domain: prefix }));
      await pool.sdk.send(new DeleteUserPoolCommand({ UserPoolId: pool.poolId }));
    },
  ],
];

describe.each(proofDatabases)("a session that ends among requests, on $name", (database) => {
  let server: ProofServer;
  beforeEach(async () => {
    server = await database.start({ flags: { attemptLimits: "off", logLevel: "error" } });
  });
  afterEach(() => server?.close());

  test.each(endings)(
    "by %s: nothing fails, nothing is left behind, nothing is granted afterwards",
    async (_what, end) => {
      for (let round = 0; round < ROUNDS; round++) {
        const domain = await openLoginDomain(server);
        await domain.pool.addUser("ann");
        const { cookie } = await signInOnPages(domain, "ann");
        const use = (index: number) =>
          domain.authorize({ response_type: index % 2 === 0 ? "code" : "token" }, { headers: { cookie } });
        const place = Math.floor((round * REQUESTS) / ROUNDS);
        const { answers } = await atOnce(REQUESTS, async (index) => {
          for (let turns = index % 5; turns > 0; turns--) await new Promise(setImmediate);
          if (index !== place) return use(index);
          await end(domain, cookie);
          return undefined;
        });
        expect(answers.filter(({ answer }) => answer !== undefined && answer.status >= 500)).toEqual([]);
        expect((await use(0)).location).not.toMatch(GRANTED);
        expect((await use(1)).location).not.toMatch(GRANTED);
        expect(await brokenRules(server.select)).toEqual([]);
      }
    },
  );
});
