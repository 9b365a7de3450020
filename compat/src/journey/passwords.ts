import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ApiClient } from "../clients/api-client.ts";
import { refused } from "../expect.ts";
import { codeFor, otherCode } from "../mailbox.ts";
import { password, userName } from "../names.ts";
import { createAccount, createClient, createPlace, initiatePassword, signIn, tokensOf } from "./place.ts";

const incorrect = "Incorrect username or password.";

export function passwordTests(api: ApiClient): void {
  describe("passwords", () => {
    it("a changed password replaces the old one and keeps the session", async () => {
      const place = await createPlace(api);
      const account = await createAccount(place);
      const tokens = await signIn(place, account);
      const ProposedPassword = password();
      const change = (PreviousPassword: string, proposed: string) =>
        api.call("ChangePassword", { AccessToken: tokens.access, PreviousPassword, ProposedPassword: proposed });
      await refused(change(password(), ProposedPassword), "NotAuthorizedException");
      await refused(change(account.password, "short"), "InvalidPasswordException");
      await change(account.password, ProposedPassword);
      await refused(initiatePassword(place, account.username, account.password), "NotAuthorizedException", incorrect);
      tokensOf(await initiatePassword(place, account.username, ProposedPassword));
      // Recorded: changing the password revokes nothing.
      await api.call("GetUser", { AccessToken: tokens.access });
    });

    it("a forgotten password is replaced with the mailed code", async () => {
      const place = await createPlace(api);
      const account = await createAccount(place);
      const ids = { ClientId: place.clientId, Username: account.username };
      assert.deepEqual((await api.call("ForgotPassword", ids)).CodeDeliveryDetails, {
        AttributeName: "email",
        DeliveryMedium: "EMAIL",
        Destination: "u***@e***",
      });
      // The first message is the one of the sign-up.
      const ConfirmationCode = await codeFor(account.email, { after: 1 });
      const replacement = password();
      await refused(
        api.call("ConfirmForgotPassword", {
          ...ids,
          ConfirmationCode: otherCode(ConfirmationCode),
          Password: replacement,
        }),
        "CodeMismatchException",
        "Invalid verification code provided, please try again.",
      );
      await refused(
        api.call("ConfirmForgotPassword", { ...ids, ConfirmationCode, Password: "short" }),
        "InvalidPasswordException",
      );
      await api.call("ConfirmForgotPassword", { ...ids, ConfirmationCode, Password: replacement });
      tokensOf(await initiatePassword(place, account.username, replacement));
      await refused(initiatePassword(place, account.username, account.password), "NotAuthorizedException", incorrect);
      // A used code is gone.
      await refused(
        api.call("ConfirmForgotPassword", { ...ids, ConfirmationCode, Password: password() }),
        "ExpiredCodeException",
        "Invalid code provided, please request a code again.",
      );
    });

    it("an unknown user's forgotten password is told or hidden as the client is configured", async () => {
      const place = await createPlace(api);
      const hiding = await createClient(api, place.poolId, { PreventUserExistenceErrors: "ENABLED" });
      await refused(
        api.call("ForgotPassword", { ClientId: place.clientId, Username: userName() }),
        "UserNotFoundException",
        "Username/client id combination not found.",
      );
      const simulated = await api.call("ForgotPassword", { ClientId: hiding.ClientId, Username: userName() });
      assert.equal(simulated.CodeDeliveryDetails?.DeliveryMedium, "EMAIL");
      assert.equal(simulated.CodeDeliveryDetails?.AttributeName, "email");
    });

    it("an administrator's reset makes the user choose a new password", async () => {
      const place = await createPlace(api);
      const account = await createAccount(place);
      await api.call("AdminResetUserPassword", { UserPoolId: place.poolId, Username: account.username });
      await refused(
        initiatePassword(place, account.username, account.password),
        "PasswordResetRequiredException",
        "Password reset required for the user",
      );
      const replacement = password();
      await api.call("ConfirmForgotPassword", {
        ClientId: place.clientId,
        Username: account.username,
        ConfirmationCode: await codeFor(account.email, { after: 1 }),
        Password: replacement,
      });
      tokensOf(await initiatePassword(place, account.username, replacement));
    });
  });
}
