import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ApiClient } from "../clients/api-client.ts";
import { given, members, refused } from "../expect.ts";
import { newestMessage } from "../mailbox.ts";
import { address, password, userName } from "../names.ts";
import { attributesOf, createAccount, createPlace, initiatePassword, signIn, tokensOf } from "./place.ts";

const onlyOnce = "Invalid session for the user, session can only be used once.";

/** The temporary password in Cognito's default invitation, `Your username is … and temporary password is ….` */
function temporaryPassword(body: string): string {
  const found = /temporary password is\s+(\S+?)\.?\s*(?:<|$)/.exec(body)?.[1];
  return given(found, `a temporary password in: ${body}`);
}

export function adminTests(api: ApiClient): void {
  describe("the administrator's operations", () => {
    it("a created user chooses a password at the first sign-in", async () => {
      const place = await createPlace(api);
      const [Username, TemporaryPassword, email] = [userName(), password(), address()];
      const { User: created } = await api.call("AdminCreateUser", {
        UserPoolId: place.poolId,
        Username,
        TemporaryPassword,
        MessageAction: "SUPPRESS",
        UserAttributes: [{ Name: "email", Value: email }],
      });
      const user = given(created, "User");
      members(user, ["Attributes", "Enabled", "UserCreateDate", "UserLastModifiedDate", "UserStatus", "Username"]);
      assert.equal(user.Username, Username);
      assert.equal(user.Enabled, true);
      assert.equal(user.UserStatus, "FORCE_CHANGE_PASSWORD");
      // Recorded: an address given by the administrator without its flag has none.
      assert.deepEqual(Object.keys(attributesOf(user.Attributes)).sort(), ["email", "sub"]);

      const challenge = await initiatePassword(place, Username, TemporaryPassword);
      assert.equal(challenge.ChallengeName, "NEW_PASSWORD_REQUIRED");
      assert.equal(challenge.AuthenticationResult, undefined);
      const parameters = given(challenge.ChallengeParameters, "ChallengeParameters");
      members(parameters, ["USER_ID_FOR_SRP", "requiredAttributes", "userAttributes"]);
      assert.equal(parameters.USER_ID_FOR_SRP, Username);
      assert.equal(parameters.requiredAttributes, "[]");
      assert.deepEqual(JSON.parse(given(parameters.userAttributes, "userAttributes")), { email });

      const chosen = password();
      const respond = (NEW_PASSWORD: string) =>
        api.call("RespondToAuthChallenge", {
          ClientId: place.clientId,
          ChallengeName: "NEW_PASSWORD_REQUIRED",
          Session: challenge.Session,
          ChallengeResponses: { USERNAME: Username, NEW_PASSWORD },
        });
      // Recorded: a refused password leaves the session usable, an accepted one consumes it.
      await refused(
        respond("Aa1!"),
        "InvalidPasswordException",
        "Password does not conform to policy: Password not long enough",
      );
      tokensOf(await respond(chosen));
      await refused(respond(chosen), "NotAuthorizedException", onlyOnce);
      await refused(
        initiatePassword(place, Username, TemporaryPassword),
        "NotAuthorizedException",
        "Incorrect username or password.",
      );
      tokensOf(await initiatePassword(place, Username, chosen));
    });

    it("an invitation carries name and temporary password, and the challenge may be begun as administrator", async () => {
      const place = await createPlace(api);
      const [Username, email] = [userName(), address()];
      await api.call("AdminCreateUser", {
        UserPoolId: place.poolId,
        Username,
        UserAttributes: [
          { Name: "email", Value: email },
          { Name: "email_verified", Value: "true" },
        ],
        DesiredDeliveryMediums: ["EMAIL"],
      });
      const { body } = await newestMessage(email);
      assert.ok(body.includes(Username), body);
      const challenge = await api.call("AdminInitiateAuth", {
        UserPoolId: place.poolId,
        ClientId: place.clientId,
        AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: Username, PASSWORD: temporaryPassword(body) },
      });
      assert.equal(challenge.ChallengeName, "NEW_PASSWORD_REQUIRED");
      tokensOf(
        await api.call("RespondToAuthChallenge", {
          ClientId: place.clientId,
          ChallengeName: "NEW_PASSWORD_REQUIRED",
          Session: challenge.Session,
          ChallengeResponses: { USERNAME: Username, NEW_PASSWORD: password() },
        }),
      );
      await refused(
        api.call("AdminCreateUser", { UserPoolId: place.poolId, Username, MessageAction: "SUPPRESS" }),
        "UsernameExistsException",
        "User account already exists",
      );
    });

    it("an invitation sent again carries a password that works", async () => {
      const place = await createPlace(api);
      const [Username, email] = [userName(), address()];
      const ids = { UserPoolId: place.poolId, Username };
      await api.call("AdminCreateUser", { ...ids, UserAttributes: [{ Name: "email", Value: email }] });
      await newestMessage(email);
      await api.call("AdminCreateUser", { ...ids, MessageAction: "RESEND" });
      const { body } = await newestMessage(email, { after: 1 });
      const challenge = await initiatePassword(place, Username, temporaryPassword(body));
      assert.equal(challenge.ChallengeName, "NEW_PASSWORD_REQUIRED");
      // Recorded: what was begun as a user may be finished as administrator.
      tokensOf(
        await api.call("AdminRespondToAuthChallenge", {
          UserPoolId: place.poolId,
          ClientId: place.clientId,
          ChallengeName: "NEW_PASSWORD_REQUIRED",
          Session: challenge.Session,
          ChallengeResponses: { USERNAME: Username, NEW_PASSWORD: password() },
        }),
      );
      await refused(api.call("AdminCreateUser", { ...ids, MessageAction: "RESEND" }), "UnsupportedUserStateException");
    });

    it("a password set as permanent signs in", async () => {
      const place = await createPlace(api);
      const [Username, Password] = [userName(), password()];
      const ids = { UserPoolId: place.poolId, Username };
      await api.call("AdminCreateUser", { ...ids, MessageAction: "SUPPRESS" });
      members(await api.call("AdminSetUserPassword", { ...ids, Password, Permanent: true }), []);
      assert.equal((await api.call("AdminGetUser", ids)).UserStatus, "CONFIRMED");
      tokensOf(await initiatePassword(place, Username, Password));
    });

    it("attributes are set, verified and removed", async () => {
      const place = await createPlace(api);
      const { username: Username, sub } = await createAccount(place);
      const ids = { UserPoolId: place.poolId, Username };
      const email = address();
      members(
        await api.call("AdminUpdateUserAttributes", {
          ...ids,
          UserAttributes: [
            { Name: "email", Value: email },
            { Name: "email_verified", Value: "true" },
            { Name: "nickname", Value: "Ada" },
          ],
        }),
        [],
      );
      members(await api.call("AdminDeleteUserAttributes", { ...ids, UserAttributeNames: ["nickname"] }), []);
      const user = await api.call("AdminGetUser", ids);
      members(user, ["Enabled", "UserAttributes", "UserCreateDate", "UserLastModifiedDate", "UserStatus", "Username"]);
      assert.deepEqual(attributesOf(user.UserAttributes), { sub, email, email_verified: "true" });
    });

    it("a disabled user is refused everywhere, and its old tokens stay revoked", async () => {
      const place = await createPlace(api);
      const account = await createAccount(place);
      const tokens = await signIn(place, account);
      const ids = { UserPoolId: place.poolId, Username: account.username };
      members(await api.call("AdminDisableUser", ids), []);
      const disabled = ["NotAuthorizedException", "User is disabled."] as const;
      await refused(initiatePassword(place, account.username, account.password), ...disabled);
      await refused(api.call("GetUser", { AccessToken: tokens.access }), ...disabled);
      members(await api.call("AdminEnableUser", ids), []);
      await refused(
        api.call("GetUser", { AccessToken: tokens.access }),
        "NotAuthorizedException",
        "Access Token has been revoked",
      );
      tokensOf(await initiatePassword(place, account.username, account.password));
    });

    it("a deleted user is gone", async () => {
      const place = await createPlace(api);
      const { username: Username } = await createAccount(place);
      const ids = { UserPoolId: place.poolId, Username };
      members(await api.call("AdminDeleteUser", ids), []);
      await refused(api.call("AdminGetUser", ids), "UserNotFoundException", "User does not exist.");
    });
  });
}
