import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { claimsOf } from "../claims.ts";
import type { ApiClient } from "../clients/api-client.ts";
import { given, members, refused } from "../expect.ts";
import { createAccount, createClient, createPlace, type Place, signIn } from "./place.ts";

function refresh(place: Pick<Place, "api" | "clientId">, token: string) {
  return place.api.call("InitiateAuth", {
    ClientId: place.clientId,
    AuthFlow: "REFRESH_TOKEN_AUTH",
    AuthParameters: { REFRESH_TOKEN: token },
  });
}

function getTokens(place: Pick<Place, "api" | "clientId">, token: string) {
  return place.api.call("GetTokensFromRefreshToken", { ClientId: place.clientId, RefreshToken: token });
}

export function refreshTests(api: ApiClient): void {
  describe("refresh", () => {
    it("both ways to refresh give new tokens of the same sign-in, and no refresh token", async () => {
      const place = await createPlace(api);
      const tokens = await signIn(place, await createAccount(place));
      const before = claimsOf(tokens.access);

      const refreshed = await refresh(place, tokens.refresh);
      members(refreshed, ["AuthenticationResult", "ChallengeParameters"]);
      // Recorded: this operation has no ChallengeParameters.
      const exchanged = await getTokens(place, tokens.refresh);
      members(exchanged, ["AuthenticationResult"]);
      for (const { AuthenticationResult } of [refreshed, exchanged]) {
        const result = given(AuthenticationResult, "AuthenticationResult");
        members(result, ["AccessToken", "ExpiresIn", "IdToken", "TokenType"]);
        const after = claimsOf(result.AccessToken);
        for (const name of ["sub", "origin_jti", "event_id", "auth_time", "client_id", "scope", "iss"]) {
          assert.equal(after[name], before[name], name);
        }
        assert.notEqual(after.jti, before.jti);
        await api.call("GetUser", { AccessToken: given(result.AccessToken, "AccessToken") });
      }
    });

    it("garbage and another client's token are refused", async () => {
      const place = await createPlace(api);
      const tokens = await signIn(place, await createAccount(place));
      const other = { api, clientId: (await createClient(api, place.poolId)).ClientId };
      for (const attempt of [refresh, getTokens]) {
        await refused(attempt(place, "garbage"), "NotAuthorizedException", "Invalid Refresh Token");
        await refused(attempt(other, tokens.refresh), "NotAuthorizedException", "Refresh Token has different Client");
      }
    });

    it("a revoked family is refused everywhere, other sign-ins stay", async () => {
      const place = await createPlace(api);
      const account = await createAccount(place);
      const [revoked, kept] = [await signIn(place, account), await signIn(place, account)];
      const second = given((await refresh(place, revoked.refresh)).AuthenticationResult?.AccessToken, "AccessToken");
      const ids = { ClientId: place.clientId, Token: revoked.refresh };
      members(await api.call("RevokeToken", ids), []);
      await refused(refresh(place, revoked.refresh), "NotAuthorizedException", "Refresh Token has been revoked");
      for (const AccessToken of [revoked.access, second]) {
        await refused(api.call("GetUser", { AccessToken }), "NotAuthorizedException", "Access Token has been revoked");
      }
      members(await api.call("RevokeToken", ids), []);
      await api.call("GetUser", { AccessToken: kept.access });
      await refresh(place, kept.refresh);
    });

    it("with rotation each refresh token is used once", async () => {
      const rotating = {
        ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH"] as const,
        RefreshTokenRotation: { Feature: "ENABLED" as const },
      };
      const place = await createPlace(api, {
        client: { ...rotating, ExplicitAuthFlows: [...rotating.ExplicitAuthFlows] },
      });
      assert.deepEqual(place.client.RefreshTokenRotation, { Feature: "ENABLED", RetryGracePeriodSeconds: 0 });
      await refused(
        createClient(api, place.poolId, {
          RefreshTokenRotation: { Feature: "ENABLED" },
          ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
        }),
        "InvalidParameterException",
        "ALLOW_REFRESH_TOKEN_AUTH is not a permitted ExplicitAuthFlow when refresh token rotation is enabled.",
      );
      const tokens = await signIn(place, await createAccount(place));
      await refused(
        refresh(place, tokens.refresh),
        "UnsupportedOperationException",
        "This API does not support refresh token rotation",
      );
      const next = given(
        (await getTokens(place, tokens.refresh)).AuthenticationResult?.RefreshToken,
        "the rotated refresh token",
      );
      assert.notEqual(next, tokens.refresh);
      // Recorded with a grace period of 0: the parent is a reuse, and the child goes on all the same.
      await refused(getTokens(place, tokens.refresh), "RefreshTokenReuseException", "Refresh token reuse detected");
      await getTokens(place, next);
      // Recorded: access tokens from before the rotation stay valid.
      await api.call("GetUser", { AccessToken: tokens.access });
    });

    it("within the grace period the rotated token works again", async () => {
      const place = await createPlace(api, {
        client: {
          ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
          RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 60 },
        },
      });
      const tokens = await signIn(place, await createAccount(place));
      await getTokens(place, tokens.refresh);
      const retried = await getTokens(place, tokens.refresh);
      await getTokens(place, given(retried.AuthenticationResult?.RefreshToken, "RefreshToken"));
    });
  });
}
