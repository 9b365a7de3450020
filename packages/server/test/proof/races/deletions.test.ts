import {
  AddUserPoolClientSecretCommand,
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminUpdateUserAttributesCommand,
  ChangePasswordCommand,
  CreateGroupCommand,
  CreateResourceServerCommand,
  CreateUserPoolClientCommand,
  DeleteGroupCommand,
  DeleteUserCommand,
  DeleteUserPoolClientCommand,
  DeleteUserPoolCommand,
  DescribeUserPoolCommand,
  ForgotPasswordCommand,
  GetSigningCertificateCommand,
  GetUserAttributeVerificationCodeCommand,
  InitiateAuthCommand,
  ResendConfirmationCodeCommand,
  SignUpCommand,
  TagResourceCommand,
  UpdateUserAttributesCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { OTHER_PASSWORD, PASSWORD, type PoolInUse, putPoolInUse } from "../../cognito-idp/pool-in-use.ts";
import { refusedCall } from "../../cognito-idp/refused-call.ts";
import { present } from "../../cognito-idp/test-pool.ts";
import { atOnce } from "../at-once.ts";
import { brokenRules } from "../database-rules.ts";
import { type ProofServer, proofDatabases } from "../proof-server.ts";
import { createQuickSrp } from "../quick-srp.ts";

/** Deletions come in the middle of so many writes, at another place each round. */
const ROUNDS = 5;

describe.each(proofDatabases)("a deletion among writes leaves nothing behind, on $name", (database) => {
  let server: ProofServer;
  beforeEach(async () => {
    server = await database.start({ flags: { attemptLimits: "sign-in=1000,resend-code=1000", logLevel: "error" } });
  });
  afterEach(() => server?.close());

  test("of a pool", async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const pool = await putPoolInUse(server, { client: { GenerateSecret: false } });
      await pool.addUser("alice");
      await pool.signUp("bob");
      const { accessToken: AccessToken } = await pool.signIn("alice");
      const { UserPool } = await pool.sdk.send(new DescribeUserPoolCommand({ UserPoolId: pool.poolId }));
      const writes = writesInto(pool, { AccessToken, arn: present(UserPool?.Arn) });
      const place = Math.floor((round * writes.length) / ROUNDS);
      const all = writes.toSpliced(place, 0, () =>
        pool.sdk.send(new DeleteUserPoolCommand({ UserPoolId: pool.poolId })),
      );
      await atOnce(all.length, async (index) => {
        // Spread over some turns of the event loop, so that some have looked at the pool and not yet written.
        for (let turns = index % 7; turns > 0; turns--) await new Promise(setImmediate);
        return all[index]?.();
      });
      const gone = refusedCall(pool.sdk.send(new DescribeUserPoolCommand({ UserPoolId: pool.poolId })));
      expect(await gone).toMatch(/^ResourceNotFoundException/);
      expect(await brokenRules(server.select)).toEqual([]);
    }
  });

  test("of a user", async () => {
    const pool = await putPoolInUse(server);
    const GroupName = "readers";
    const UserPoolId = pool.poolId;
    await pool.sdk.send(new CreateGroupCommand({ UserPoolId, GroupName }));
    for (let round = 0; round < 2 * ROUNDS; round++) {
      const Username = `user${round}`;
      await pool.addUser(Username);
      const { accessToken: AccessToken } = await pool.signIn(Username);
      const ClientId = pool.main.clientId;
      const UserAttributes = [{ Name: "nickname", Value: "x" }];
      const writes = [
        () => pool.sdk.send(new AdminAddUserToGroupCommand({ UserPoolId, Username, GroupName })),
        () => pool.signIn(Username),
        () => pool.sdk.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes })),
        () => pool.sdk.send(new AdminUpdateUserAttributesCommand({ UserPoolId, Username, UserAttributes })),
        () => pool.sdk.send(new ForgotPasswordCommand({ ClientId, Username })),
        () => pool.sdk.send(new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName: "email" })),
        () =>
          pool.sdk.send(
            new ChangePasswordCommand({ AccessToken, PreviousPassword: PASSWORD, ProposedPassword: OTHER_PASSWORD }),
          ),
      ];
      const remove = () =>
        round % 2 === 0
          ? pool.sdk.send(new AdminDeleteUserCommand({ UserPoolId, Username }))
          : pool.sdk.send(new DeleteUserCommand({ AccessToken }));
      const all: (() => Promise<unknown>)[] = writes.toSpliced(round % writes.length, 0, remove);
      await atOnce(all.length, async (index) => {
        for (let turns = (index * 3) % 8; turns > 0; turns--) await new Promise(setImmediate);
        return all[index]?.();
      });
      expect(await brokenRules(server.select)).toEqual([]);
    }
  });

  test("of a group", async () => {
    const pool = await putPoolInUse(server);
    const UserPoolId = pool.poolId;
    const names = ["a", "b", "c", "d", "e", "f"];
    for (const Username of names) await pool.signUp(Username);
    for (let round = 0; round < 2 * ROUNDS; round++) {
      const GroupName = `group${round}`;
      await pool.sdk.send(new CreateGroupCommand({ UserPoolId, GroupName }));
      await atOnce<unknown>(names.length + 1, async (index) => {
        for (let turns = (index * 5) % 6; turns > 0; turns--) await new Promise(setImmediate);
        return index === round % (names.length + 1)
          ? pool.sdk.send(new DeleteGroupCommand({ UserPoolId, GroupName }))
          : pool.sdk.send(
              new AdminAddUserToGroupCommand({
                UserPoolId,
                GroupName,
                Username: names[index % names.length],
              }),
            );
      });
      expect(await brokenRules(server.select)).toEqual([]);
    }
  });

  test("of a client", async () => {
    const pool = await putPoolInUse(server);
    const UserPoolId = pool.poolId;
    await pool.addUser("alice");
    for (let round = 0; round < 2 * ROUNDS; round++) {
      const client = await pool.addClient({ GenerateSecret: true });
      const { clientId: ClientId } = client;
      await atOnce<unknown>(6, async (index) => {
        for (let turns = (index * 3) % 5; turns > 0; turns--) await new Promise(setImmediate);
        if (index === round % 6) return pool.sdk.send(new DeleteUserPoolClientCommand({ UserPoolId, ClientId }));
        return index % 2 === 0
          ? pool.signIn("alice", PASSWORD, client)
          : pool.sdk.send(new AddUserPoolClientSecretCommand({ UserPoolId, ClientId }));
      });
      expect(await brokenRules(server.select)).toEqual([]);
    }
  });
});

