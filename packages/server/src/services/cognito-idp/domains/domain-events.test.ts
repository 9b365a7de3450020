import {
  CreateUserPoolDomainCommand,
  DeleteUserPoolDomainCommand,
  UpdateUserPoolDomainCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { newDomainName } from "../../../../test/cognito-idp/domain-names.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { createTestPool, sdkClient } from "../../../../test/cognito-idp/test-pool.ts";
import { proofDatabases } from "../../../../test/proof/proof-server.ts";

describe.each(proofDatabases)("on $name", ({ start }) => {
  test("every change to a domain is an event, a refused one is none", async () => {
    const server = await start();
    const client = sdkClient(server, { account: "111122223333" });
    const { poolId: UserPoolId } = await createTestPool(server, {}, client);
    const Domain = newDomainName();
    await client.send(new CreateUserPoolDomainCommand({ UserPoolId, Domain }));
    expect(await refusedCall(client.send(new CreateUserPoolDomainCommand({ UserPoolId, Domain })))).toMatch(/already/);
    await client.send(new UpdateUserPoolDomainCommand({ UserPoolId, Domain, ManagedLoginVersion: 2 }));
    await client.send(new DeleteUserPoolDomainCommand({ UserPoolId, Domain }));
    expect(await refusedCall(client.send(new DeleteUserPoolDomainCommand({ UserPoolId, Domain })))).toMatch(/No such/);

    await server.close(async () => {
      const events = await server.select("select * from events where kind like '%Domain%' order by seq");
      expect(events.map(({ kind }) => kind)).toEqual([
        "cognito-idp.UserPoolDomainCreated",
        "cognito-idp.UserPoolDomainUpdated",
        "cognito-idp.UserPoolDomainDeleted",
      ]);
      expect(new Set(events.map(({ resource, account }) => `${account} ${resource}`))).toEqual(
        new Set([`111122223333 ${UserPoolId}/domain/${Domain}`]),
      );
    });
  });
});
