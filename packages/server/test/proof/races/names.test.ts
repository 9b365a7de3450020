import {
  AdminCreateUserCommand,
  AdminUpdateUserAttributesCommand,
  ConfirmSignUpCommand,
  ListUsersCommand,
  SignUpCommand,
  type SignUpCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { claimsOf, OTHER_PASSWORD, PASSWORD, type PoolInUse, putPoolInUse } from "../../cognito-idp/pool-in-use.ts";
import { present } from "../../cognito-idp/test-pool.ts";
import { atOnce, tally } from "../at-once.ts";
import { brokenRules } from "../database-rules.ts";
import { type ProofServer, proofDatabases } from "../proof-server.ts";

const email = (Value: string) => [{ Name: "email", Value }];

describe.each(proofDatabases)("one name wanted by many at once, on $name", (database) => {
  let server: ProofServer;
  beforeAll(async () => {
    server = await database.start({ flags: { attemptLimits: "off" } });
  });
  afterAll(async () => {
    const broken = await brokenRules(server.select);
    await server.close();
    expect(broken).toEqual([]);
  });

  const signUp = ({ sdk, main }: PoolInUse, request: Omit<SignUpCommandInput, "ClientId" | "Password">) =>
    sdk.send(new SignUpCommand({ ClientId: main.clientId, Password: PASSWORD, ...request }));
  const namesIn = async ({ sdk, poolId }: PoolInUse) =>
    (await sdk.send(new ListUsersCommand({ UserPoolId: poolId }))).Users?.map(({ Username }) => Username) ?? [];

  test("50 sign-ups of one user name give one user, who signs in with the password of the one that was answered", async () => {
    const pool = await putPoolInUse(server);
    const { answers, refusals } = await atOnce(50, (index) =>
      pool.sdk.send(
        new SignUpCommand({
          ClientId: pool.main.clientId,
          Username: "alice",
          Password: `Password-of-${index}`,
          UserAttributes: email(`alice${index}@example.com`),
        }),
      ),
    );
    expect(tally(refusals)).toEqual({ "UsernameExistsException: User already exists": 49 });
    const [winner] = answers;
    const index = present(winner).index;
    expect(await namesIn(pool)).toEqual(["alice"]);
    const messages = await server.mailbox.messages({ poolId: pool.poolId });
    expect(messages.map(({ to }) => to)).toEqual([`alice${index}@example.com`]);
    await pool.sdk.send(
      new ConfirmSignUpCommand({
        ClientId: pool.main.clientId,
        Username: "alice",
        ConfirmationCode: await pool.code("alice"),
      }),
    );
    await pool.signIn("alice", `Password-of-${index}`);
  });

  test("50 sign-ups of one name in several letter cases give one user where case does not count", async () => {
    const pool = await putPoolInUse(server, { pool: { UsernameConfiguration: { CaseSensitive: false } } });
    const spellings = ["Zoë", "ZOË", "zoë", "Zoe\u0308"];
    const { answers } = await atOnce(50, (index) =>
      signUp(pool, { Username: present(spellings[index % spellings.length]) }),
    );
    expect(answers).toHaveLength(1);
    expect(await namesIn(pool)).toHaveLength(1);
  });

  test("50 sign-ups with one e-mail address give one user where it is the user name", async () => {
    const pool = await putPoolInUse(server, { pool: { UsernameAttributes: ["email"] } });
    const { answers, refusals } = await atOnce(50, () =>
      signUp(pool, { Username: "bob@example.com", UserAttributes: email("bob@example.com") }),
    );
    expect(tally(refusals)).toEqual({
      "UsernameExistsException: An account with the given email already exists.": 49,
    });
    expect(await namesIn(pool)).toEqual([present(answers[0]).answer.UserSub]);
  });

  test("sign-ups and an administrator's invitations of one name give one user", async () => {
    const pool = await putPoolInUse(server);
    const { answers } = await atOnce<unknown>(50, (index) =>
      index % 2 === 0
        ? signUp(pool, { Username: "carol" })
        : pool.sdk.send(
            new AdminCreateUserCommand({ UserPoolId: pool.poolId, Username: "carol", MessageAction: "SUPPRESS" }),
          ),
    );
    expect(answers).toHaveLength(1);
    expect(await namesIn(pool)).toEqual(["carol"]);
  });

  test("of many users who confirm one e-mail address at once, one gets it as an alias", async () => {
    const pool = await putPoolInUse(server, { pool: { AliasAttributes: ["email"] } });
    const names = Array.from({ length: 20 }, (_, index) => `user${index}`);
    for (const name of names) await pool.signUp(name, { email: "shared@example.com", password: `Password-of-${name}` });
    const codes = await Promise.all(names.map((name) => pool.code(name)));
    const { answers, refusals } = await atOnce(names.length, (index) =>
      pool.sdk.send(
        new ConfirmSignUpCommand({
          ClientId: pool.main.clientId,
          Username: present(names[index]),
          ConfirmationCode: present(codes[index]),
        }),
      ),
    );
    expect(tally(refusals)).toEqual({ "AliasExistsException: An account with the email already exists.": 19 });
    const winner = present(names[present(answers[0]).index]);
    await pool.signIn("shared@example.com", `Password-of-${winner}`);
    const holders = await server.select(
      `select sub from sign_in_names where pool_id = '${pool.poolId}' and key = 'shared@example.com'`,
    );
    expect(holders).toHaveLength(1);
  });

  test("of many users whom an administrator gives one verified address at once, the last one has it and no other", async () => {
    const pool = await putPoolInUse(server, { pool: { AliasAttributes: ["email"] } });
    const names = Array.from({ length: 10 }, (_, index) => `user${index}`);
    for (const name of names) await pool.addUser(name);
    const { answers } = await atOnce(names.length, (index) =>
      pool.sdk.send(
        new AdminUpdateUserAttributesCommand({
          UserPoolId: pool.poolId,
          Username: present(names[index]),
          UserAttributes: [...email("wanted@example.com"), { Name: "email_verified", Value: "true" }],
        }),
      ),
    );
    expect(answers).toHaveLength(10);
    const { Users = [] } = await pool.sdk.send(new ListUsersCommand({ UserPoolId: pool.poolId }));
    const verified = Users.filter(({ Attributes }) =>
      Attributes?.some(({ Name, Value }) => Name === "email_verified" && Value === "true"),
    );
    expect(verified).toHaveLength(1);
    const { accessToken } = await pool.signIn("wanted@example.com");
    expect(claimsOf(accessToken).username).toBe(verified[0]?.Username);
  });

  test("a sign-up of a name and an alias of that name: one of both holds it", async () => {
    const pool = await putPoolInUse(server, { pool: { AliasAttributes: ["preferred_username"] } });
    for (let round = 0; round < 10; round++) {
      await pool.addUser(`holder${round}`);
      const { answers } = await atOnce<unknown>(2, (index) =>
        index === 0
          ? pool.signUp(`wanted${round}`, { password: OTHER_PASSWORD })
          : pool.sdk.send(
              new AdminUpdateUserAttributesCommand({
                UserPoolId: pool.poolId,
                Username: `holder${round}`,
                UserAttributes: [{ Name: "preferred_username", Value: `wanted${round}` }],
              }),
            ),
      );
      expect(answers).toHaveLength(1);
      const holders = await server.select(
        `select sub from sign_in_names where pool_id = '${pool.poolId}' and key = 'wanted${round}'`,
      );
      expect(holders).toHaveLength(1);
    }
  });
});
