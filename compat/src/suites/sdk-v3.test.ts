import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  CognitoIdentityProviderClient,
  GetUserCommand,
  InitiateAuthCommand,
  NotAuthorizedException,
  paginateListUsers,
  ResourceNotFoundException,
  UserNotConfirmedException,
} from "@aws-sdk/client-cognito-identity-provider";
import { sdkClient, sdkConfiguration } from "../clients/sdk-client.ts";
import { given, refused, uuid } from "../expect.ts";
import { apiJourney } from "../journey/api-journey.ts";
import { createPlace, type Place } from "../journey/place.ts";
import { address, password, userName } from "../names.ts";

describe("AWS SDK for JavaScript 3", () => {
  apiJourney(() => sdkClient());

  describe("as an application uses it", () => {
    const api = sdkClient();
    let connection: CognitoIdentityProviderClient;
    let place: Place;

    before(async () => {
      connection = new CognitoIdentityProviderClient(sdkConfiguration());
      place = await createPlace(api);
    });
    after(async () => {
      connection.destroy();
      await api.close();
    });

    const passwordSignIn = (username: string, secret: string) =>
      connection.send(
        new InitiateAuthCommand({
          ClientId: place.clientId,
          AuthFlow: "USER_PASSWORD_AUTH",
          AuthParameters: { USERNAME: username, PASSWORD: secret },
        }),
      );

    it("errors are instances of the SDK's classes, with a request id", async () => {
      const [Username, Password] = [userName(), password()];
      await api.call("SignUp", {
        ClientId: place.clientId,
        Username,
        Password,
        UserAttributes: [{ Name: "email", Value: address() }],
      });
      await assert.rejects(passwordSignIn(Username, Password), (error: unknown) => {
        assert.ok(error instanceof UserNotConfirmedException);
        assert.equal(error.$fault, "client");
        assert.equal(error.$metadata.httpStatusCode, 400);
        assert.match(given(error.$metadata.requestId, "requestId"), uuid);
        return true;
      });
      await assert.rejects(connection.send(new GetUserCommand({ AccessToken: "a.b.c" })), NotAuthorizedException);
      await assert.rejects(
        connection.send(
          new InitiateAuthCommand({ ClientId: "unknown", AuthFlow: "USER_PASSWORD_AUTH", AuthParameters: {} }),
        ),
        ResourceNotFoundException,
      );
    });

    it("a client's secret is replaced while the old one still works", async () => {
      const { poolId, client, clientId } = await createPlace(api, { client: { GenerateSecret: true } });
      const ids = { UserPoolId: poolId, ClientId: clientId };
      const { ClientSecretDescriptor: added } = await api.call("AddUserPoolClientSecret", ids);
      const fresh = given(added?.ClientSecretValue, "the new secret");
      const attempt = (secret: string | undefined) =>
        api.call("GetTokensFromRefreshToken", { ClientId: clientId, RefreshToken: "garbage", ClientSecret: secret });
      // Past the secret comes the token, which is none.
      const invalid = ["NotAuthorizedException", "Invalid Refresh Token"] as const;
      await refused(attempt(client.ClientSecret), ...invalid);
      await refused(attempt(fresh), ...invalid);
      const { ClientSecrets: list } = await api.call("ListUserPoolClientSecrets", ids);
      const old = given(list, "ClientSecrets").find(({ ClientSecretId }) => ClientSecretId !== added?.ClientSecretId);
      await api.call("DeleteUserPoolClientSecret", {
        ...ids,
        ClientSecretId: given(old?.ClientSecretId, "the old id"),
      });
      await refused(attempt(fresh), ...invalid);
      await refused(
        attempt(client.ClientSecret),
        "NotAuthorizedException",
        `Unable to verify secret hash for client ${clientId}`,
      );
    });

    it("dates are dates, and the paginator sees each user once", async () => {
      const names = Array.from({ length: 7 }, () => userName());
      const { poolId } = await createPlace(api);
      for (const Username of names) {
        await api.call("AdminCreateUser", { UserPoolId: poolId, Username, MessageAction: "SUPPRESS" });
      }
      const seen: string[] = [];
      const pages = paginateListUsers({ client: connection, pageSize: 3 }, { UserPoolId: poolId });
      for await (const { Users } of pages) {
        for (const user of given(Users, "Users")) {
          assert.ok(user.UserCreateDate instanceof Date);
          seen.push(given(user.Username, "Username"));
        }
      }
      assert.deepEqual(seen.sort(), names.sort());
    });
  });
});
