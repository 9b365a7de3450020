import {
  AddCustomAttributesCommand,
  AddUserPoolClientSecretCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  DeleteUserPoolClientCommand,
  DeleteUserPoolClientSecretCommand,
  DeleteUserPoolCommand,
  GetSigningCertificateCommand,
  SetUserPoolMfaConfigCommand,
  UpdateUserPoolClientCommand,
  UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { present, sdkClient } from "../../../../test/cognito-idp/test-pool.ts";
import { proofDatabases } from "../../../../test/proof/proof-server.ts";

describe.each(proofDatabases)("on $name", ({ start }) => {
  test("every change to a pool or client is an event, a refused one is none, and none holds a secret", async () => {
    const server = await start();
    const client = sdkClient(server, { account: "111122223333" });
    const { UserPool } = await client.send(new CreateUserPoolCommand({ PoolName: "watched" }));
    const UserPoolId = present(UserPool?.Id);
    await client.send(new UpdateUserPoolCommand({ UserPoolId, DeletionProtection: "ACTIVE" }));
    expect(await refusedCall(client.send(new DeleteUserPoolCommand({ UserPoolId })))).toMatch(/^InvalidParameter/);
    const CustomAttributes = [{ Name: "team", AttributeDataType: "String" as const }];
    await client.send(new AddCustomAttributesCommand({ UserPoolId, CustomAttributes }));
    const SoftwareTokenMfaConfiguration = { Enabled: true };
    const mfa = { UserPoolId, MfaConfiguration: "ON" as const, SoftwareTokenMfaConfiguration };
    await client.send(new SetUserPoolMfaConfigCommand(mfa));
    await client.send(new GetSigningCertificateCommand({ UserPoolId }));
    await client.send(new GetSigningCertificateCommand({ UserPoolId }));
    const made = new CreateUserPoolClientCommand({ UserPoolId, ClientName: "watched", GenerateSecret: true });
    const { UserPoolClient } = await client.send(made);
    const ClientId = present(UserPoolClient?.ClientId);
    const own = { UserPoolId, ClientId };
    await client.send(new UpdateUserPoolClientCommand({ ...own, ClientName: "renamed" }));
    const { ClientSecretDescriptor: secret } = await client.send(new AddUserPoolClientSecretCommand(own));
    const ClientSecretId = secret?.ClientSecretId;
    await client.send(new DeleteUserPoolClientSecretCommand({ ...own, ClientSecretId }));
    await client.send(new DeleteUserPoolClientCommand(own));
    await client.send(new UpdateUserPoolCommand({ UserPoolId }));
    await client.send(new DeleteUserPoolCommand({ UserPoolId }));

    await server.close(async () => {
      const events = await server.select("select * from events order by seq");
      const clientEvents = `${UserPoolId}/${ClientId}`;
      expect(events.map(({ kind, resource }) => [kind, resource])).toEqual([
        ["cognito-idp.UserPoolCreated", UserPoolId],
        ["cognito-idp.UserPoolUpdated", UserPoolId],
        ["cognito-idp.CustomAttributesAdded", UserPoolId],
        ["cognito-idp.MfaConfigSet", UserPoolId],
        ["cognito-idp.SigningCertificateMade", UserPoolId],
        ["cognito-idp.UserPoolClientCreated", clientEvents],
        ["cognito-idp.UserPoolClientUpdated", clientEvents],
        ["cognito-idp.UserPoolClientSecretAdded", clientEvents],
        ["cognito-idp.UserPoolClientSecretDeleted", clientEvents],
        ["cognito-idp.UserPoolClientDeleted", clientEvents],
        ["cognito-idp.UserPoolUpdated", UserPoolId],
        ["cognito-idp.UserPoolDeleted", UserPoolId],
      ]);
      expect(new Set(events.map(({ account, region }) => `${account} ${region}`))).toEqual(
        new Set(["111122223333 us-east-1"]),
      );
      const text = JSON.stringify(events);
      for (const value of [UserPoolClient?.ClientSecret, secret?.ClientSecretValue]) {
        expect(text).not.toContain(present(value));
      }
    });
  });
});
