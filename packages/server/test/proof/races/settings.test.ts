import {
  AddCustomAttributesCommand,
  AddUserPoolClientSecretCommand,
  AdminUpdateUserAttributesCommand,
  CreateGroupCommand,
  DescribeUserPoolCommand,
  GetSigningCertificateCommand,
  ListGroupsCommand,
  ListTagsForResourceCommand,
  ListUserPoolClientSecretsCommand,
  TagResourceCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PoolInUse, putPoolInUse } from "../../cognito-idp/pool-in-use.ts";
import { present } from "../../cognito-idp/test-pool.ts";
import { atOnce, tally } from "../at-once.ts";
import { type ProofServer, proofDatabases } from "../proof-server.ts";

describe.each(proofDatabases)("changes at once, on $name", (database) => {
  let server: ProofServer;
  let pool: PoolInUse;
  beforeAll(async () => {
    server = await database.start();
    pool = await putPoolInUse(server);
  });
  afterAll(() => server?.close());
  const describePool = async () =>
    present((await pool.sdk.send(new DescribeUserPoolCommand({ UserPoolId: pool.poolId }))).UserPool);

  test("of one user's different attributes lose none", async () => {
    await pool.addUser("alice");
    const names = ["name", "nickname", "given_name", "family_name", "middle_name", "profile", "website", "gender"];
    const { answers } = await atOnce(names.length, (index) => {
      const UserAttributes = [{ Name: names[index], Value: `value-${index}` }];
      return pool.sdk.send(
        new AdminUpdateUserAttributesCommand({ UserPoolId: pool.poolId, Username: "alice", UserAttributes }),
      );
    });
    expect(answers).toHaveLength(names.length);
    const { accessToken } = await pool.signIn("alice");
    expect(await pool.attributes(accessToken)).toMatchObject(
      Object.fromEntries(names.map((name, index) => [name, `value-${index}`])),
    );
  });

  test("of one pool's tags lose none", async () => {
    const { Arn: ResourceArn } = await describePool();
    await atOnce(10, (index) =>
      pool.sdk.send(new TagResourceCommand({ ResourceArn, Tags: { [`tag-${index}`]: String(index) } })),
    );
    const { Tags = {} } = await pool.sdk.send(new ListTagsForResourceCommand({ ResourceArn }));
    expect(Object.keys(Tags)).toHaveLength(10);
  });

  test("of one pool's schema lose none, and add one attribute of a name", async () => {
    const { answers } = await atOnce(10, (index) =>
      pool.sdk.send(
        new AddCustomAttributesCommand({
          UserPoolId: pool.poolId,
          CustomAttributes: [{ Name: `of${Math.floor(index / 2)}`, AttributeDataType: "String" }],
        }),
      ),
    );
    expect(answers).toHaveLength(5);
    const { SchemaAttributes = [] } = await describePool();
    expect(SchemaAttributes.filter(({ Name }) => Name?.startsWith("custom:of"))).toHaveLength(5);
  });

  test("make one group of a name", async () => {
    const { refusals } = await atOnce(20, () =>
      pool.sdk.send(new CreateGroupCommand({ UserPoolId: pool.poolId, GroupName: "readers" })),
    );
    expect(tally(refusals)).toEqual({ "GroupExistsException: A group with the name already exists.": 19 });
    const { Groups } = await pool.sdk.send(new ListGroupsCommand({ UserPoolId: pool.poolId }));
    expect(Groups).toHaveLength(1);
  });

  test("give a client two secrets at most", async () => {
    const { clientId: ClientId } = await pool.addClient({ GenerateSecret: true });
    const of = { UserPoolId: pool.poolId, ClientId };
    const { answers } = await atOnce(10, () => pool.sdk.send(new AddUserPoolClientSecretCommand(of)));
    expect(answers).toHaveLength(1);
    const { ClientSecrets } = await pool.sdk.send(new ListUserPoolClientSecretsCommand(of));
    expect(ClientSecrets).toHaveLength(2);
  });

  test("make one signing certificate", async () => {
    const { answers } = await atOnce(5, () =>
      pool.sdk.send(new GetSigningCertificateCommand({ UserPoolId: pool.poolId })),
    );
    expect(new Set(answers.map(({ answer }) => answer.Certificate)).size).toBe(1);
  });
});
