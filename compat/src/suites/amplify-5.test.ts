import assert from "node:assert/strict";
import { after, before, describe, it, mock } from "node:test";
import { Auth, type CognitoUser } from "amplify-auth-5";
import { type Flow, openBrowser } from "../clients/amplify-5.ts";
import { sdkClient } from "../clients/sdk-client.ts";
import { refused } from "../expect.ts";
import { type Account, createAccount, createPlace, type Place } from "../journey/place.ts";
import { codeFor, otherCode } from "../mailbox.ts";
import { address, password, userName } from "../names.ts";
import { type RunningServer, startServer } from "../server.ts";

const wrongCode = "Invalid verification code provided, please try again.";
const incorrect = "Incorrect username or password.";
const unconfirmed = ["UserNotConfirmedException", "User is not confirmed."] as const;
const revoked = ["NotAuthorizedException", "Access Token has been revoked"] as const;
const flows: readonly Flow[] = ["USER_SRP_AUTH", "USER_PASSWORD_AUTH"];

/** `Auth` is one object a process, so the tests run one after the other, each in a browser of its own. */
describe("aws-amplify 5's Auth on Node", { concurrency: false }, () => {
  const api = sdkClient();
  let place: Place;

  before(async () => {
    place = await createPlace(api);
  });
  after(() => api.close());

  /** A new browser in which an account has signed in. */
  async function signedIn(account: Account, flow?: Flow, at = place): Promise<CognitoUser> {
    openBrowser(at, flow === undefined ? {} : { flow });
    return Auth.signIn(account.username, account.password);
  }

  const accessToken = async (): Promise<string> => (await Auth.currentSession()).getAccessToken().getJwtToken();

  async function attributes(): Promise<Record<string, unknown>> {
    return (await Auth.currentAuthenticatedUser({ bypassCache: true })).attributes;
  }

  it("signs up, resends the code, hears of the wrong one, confirms, and signs in by SRP", async () => {
    openBrowser(place);
    const [username, email, secret] = [userName(), address("karl"), password()];
    const signUp = () => Auth.signUp({ username, password: secret, attributes: { email } });
    const result = await signUp();
    assert.equal(result.userConfirmed, false);
    const delivery = { AttributeName: "email", DeliveryMedium: "EMAIL", Destination: "k***@e***" };
    assert.deepEqual(result.codeDeliveryDetails, delivery);
    // The application shows the confirmation page for this type.
    for (const flow of flows) {
      openBrowser(place, { flow });
      await refused(Auth.signIn(username, secret), ...unconfirmed);
    }
    assert.deepEqual((await Auth.resendSignUp(username)).CodeDeliveryDetails, delivery);
    const code = await codeFor(email, { after: 1 });
    await refused(Auth.confirmSignUp(username, otherCode(code)), "CodeMismatchException", wrongCode);
    assert.equal(await Auth.confirmSignUp(username, code), "SUCCESS");
    openBrowser(place);
    await refused(Auth.signIn(username, password()), "NotAuthorizedException", incorrect);
    await Auth.signIn(username, secret);
    const current = await Auth.currentUserInfo();
    assert.equal(current.username, username);
    assert.equal(current.attributes.sub, result.userSub);
    assert.equal(current.attributes.email_verified, true);
    await refused(signUp(), "UsernameExistsException", "User already exists");
  });

  it("signs in by each password flow", async () => {
    const account = await createAccount(place);
    for (const flow of flows) {
      await signedIn(account, flow);
      const session = await Auth.currentSession();
      assert.equal(session.getIdToken().payload.email, account.email);
      assert.equal(session.getAccessToken().payload.username, account.username);
      assert.equal((await Auth.currentAuthenticatedUser()).attributes.sub, account.sub);
    }
  });

  it("signs in with the address where that is the name", async () => {
    const emails = await createPlace(api, {
      pool: { UsernameAttributes: ["email"], UsernameConfiguration: { CaseSensitive: false } },
    });
    openBrowser(emails);
    const [email, secret] = [address(), password()];
    const { userSub } = await Auth.signUp({ username: email, password: secret });
    await Auth.confirmSignUp(email, await codeFor(email));
    await Auth.signIn(email.toUpperCase(), secret);
    const user = await Auth.currentAuthenticatedUser();
    assert.equal(user.getUsername(), userSub);
    assert.equal(user.attributes.email, email);
  });

  it("completes the new-password challenge, after a refused password too", async () => {
    const strict = await createPlace(api, {
      pool: { Schema: [{ Name: "given_name", Required: true, Mutable: true }] },
    });
    for (const flow of flows) {
      const [Username, TemporaryPassword] = [userName(), password()];
      const made = { UserPoolId: strict.poolId, Username, TemporaryPassword, MessageAction: "SUPPRESS" } as const;
      await api.call("AdminCreateUser", made);
      openBrowser(strict, { flow });
      const user = await Auth.signIn(Username, TemporaryPassword);
      assert.equal(user.challengeName, "NEW_PASSWORD_REQUIRED");
      assert.deepEqual(user.challengeParam.requiredAttributes, ["given_name"]);
      const respond = (secret: string) => Auth.completeNewPassword(user, secret, { given_name: "Mallory" });
      await refused(respond("weak"), "InvalidPasswordException");
      await respond(password());
      assert.equal((await attributes()).given_name, "Mallory");
    }
  });

  it("changes an attribute and verifies it again", async () => {
    const user = await signedIn(await createAccount(place));
    const email = address("leo");
    assert.equal(await Auth.updateUserAttributes(user, { email, nickname: "Leo" }), "SUCCESS");
    assert.equal((await attributes()).email_verified, false);
    assert.deepEqual(await Auth.verifiedContact(user), { verified: {}, unverified: { email } });
    await Auth.verifyCurrentUserAttribute("email");
    const code = await codeFor(email, { after: 1 });
    const confirm = (given: string) => Auth.verifyCurrentUserAttributeSubmit("email", given);
    await refused(confirm(otherCode(code)), "CodeMismatchException", wrongCode);
    assert.equal(await confirm(code), "SUCCESS");
    assert.deepEqual(await Auth.verifiedContact(user), { verified: { email }, unverified: {} });
    const changed = await attributes();
    assert.deepEqual([changed.email, changed.email_verified, changed.nickname], [email, true, "Leo"]);
    await Auth.deleteUserAttributes(user, ["nickname"]);
    assert.equal((await attributes()).nickname, undefined);
  });

  it("changes a password, and replaces a forgotten one", async () => {
    const account = await createAccount(place);
    const { username } = account;
    const user = await signedIn(account);
    const [second, third] = [password(), password()];
    await refused(Auth.changePassword(user, password(), second), "NotAuthorizedException", incorrect);
    assert.equal(await Auth.changePassword(user, account.password, second), "SUCCESS");
    openBrowser(place);
    await refused(Auth.signIn(username, account.password), "NotAuthorizedException", incorrect);
    const { CodeDeliveryDetails: delivery } = await Auth.forgotPassword(username);
    assert.equal(delivery.DeliveryMedium, "EMAIL");
    const code = await codeFor(account.email, { after: 1 });
    const confirm = (given: string) => Auth.forgotPasswordSubmit(username, given, third);
    await refused(confirm(otherCode(code)), "CodeMismatchException", wrongCode);
    assert.equal(await confirm(code), "SUCCESS");
    await Auth.signIn(username, third);
  });

  it("is told to reset the password when the administrator reset it", async () => {
    const account = await createAccount(place);
    await api.call("AdminResetUserPassword", { UserPoolId: place.poolId, Username: account.username });
    for (const flow of flows) await refused(signedIn(account, flow), "PasswordResetRequiredException");
  });

  it("signs out by revoking its tokens, and only its own", async () => {
    const account = await createAccount(place);
    await signedIn(account);
    const other = await accessToken();
    await signedIn(account);
    const own = await accessToken();
    await Auth.signOut();
    await refused(api.call("GetUser", { AccessToken: own }), ...revoked);
    await api.call("GetUser", { AccessToken: other });
    await assert.rejects(Auth.currentSession(), (reason) => reason === "No current user");
  });

  it("signs out everywhere, and another browser notices", async () => {
    const account = await createAccount(place);
    const storage = openBrowser(place);
    await Auth.signIn(account.username, account.password);
    const otherToken = await accessToken();
    await signedIn(account);
    await Auth.signOut({ global: true });
    await refused(api.call("GetUser", { AccessToken: otherToken }), ...revoked);
    openBrowser(place, { storage });
    await refused(Auth.currentUserPoolUser({ bypassCache: true }), ...revoked);
    await assert.rejects(Auth.currentSession(), (reason) => reason === "No current user");
  });

  it("deletes the account", async () => {
    const account = await createAccount(place);
    await signedIn(account);
    assert.equal(await Auth.deleteUser(), "SUCCESS");
    await refused(Auth.signIn(account.username, account.password), "UserNotFoundException", "User does not exist.");
  });

  describe("hours later", () => {
    // A server of its own, since its clock is moved.
    let server: RunningServer;
    const started = Date.now();
    before(async () => {
      server = await startServer({ issuer: "own", storage: ["--memory"] });
    });
    after(async () => {
      mock.timers.reset();
      await server.stop();
    });

    /** Moves both clocks: the library judges by the browser's when it has to refresh. */
    async function later(hours: number): Promise<void> {
      const answer = await fetch(`${server.endpoint}/_poolhouse/clock`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ now: new Date(started + hours * 3_600_000).toISOString() }),
      });
      assert.equal(answer.status, 200, await answer.text());
      mock.timers.reset();
      mock.timers.enable({ apis: ["Date"], now: started + hours * 3_600_000 });
    }

    it("currentSession refreshes, until the refresh token has expired", async () => {
      const late = sdkClient(server.endpoint);
      const there = await createPlace(late, { client: { RefreshTokenValidity: 1 } });
      const account = await createAccount(there, server.endpoint);
      openBrowser(there, { server: server.endpoint });
      await Auth.signIn(account.username, account.password);
      const first = await Auth.currentSession();
      assert.equal(await accessToken(), first.getAccessToken().getJwtToken());

      await later(2);
      await refused(
        late.call("GetUser", { AccessToken: first.getAccessToken().getJwtToken() }),
        "NotAuthorizedException",
        "Access Token has expired",
      );
      const second = await Auth.currentSession();
      assert.notEqual(second.getAccessToken().getJwtToken(), first.getAccessToken().getJwtToken());
      for (const name of ["sub", "origin_jti", "auth_time"]) {
        assert.equal(second.getAccessToken().payload[name], first.getAccessToken().payload[name], name);
      }
      assert.equal((await Auth.currentAuthenticatedUser({ bypassCache: true })).attributes.email, account.email);

      await later(25);
      await refused(Auth.currentSession(), "NotAuthorizedException", "Refresh Token has expired");
      await assert.rejects(Auth.currentSession(), (reason) => reason === "No current user");
      await late.close();
    });
  });
});
