import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { CognitoUser, CognitoUserAttribute, CognitoUserSession } from "amazon-cognito-identity-js";
import {
  authenticate,
  browserStorage,
  called,
  completeNewPassword,
  openPool,
  openUser,
  type SignInResult,
  sessionOf,
  signUp,
  succeeded,
} from "../clients/identity-js.ts";
import { sdkClient } from "../clients/sdk-client.ts";
import { given, refused } from "../expect.ts";
import { type Account, createAccount, createClient, createPlace, type Place } from "../journey/place.ts";
import { codeFor, otherCode } from "../mailbox.ts";
import { address, password, userName } from "../names.ts";

const incorrect = "Incorrect username or password.";
const wrongCode = "Invalid verification code provided, please try again.";

function sessionIn(result: SignInResult): CognitoUserSession {
  if (result.kind !== "session") assert.fail("a new password was asked for");
  return result.session;
}

describe("amazon-cognito-identity-js 6", () => {
  const api = sdkClient();
  let place: Place;

  before(async () => {
    place = await createPlace(api);
  });
  after(() => api.close());

  /** Signs in by SRP in a browser of its own. */
  async function signedIn(account: Account, at = place): Promise<{ user: CognitoUser; session: CognitoUserSession }> {
    const user = openUser(openPool(at), account.username);
    return { user, session: sessionIn(await authenticate(user, account.username, account.password)) };
  }

  async function attributes(user: CognitoUser): Promise<Record<string, string>> {
    const list = await called<CognitoUserAttribute[]>((callback) => user.getUserAttributes(callback));
    return Object.fromEntries(list.map((attribute) => [attribute.getName(), attribute.getValue()]));
  }

  it("signs up, hears of the wrong code, confirms, and signs in by SRP", async () => {
    const pool = openPool(place);
    const [username, email, secret] = [userName(), address("grace"), password()];
    const result = await signUp(pool, username, secret, { email });
    assert.equal(result.userConfirmed, false);
    assert.deepEqual(result.codeDeliveryDetails, {
      AttributeName: "email",
      DeliveryMedium: "EMAIL",
      Destination: "g***@e***",
    });
    const user = openUser(pool, username);
    await refused(authenticate(user, username, secret), "UserNotConfirmedException", "User is not confirmed.");
    await called((callback) => user.resendConfirmationCode(callback));
    const code = await codeFor(email, { after: 1 });
    const confirm = (given: string) => called((callback) => user.confirmRegistration(given, true, callback));
    await refused(confirm(otherCode(code)), "CodeMismatchException", wrongCode);
    assert.equal(await confirm(code), "SUCCESS");
    const session = sessionIn(await authenticate(user, username, secret));
    assert.equal(session.isValid(), true);
    assert.equal(session.getAccessToken().payload.sub, result.userSub);
    assert.equal(session.getIdToken().payload.email_verified, true);
    await refused(signUp(pool, username, secret, { email }), "UsernameExistsException", "User already exists");
  });

  it("signs in by SRP many times, with passwords of every alphabet", async () => {
    for (const secret of ["Aa1!aaaa", "Pässwörd1!ß", "密码Pass1!密码", "Aa1!🔑🔑🔑🔑", `Aa1!${"x".repeat(252)}`]) {
      const Username = userName();
      const ids = { UserPoolId: place.poolId, Username };
      await api.call("AdminCreateUser", { ...ids, MessageAction: "SUPPRESS" });
      await api.call("AdminSetUserPassword", { ...ids, Password: secret, Permanent: true });
      for (let round = 0; round < 3; round += 1) {
        sessionIn(await authenticate(openUser(openPool(place), Username), Username, secret));
      }
      await refused(
        authenticate(openUser(openPool(place), Username), Username, `${secret}x`),
        "NotAuthorizedException",
        incorrect,
      );
    }
  });

  it("refuses a wrong password and an unknown user as the client is configured", async () => {
    const account = await createAccount(place);
    const hiding = { ...place, clientId: "" };
    hiding.clientId = (await createClient(api, place.poolId, { PreventUserExistenceErrors: "ENABLED" })).ClientId;
    const attempt = (at: Place, username: string, secret: string) =>
      authenticate(openUser(openPool(at), username), username, secret);
    await refused(attempt(place, account.username, password()), "NotAuthorizedException", incorrect);
    await refused(attempt(place, userName(), password()), "UserNotFoundException", "User does not exist.");
    await refused(attempt(hiding, account.username, password()), "NotAuthorizedException", incorrect);
    await refused(attempt(hiding, userName(), password()), "NotAuthorizedException", incorrect);
    sessionIn(await attempt(hiding, account.username, account.password));
  });

  it("signs in by USER_PASSWORD_AUTH", async () => {
    const account = await createAccount(place);
    const user = openUser(openPool(place), account.username);
    user.setAuthenticationFlowType("USER_PASSWORD_AUTH");
    const session = sessionIn(await authenticate(user, account.username, account.password));
    assert.equal(session.getAccessToken().payload.username, account.username);
  });

  it("signs in by SRP with an alias, and with an address that is the name", async () => {
    const aliases = await createPlace(api, { pool: { AliasAttributes: ["email"] } });
    const account = await createAccount(aliases);
    const user = openUser(openPool(aliases), account.email);
    const session = sessionIn(await authenticate(user, account.email, account.password));
    assert.equal(session.getAccessToken().payload.username, account.username);

    const emails = await createPlace(api, {
      pool: { UsernameAttributes: ["email"], UsernameConfiguration: { CaseSensitive: false } },
    });
    const [email, secret] = [address("heidi"), password()];
    const pool = openPool(emails);
    const { userSub } = await signUp(pool, email, secret, {});
    const newcomer = openUser(pool, email);
    await called(async (callback) => newcomer.confirmRegistration(await codeFor(email), true, callback));
    for (const typed of [email, email.toUpperCase()]) {
      const signed = sessionIn(await authenticate(openUser(pool, typed), typed, secret));
      assert.equal(signed.getIdToken().payload["cognito:username"], userSub);
      assert.equal(signed.getIdToken().payload.email, email);
    }
  });

  it("a second tab finds the session in the shared storage, and refreshes it", async () => {
    const account = await createAccount(place);
    const storage = browserStorage();
    const user = openUser(openPool(place, storage), account.username, storage);
    const first = sessionIn(await authenticate(user, account.username, account.password));
    const other = given(openPool(place, storage).getCurrentUser(), "the current user of the second tab");
    const found = await sessionOf(other);
    assert.equal(found.getAccessToken().getJwtToken(), first.getAccessToken().getJwtToken());
    const refreshed = await called<CognitoUserSession>((callback) =>
      other.refreshSession(found.getRefreshToken(), callback),
    );
    assert.notEqual(refreshed.getAccessToken().getJwtToken(), first.getAccessToken().getJwtToken());
    assert.equal(refreshed.getRefreshToken().getToken(), first.getRefreshToken().getToken());
    assert.equal(refreshed.getIdToken().payload.auth_time, first.getIdToken().payload.auth_time);
    assert.equal((await attributes(other)).email, account.email);
  });

  it("changes an attribute and verifies it again", async () => {
    const { user } = await signedIn(await createAccount(place));
    const email = address("ivan");
    const result = await called((callback) =>
      user.updateAttributes(
        [
          { Name: "email", Value: email },
          { Name: "nickname", Value: "Ivan" },
        ],
        callback,
      ),
    );
    assert.equal(result, "SUCCESS");
    const changed = await attributes(user);
    assert.deepEqual([changed.email, changed.email_verified, changed.nickname], [email, "false", "Ivan"]);
    await new Promise<void>((resolve, reject) =>
      user.getAttributeVerificationCode("email", {
        onSuccess: () => resolve(),
        onFailure: reject,
        inputVerificationCode: () => resolve(),
      }),
    );
    const code = await codeFor(email, { after: 1 });
    const verify = (value: string) => succeeded<string>((callbacks) => user.verifyAttribute("email", value, callbacks));
    await refused(verify(otherCode(code)), "CodeMismatchException", wrongCode);
    assert.equal(await verify(code), "SUCCESS");
    assert.equal((await attributes(user)).email_verified, "true");
    await called((callback) => user.deleteAttributes(["nickname"], callback));
    assert.equal((await attributes(user)).nickname, undefined);
  });

  it("changes a password, and replaces a forgotten one", async () => {
    const account = await createAccount(place);
    const { user } = await signedIn(account);
    const [second, third] = [password(), password()];
    await refused(
      called((callback) => user.changePassword(password(), second, callback)),
      "NotAuthorizedException",
    );
    await called((callback) => user.changePassword(account.password, second, callback));
    const forgetful = openUser(openPool(place), account.username);
    await refused(authenticate(forgetful, account.username, account.password), "NotAuthorizedException", incorrect);
    await succeeded((callbacks) => forgetful.forgotPassword(callbacks));
    const code = await codeFor(account.email, { after: 1 });
    const confirm = (value: string) =>
      succeeded<string>((callbacks) => forgetful.confirmPassword(value, third, callbacks));
    await refused(confirm(otherCode(code)), "CodeMismatchException", wrongCode);
    await confirm(code);
    sessionIn(await authenticate(forgetful, account.username, third));
  });

  it("completes the new-password challenge, after a refused password too", async () => {
    const strict = await createPlace(api, {
      pool: { Schema: [{ Name: "given_name", Required: true, Mutable: true }] },
    });
    const [Username, TemporaryPassword, email] = [userName(), password(), address()];
    await api.call("AdminCreateUser", {
      UserPoolId: strict.poolId,
      Username,
      TemporaryPassword,
      MessageAction: "SUPPRESS",
      UserAttributes: [{ Name: "email", Value: email }],
    });
    const user = openUser(openPool(strict), Username);
    const challenge = await authenticate(user, Username, TemporaryPassword);
    if (challenge.kind !== "new-password") assert.fail("no new password was asked for");
    assert.deepEqual(challenge.requiredAttributes, ["given_name"]);
    assert.equal(challenge.userAttributes.email, email);
    const chosen = password();
    await refused(completeNewPassword(user, "weak", { given_name: "Judy" }), "InvalidPasswordException");
    await refused(
      completeNewPassword(user, chosen),
      "InvalidParameterException",
      "Invalid attributes given, given_name is missing",
    );
    sessionIn(await completeNewPassword(user, chosen, { given_name: "Judy" }));
    assert.equal((await attributes(user)).given_name, "Judy");
    sessionIn(await authenticate(openUser(openPool(strict), Username), Username, chosen));
  });

  it("completes the challenge of an invited user who types the address, in any case", async () => {
    const emails = await createPlace(api, {
      pool: { UsernameAttributes: ["email"], UsernameConfiguration: { CaseSensitive: false } },
    });
    const [email, TemporaryPassword, chosen] = [address(), password(), password()];
    await api.call("AdminCreateUser", {
      UserPoolId: emails.poolId,
      Username: email,
      TemporaryPassword,
      MessageAction: "SUPPRESS",
      UserAttributes: [
        { Name: "email", Value: email },
        { Name: "email_verified", Value: "true" },
      ],
    });
    const typed = email.toUpperCase();
    const user = openUser(openPool(emails), typed);
    assert.equal((await authenticate(user, typed, TemporaryPassword)).kind, "new-password");
    const session = sessionIn(await completeNewPassword(user, chosen));
    assert.equal(session.getIdToken().payload.email, email);
    sessionIn(await authenticate(openUser(openPool(emails), email), email, chosen));
  });

  it("finds a name that was typed in another case, where the pool ignores it", async () => {
    const lax = await createPlace(api, { pool: { UsernameConfiguration: { CaseSensitive: false } } });
    const account = await createAccount(lax);
    const typed = account.username.toUpperCase();
    const session = sessionIn(await authenticate(openUser(openPool(lax), typed), typed, account.password));
    assert.equal(session.getAccessToken().payload.username, account.username);
    // The API's default is to tell them apart.
    const other = await createAccount(place);
    const unlike = other.username.toUpperCase();
    await refused(
      authenticate(openUser(openPool(place), unlike), unlike, other.password),
      "UserNotFoundException",
      "User does not exist.",
    );
  });

  it("finds the groups in the tokens", async () => {
    const account = await createAccount(place);
    const group = { UserPoolId: place.poolId, GroupName: userName("group") };
    await api.call("CreateGroup", group);
    await api.call("AdminAddUserToGroup", { ...group, Username: account.username });
    const { session } = await signedIn(account);
    assert.deepEqual(session.getIdToken().payload["cognito:groups"], [group.GroupName]);
    assert.deepEqual(session.getAccessToken().payload["cognito:groups"], [group.GroupName]);
  });

  it("signs out by revoking its tokens, and only its own", async () => {
    const account = await createAccount(place);
    const [{ user, session }, other] = [await signedIn(account), await signedIn(account)];
    await new Promise<void>((resolve) => user.signOut(() => resolve()));
    await refused(
      api.call("GetUser", { AccessToken: session.getAccessToken().getJwtToken() }),
      "NotAuthorizedException",
      "Access Token has been revoked",
    );
    assert.equal((await attributes(other.user)).email, account.email);
  });

  it("signs out everywhere", async () => {
    const account = await createAccount(place);
    const [{ user }, other] = [await signedIn(account), await signedIn(account)];
    await succeeded<string>((callbacks) => user.globalSignOut(callbacks));
    await refused(attributes(other.user), "NotAuthorizedException", "Access Token has been revoked");
    await refused(
      called((callback) => other.user.refreshSession(other.session.getRefreshToken(), callback)),
      "NotAuthorizedException",
      "Refresh Token has been revoked",
    );
  });

  it("deletes the account", async () => {
    const account = await createAccount(place);
    const { user } = await signedIn(account);
    await called((callback) => user.deleteUser(callback));
    await refused(
      authenticate(openUser(openPool(place), account.username), account.username, account.password),
      "UserNotFoundException",
      "User does not exist.",
    );
  });
});