/** One write of each kind into a pool with the users alice, who has signed in, and bob, who is unconfirmed. */
function writesInto(
  { sdk, poolId: UserPoolId, main }: PoolInUse,
  { AccessToken, arn }: { AccessToken: string; arn: string },
): (() => Promise<unknown>)[] {
  const ClientId = main.clientId;
  const auth = (AuthParameters: Record<string, string>, AuthFlow: "USER_PASSWORD_AUTH" | "USER_SRP_AUTH") =>
    sdk.send(new InitiateAuthCommand({ ClientId, AuthFlow, AuthParameters }));
  return [
    () => sdk.send(new SignUpCommand({ ClientId, Username: "carol", Password: PASSWORD })),
    () => sdk.send(new AdminCreateUserCommand({ UserPoolId, Username: "dave", MessageAction: "SUPPRESS" })),
    () => auth({ USERNAME: "alice", PASSWORD }, "USER_PASSWORD_AUTH"),
    () => auth({ USERNAME: "alice", PASSWORD: "Wrong-password-1" }, "USER_PASSWORD_AUTH"),
    () => auth({ USERNAME: "alice", SRP_A: createQuickSrp(UserPoolId).SRP_A }, "USER_SRP_AUTH"),
    () => sdk.send(new CreateGroupCommand({ UserPoolId, GroupName: "readers" })),
    () => sdk.send(new CreateUserPoolClientCommand({ UserPoolId, ClientName: "late", GenerateSecret: true })),
    () => sdk.send(new CreateResourceServerCommand({ UserPoolId, Identifier: "api", Name: "api" })),
    () => sdk.send(new TagResourceCommand({ ResourceArn: arn, Tags: { late: "yes" } })),
    () => sdk.send(new GetSigningCertificateCommand({ UserPoolId })),
    () => sdk.send(new AddUserPoolClientSecretCommand({ UserPoolId, ClientId })),
    () => sdk.send(new ForgotPasswordCommand({ ClientId, Username: "alice" })),
    () => sdk.send(new ResendConfirmationCodeCommand({ ClientId, Username: "bob" })),
    () =>
      sdk.send(
        new UpdateUserAttributesCommand({ AccessToken, UserAttributes: [{ Name: "email", Value: "new@example.com" }] }),
      ),
    () =>
      sdk.send(
        new ChangePasswordCommand({ AccessToken, PreviousPassword: PASSWORD, ProposedPassword: OTHER_PASSWORD }),
      ),
  ];
}
