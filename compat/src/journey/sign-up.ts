import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ApiClient } from "../clients/api-client.ts";
import { given, members, refused, uuid } from "../expect.ts";
import { codeFor, messagesFor, messagesTo, newestMessage, otherCode } from "../mailbox.ts";
import { address, password, phoneNumber, userName } from "../names.ts";
import { attributesOf, createAccount, createPlace, initiatePassword, type Place, tokensOf } from "./place.ts";

const wrongCode = "Invalid verification code provided, please try again.";

function signUp(place: Place, username: string, email: string, secret = password()) {
  return place.api.call("SignUp", {
    ClientId: place.clientId,
    Username: username,
    Password: secret,
    UserAttributes: [{ Name: "email", Value: email }],
  });
}

export function signUpTests(api: ApiClient): void {
  describe("sign-up and confirmation", () => {
    it("a sign-up sends a code, a wrong code is refused, the right one confirms", async () => {
      const place = await createPlace(api);
      const username = userName();
      const email = address("ada");
      const secret = password();
      const answer = await signUp(place, username, email, secret);
      members(answer, ["CodeDeliveryDetails", "UserConfirmed", "UserSub"]);
      assert.equal(answer.UserConfirmed, false);
      assert.match(given(answer.UserSub, "UserSub"), uuid);
      assert.deepEqual(answer.CodeDeliveryDetails, {
        AttributeName: "email",
        DeliveryMedium: "EMAIL",
        Destination: "a***@e***",
      });

      // The address is there, and unverified until the code comes back.
      const before = await api.call("AdminGetUser", { UserPoolId: place.poolId, Username: username });
      assert.equal(before.UserStatus, "UNCONFIRMED");
      assert.deepEqual(attributesOf(before.UserAttributes), {
        sub: answer.UserSub,
        email,
        email_verified: "false",
      });

      await refused(initiatePassword(place, username, secret), "UserNotConfirmedException", "User is not confirmed.");
      const ConfirmationCode = await codeFor(email);
      const ids = { ClientId: place.clientId, Username: username };
      await refused(
        api.call("ConfirmSignUp", { ...ids, ConfirmationCode: otherCode(ConfirmationCode) }),
        "CodeMismatchException",
        wrongCode,
      );
      members(await api.call("ConfirmSignUp", { ...ids, ConfirmationCode }), []);
      const after = await api.call("AdminGetUser", { UserPoolId: place.poolId, Username: username });
      assert.equal(after.UserStatus, "CONFIRMED");
      assert.equal(attributesOf(after.UserAttributes).email_verified, "true");
      tokensOf(await initiatePassword(place, username, secret));

      await refused(
        api.call("ConfirmSignUp", { ...ids, ConfirmationCode }),
        "NotAuthorizedException",
        "User cannot be confirmed. Current status is CONFIRMED",
      );
      await refused(api.call("ResendConfirmationCode", ids), "InvalidParameterException", "User is already confirmed.");
    });

    it("a code sent again confirms", async () => {
      const place = await createPlace(api);
      const username = userName();
      const email = address("bob");
      await signUp(place, username, email);
      const before = (await messagesTo(email)).length;
      const ids = { ClientId: place.clientId, Username: username };
      assert.deepEqual((await api.call("ResendConfirmationCode", ids)).CodeDeliveryDetails, {
        AttributeName: "email",
        DeliveryMedium: "EMAIL",
        Destination: "b***@e***",
      });
      await api.call("ConfirmSignUp", { ...ids, ConfirmationCode: await codeFor(email, { after: before }) });
    });

    it("a taken name is refused", async () => {
      const place = await createPlace(api);
      const { username } = await createAccount(place);
      await refused(signUp(place, username, address()), "UsernameExistsException", "User already exists");
    });

    for (const [secret, rule] of [
      ["Aa1!aa", "Password not long enough"],
      ["aaaaaa1!", "Password must have uppercase characters"],
      ["AAAAAA1!", "Password must have lowercase characters"],
      ["Aaaaaaa!", "Password must have numeric characters"],
      ["Aaaaaaa1", "Password must have symbol characters"],
    ] as const) {
      it(`a password is refused by its rule: ${rule}`, async () => {
        const place = await weak.get(api);
        await refused(
          signUp(place, userName(), address(), secret),
          "InvalidPasswordException",
          `Password did not conform with policy: ${rule}`,
        );
      });
    }

    it("an address that is none is refused", async () => {
      const place = await weak.get(api);
      await refused(
        signUp(place, userName(), "not an address"),
        "InvalidParameterException",
        "Invalid email address format.",
      );
    });

    it("a phone number gets its code as a text message", async () => {
      const place = await createPlace(api, {
        pool: {
          AutoVerifiedAttributes: ["phone_number"],
          SmsConfiguration: { SnsCallerArn: "arn:aws:iam::000000000000:role/sms", ExternalId: "compat" },
        },
      });
      const [username, phone] = [userName(), phoneNumber()];
      const answer = await api.call("SignUp", {
        ClientId: place.clientId,
        Username: username,
        Password: password(),
        UserAttributes: [{ Name: "phone_number", Value: phone }],
      });
      const delivery = given(answer.CodeDeliveryDetails, "CodeDeliveryDetails");
      assert.equal(delivery.AttributeName, "phone_number");
      assert.equal(delivery.DeliveryMedium, "SMS");
      // How many stars stand before the last four digits is not on record for every length.
      assert.match(given(delivery.Destination, "Destination"), new RegExp(`^\\+\\*+${phone.slice(-4)}$`));
      assert.equal((await newestMessage(phone)).channel, "sms");
      await api.call("ConfirmSignUp", {
        ClientId: place.clientId,
        Username: username,
        ConfirmationCode: await codeFor(phone),
      });
      const user = await api.call("AdminGetUser", { UserPoolId: place.poolId, Username: username });
      assert.equal(attributesOf(user.UserAttributes).phone_number_verified, "true");
    });

    it("where a pool sends links, following the link confirms", async () => {
      const place = await createPlace(api, {
        pool: {
          VerificationMessageTemplate: {
            DefaultEmailOption: "CONFIRM_WITH_LINK",
            EmailSubjectByLink: "Welcome",
            EmailMessageByLink: "Please {##follow this link##}.",
          },
        },
      });
      const [username, email, secret] = [userName(), address(), password()];
      await signUp(place, username, email, secret);
      const { body, link, subject } = await newestMessage(email);
      assert.equal(subject, "Welcome");
      assert.match(body, /Please <a [^>]*>follow this link<\/a>\./);
      assert.equal((await fetch(given(link, "the link"))).status, 200);
      tokensOf(await initiatePassword(place, username, secret));
    });

    it("the pool's own words are used for the mail", async () => {
      const place = await createPlace(api, {
        pool: {
          VerificationMessageTemplate: {
            EmailSubject: "For {username}",
            EmailMessage: "<b>{####}</b> is your code, {username}",
          },
        },
      });
      const [username, email] = [userName(), address()];
      await signUp(place, username, email);
      const { subject, body } = await newestMessage(email);
      assert.match(body, new RegExp(`^<b>\\d{6}</b> is your code, ${username}$`));
      assert.ok(given(subject, "subject").startsWith("For "));
    });

    it("without verification nothing is sent, and the administrator confirms", async () => {
      const { UserPool: pool } = await api.call("CreateUserPool", { PoolName: "compat" });
      const poolId = given(pool?.Id, "Id");
      const { UserPoolClient: client } = await api.call("CreateUserPoolClient", {
        UserPoolId: poolId,
        ClientName: "compat",
        ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
      });
      const ClientId = given(client?.ClientId, "ClientId");
      const [username, email, secret] = [userName(), address(), password()];
      const answer = await api.call("SignUp", {
        ClientId,
        Username: username,
        Password: secret,
        UserAttributes: [{ Name: "email", Value: email }],
      });
      members(answer, ["UserConfirmed", "UserSub"]);
      // Who waits for the mail finds the reason in the mailbox.
      const [entry] = await messagesFor(poolId, username);
      assert.ok(given(entry?.reason, "the reason in the mailbox"));
      assert.equal(entry?.code ?? undefined, undefined);
      await api.call("AdminConfirmSignUp", { UserPoolId: poolId, Username: username });
      tokensOf(await initiatePassword({ api, clientId: ClientId }, username, secret));
    });

    it("where only administrators create users, sign-up is refused", async () => {
      const place = await createPlace(api, { pool: { AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } } });
      await refused(
        signUp(place, userName(), address()),
        "NotAuthorizedException",
        "SignUp is not permitted for this user pool",
      );
    });

    it("where an address is the name, the user gets an id for a name, and the address signs in", async () => {
      const place = await createPlace(api, {
        pool: { UsernameAttributes: ["email"], UsernameConfiguration: { CaseSensitive: false } },
      });
      const email = address("Eve");
      const secret = password();
      await refused(signUp(place, "just-a-name", email), "InvalidParameterException", "Username should be an email.");
      const { UserSub: sub } = await api.call("SignUp", {
        ClientId: place.clientId,
        Username: email,
        Password: secret,
      });
      await api.call("ConfirmSignUp", {
        ClientId: place.clientId,
        Username: email,
        ConfirmationCode: await codeFor(email),
      });
      await refused(
        signUp(place, email.toLowerCase(), email.toLowerCase()),
        "UsernameExistsException",
        "An account with the given email already exists.",
      );
      const tokens = tokensOf(await initiatePassword(place, email.toUpperCase(), secret));
      const user = await api.call("GetUser", { AccessToken: tokens.access });
      assert.equal(user.Username, sub);
      assert.equal(attributesOf(user.UserAttributes).email_verified, "true");
    });
  });
}

/** One place for all attempts that leave nothing behind: a client that starts a process for each call is slow. */
const weak = {
  places: new WeakMap<ApiClient, Promise<Place>>(),
  get(api: ApiClient): Promise<Place> {
    const place = this.places.get(api) ?? createPlace(api);
    this.places.set(api, place);
    return place;
  },
};
