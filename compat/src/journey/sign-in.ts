import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { claimsOf, headerOf } from "../claims.ts";
import type { ApiClient } from "../clients/api-client.ts";
import { endpoint } from "../endpoint.ts";
import { given, members, refused, uuid } from "../expect.ts";
import { password, userName } from "../names.ts";
import { attributesOf, createAccount, createClient, createPlace, initiatePassword, signIn, tokensOf } from "./place.ts";

const incorrect = "Incorrect username or password.";

export function signInTests(api: ApiClient): void {
  describe("sign-in by password", () => {
    it("the right password gives tokens with Cognito's claims", async () => {
      const place = await createPlace(api);
      const account = await createAccount(place);
      const answer = await initiatePassword(place, account.username, account.password);
      members(answer, ["AuthenticationResult", "ChallengeParameters"]);
      assert.deepEqual(answer.ChallengeParameters, {});
      const result = given(answer.AuthenticationResult, "AuthenticationResult");
      members(result, ["AccessToken", "ExpiresIn", "IdToken", "RefreshToken", "TokenType"]);
      assert.equal(result.ExpiresIn, 3600);
      assert.equal(result.TokenType, "Bearer");

      const tokens = tokensOf(answer);
      const [id, access] = [claimsOf(tokens.id), claimsOf(tokens.access)];
      // Recorded: these members and no others, for a user without groups.
      assert.deepEqual(Object.keys(access).sort(), [
        "auth_time",
        "client_id",
        "event_id",
        "exp",
        "iat",
        "iss",
        "jti",
        "origin_jti",
        "scope",
        "sub",
        "token_use",
        "username",
      ]);
      assert.deepEqual(Object.keys(id).sort(), [
        "aud",
        "auth_time",
        "cognito:username",
        "email",
        "email_verified",
        "event_id",
        "exp",
        "iat",
        "iss",
        "jti",
        "origin_jti",
        "sub",
        "token_use",
      ]);
      assert.equal(access.token_use, "access");
      assert.equal(access.client_id, place.clientId);
      assert.equal(access.username, account.username);
      assert.equal(access.scope, "aws.cognito.signin.user.admin");
      assert.equal(id.token_use, "id");
      assert.equal(id.aud, place.clientId);
      assert.equal(id["cognito:username"], account.username);
      assert.equal(id.email, account.email);
      assert.equal(id.email_verified, true);
      for (const claims of [id, access]) {
        assert.equal(claims.sub, account.sub);
        assert.equal(claims.iss, `${endpoint.replace("127.0.0.1", "localhost")}/${place.poolId}`);
        assert.equal(Number(claims.exp) - Number(claims.iat), 3600);
        for (const name of ["jti", "origin_jti", "event_id"]) assert.match(String(claims[name]), uuid);
      }
      assert.equal(id.origin_jti, access.origin_jti);
      assert.notEqual(id.jti, access.jti);
      const kids = [headerOf(tokens.id), headerOf(tokens.access)].map((header) => {
        assert.deepEqual(Object.keys(header).sort(), ["alg", "kid"]);
        assert.equal(header.alg, "RS256");
        return header.kid;
      });
      // Two keys: one signs ID tokens, the other access tokens.
      assert.notEqual(kids[0], kids[1]);
    });

    it("GetUser answers the token's user, and refuses other tokens", async () => {
      const place = await createPlace(api);
      const account = await createAccount(place);
      const tokens = await signIn(place, account);
      const user = await api.call("GetUser", { AccessToken: tokens.access });
      members(user, ["UserAttributes", "Username"]);
      assert.equal(user.Username, account.username);
      assert.deepEqual(attributesOf(user.UserAttributes), {
        sub: account.sub,
        email: account.email,
        email_verified: "true",
      });
      await refused(api.call("GetUser", { AccessToken: tokens.id }), "NotAuthorizedException", "Invalid Access Token");
      // The first character of the signature: the last one has bits that decoding drops.
      const [header, payload, signature] = tokens.access.split(".");
      const altered = `${signature?.startsWith("A") ? "B" : "A"}${signature?.slice(1)}`;
      await refused(
        api.call("GetUser", { AccessToken: `${header}.${payload}.${altered}` }),
        "NotAuthorizedException",
        "Could not verify signature for Access Token",
      );
    });

    it("a wrong password and an unknown user are refused as the client is configured", async () => {
      const place = await createPlace(api);
      const hiding = await createClient(api, place.poolId, { PreventUserExistenceErrors: "ENABLED" });
      const account = await createAccount(place);
      await refused(initiatePassword(place, account.username, password()), "NotAuthorizedException", incorrect);
      // Recorded: an absent setting means LEGACY, which tells that there is no such user.
      await refused(
        initiatePassword(place, userName(), account.password),
        "UserNotFoundException",
        "User does not exist.",
      );
      const hidden = { api, clientId: hiding.ClientId };
      await refused(initiatePassword(hidden, account.username, password()), "NotAuthorizedException", incorrect);
      await refused(initiatePassword(hidden, userName(), account.password), "NotAuthorizedException", incorrect);
      tokensOf(await initiatePassword(hidden, account.username, account.password));
    });

    it("a flow that the client does not allow is refused", async () => {
      const place = await createPlace(api, { client: { ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH"] } });
      await refused(
        initiatePassword(place, userName(), password()),
        "InvalidParameterException",
        "USER_PASSWORD_AUTH flow not enabled for this client",
      );
      await refused(
        api.call("AdminInitiateAuth", {
          UserPoolId: place.poolId,
          ClientId: place.clientId,
          AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
          AuthParameters: { USERNAME: userName(), PASSWORD: password() },
        }),
        "InvalidParameterException",
        "Auth flow not enabled for this client",
      );
      await refused(
        api.call("InitiateAuth", {
          ClientId: place.clientId,
          AuthFlow: "USER_SRP_AUTH",
          AuthParameters: { USERNAME: (await createAccount(place)).username },
        }),
        "InvalidParameterException",
        "Missing required parameter SRP_A",
      );
    });

    it("the administrator's flow signs in through the pool", async () => {
      const place = await createPlace(api);
      const account = await createAccount(place);
      const answer = await api.call("AdminInitiateAuth", {
        UserPoolId: place.poolId,
        ClientId: place.clientId,
        AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: account.username, PASSWORD: account.password },
      });
      assert.equal(claimsOf(tokensOf(answer).access).sub, account.sub);
      await refused(
        api.call("InitiateAuth", {
          ClientId: place.clientId,
          AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
          AuthParameters: { USERNAME: account.username, PASSWORD: account.password },
        }),
        "InvalidParameterException",
        "Initiate Auth method not supported.",
      );
    });

    it("USER_AUTH offers the factors, and a chosen password signs in", async () => {
      const place = await createPlace(api, { client: { ExplicitAuthFlows: ["ALLOW_USER_AUTH"] } });
      const account = await createAccount(place);
      const start = (more: Record<string, string>) =>
        api.call("InitiateAuth", {
          ClientId: place.clientId,
          AuthFlow: "USER_AUTH",
          AuthParameters: { USERNAME: account.username, ...more },
        });
      const offer = await start({});
      assert.equal(offer.ChallengeName, "SELECT_CHALLENGE");
      assert.deepEqual([...given(offer.AvailableChallenges, "AvailableChallenges")].sort(), [
        "PASSWORD",
        "PASSWORD_SRP",
      ]);
      const answer = await api.call("RespondToAuthChallenge", {
        ClientId: place.clientId,
        ChallengeName: "SELECT_CHALLENGE",
        Session: offer.Session,
        ChallengeResponses: { USERNAME: account.username, ANSWER: "PASSWORD", PASSWORD: account.password },
      });
      tokensOf(answer);
      tokensOf(await start({ PREFERRED_CHALLENGE: "PASSWORD", PASSWORD: account.password }));
    });

    it("the client's validity is the tokens'", async () => {
      const place = await createPlace(api, {
        client: {
          AccessTokenValidity: 5,
          IdTokenValidity: 2,
          TokenValidityUnits: { AccessToken: "minutes", IdToken: "hours" },
        },
      });
      const account = await createAccount(place);
      const answer = await initiatePassword(place, account.username, account.password);
      assert.equal(answer.AuthenticationResult?.ExpiresIn, 300);
      const tokens = tokensOf(answer);
      const life = (token: string) => Number(claimsOf(token).exp) - Number(claimsOf(token).iat);
      assert.deepEqual([life(tokens.access), life(tokens.id)], [300, 7200]);
    });

    it("the ID token and GetUser hold what the client may read", async () => {
      const place = await createPlace(api, {
        pool: { Schema: [{ Name: "team", AttributeDataType: "String", Mutable: true }] },
        client: { ReadAttributes: ["given_name", "custom:team"] },
      });
      const account = await createAccount(place);
      await api.call("AdminUpdateUserAttributes", {
        UserPoolId: place.poolId,
        Username: account.username,
        UserAttributes: [
          { Name: "given_name", Value: "Ada" },
          { Name: "family_name", Value: "Lovelace" },
          { Name: "custom:team", Value: "engines" },
        ],
      });
      const tokens = tokensOf(await initiatePassword(place, account.username, account.password));
      const id = claimsOf(tokens.id);
      assert.deepEqual([id.given_name, id["custom:team"]], ["Ada", "engines"]);
      for (const hidden of ["family_name", "email", "email_verified"]) assert.equal(hidden in id, false, hidden);
      const user = await api.call("GetUser", { AccessToken: tokens.access });
      assert.deepEqual(attributesOf(user.UserAttributes), {
        sub: account.sub,
        given_name: "Ada",
        "custom:team": "engines",
      });
    });

    it("a verified address that is an alias signs in, an unverified one does not", async () => {
      const place = await createPlace(api, { pool: { AliasAttributes: ["email"] } });
      const account = await createAccount(place);
      const tokens = tokensOf(await initiatePassword(place, account.email, account.password));
      assert.equal(claimsOf(tokens.access).username, account.username);
      await api.call("AdminUpdateUserAttributes", {
        UserPoolId: place.poolId,
        Username: account.username,
        UserAttributes: [{ Name: "email_verified", Value: "false" }],
      });
      await refused(
        initiatePassword(place, account.email, account.password),
        "UserNotFoundException",
        "User does not exist.",
      );
    });
  });
}
