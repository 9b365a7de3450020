import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ApiClient } from "../clients/api-client.ts";
import { members, refused } from "../expect.ts";
import { codeFor, otherCode } from "../mailbox.ts";
import { address } from "../names.ts";
import { attributesOf, createAccount, createPlace, signIn, type Tokens } from "./place.ts";

const wrongCode = "Invalid verification code provided, please try again.";

export function attributeTests(api: ApiClient): void {
  async function attributes(tokens: Tokens) {
    return attributesOf((await api.call("GetUser", { AccessToken: tokens.access })).UserAttributes);
  }

  describe("attributes", () => {
    it("a changed address is unverified until its code comes back", async () => {
      const place = await createPlace(api);
      const tokens = await signIn(place, await createAccount(place));
      const email = address("new");
      const answer = await api.call("UpdateUserAttributes", {
        AccessToken: tokens.access,
        UserAttributes: [
          { Name: "email", Value: email },
          { Name: "nickname", Value: "Ada" },
        ],
      });
      assert.deepEqual(answer.CodeDeliveryDetailsList, [
        { AttributeName: "email", DeliveryMedium: "EMAIL", Destination: "n***@e***" },
      ]);
      let now = await attributes(tokens);
      assert.deepEqual([now.email, now.email_verified, now.nickname], [email, "false", "Ada"]);

      const Code = await codeFor(email);
      const ids = { AccessToken: tokens.access, AttributeName: "email" };
      await refused(
        api.call("VerifyUserAttribute", { ...ids, Code: otherCode(Code) }),
        "CodeMismatchException",
        wrongCode,
      );
      members(await api.call("VerifyUserAttribute", { ...ids, Code }), []);
      now = await attributes(tokens);
      assert.deepEqual([now.email, now.email_verified], [email, "true"]);
    });

    it("a code can be asked for again", async () => {
      const place = await createPlace(api);
      const tokens = await signIn(place, await createAccount(place));
      const email = address("again");
      await api.call("UpdateUserAttributes", {
        AccessToken: tokens.access,
        UserAttributes: [{ Name: "email", Value: email }],
      });
      await codeFor(email);
      const ids = { AccessToken: tokens.access, AttributeName: "email" };
      assert.deepEqual((await api.call("GetUserAttributeVerificationCode", ids)).CodeDeliveryDetails, {
        AttributeName: "email",
        DeliveryMedium: "EMAIL",
        Destination: "a***@e***",
      });
      await api.call("VerifyUserAttribute", { ...ids, Code: await codeFor(email, { after: 1 }) });
      assert.equal((await attributes(tokens)).email_verified, "true");
    });

    it("where a pool verifies before the update, the old address stays until then", async () => {
      const place = await createPlace(api, {
        pool: { UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] } },
      });
      const account = await createAccount(place);
      const tokens = await signIn(place, account);
      const email = address("pending");
      await api.call("UpdateUserAttributes", {
        AccessToken: tokens.access,
        UserAttributes: [{ Name: "email", Value: email }],
      });
      let now = await attributes(tokens);
      assert.deepEqual([now.email, now.email_verified], [account.email, "true"]);
      await api.call("VerifyUserAttribute", {
        AccessToken: tokens.access,
        AttributeName: "email",
        Code: await codeFor(email),
      });
      now = await attributes(tokens);
      assert.deepEqual([now.email, now.email_verified], [email, "true"]);
    });

    it("attributes are removed, and bad ones refused with Cognito's texts", async () => {
      const place = await createPlace(api);
      const tokens = await signIn(place, await createAccount(place));
      const update = (Name: string, Value: string) =>
        api.call("UpdateUserAttributes", { AccessToken: tokens.access, UserAttributes: [{ Name, Value }] });
      members(await update("nickname", "Ada"), []);
      members(
        await api.call("DeleteUserAttributes", { AccessToken: tokens.access, UserAttributeNames: ["nickname"] }),
        [],
      );
      assert.equal((await attributes(tokens)).nickname, undefined);
      await refused(
        update("email_verified", "true"),
        "InvalidParameterException",
        "Cannot modify the non-mutable attribute email_verified",
      );
      // Recorded: the text ends with a newline.
      await refused(
        update("custom:unknown", "x"),
        "InvalidParameterException",
        /^user\.custom:unknown: Attribute does not exist in the schema\.\n?$/,
      );
    });

    it("an attribute outside the client's write permissions is refused", async () => {
      const place = await createPlace(api, { client: { WriteAttributes: ["email"] } });
      const tokens = await signIn(place, await createAccount(place));
      await refused(
        api.call("UpdateUserAttributes", {
          AccessToken: tokens.access,
          UserAttributes: [{ Name: "nickname", Value: "Ada" }],
        }),
        "NotAuthorizedException",
        "A client attempted to write unauthorized attribute",
      );
    });
  });
}
