import { describe, it } from "node:test";
import type { ApiClient } from "../clients/api-client.ts";
import { members, refused } from "../expect.ts";
import { createAccount, createPlace, signIn, type Tokens } from "./place.ts";

const revokedAccess = ["NotAuthorizedException", "Access Token has been revoked"] as const;
const revokedRefresh = ["NotAuthorizedException", "Refresh Token has been revoked"] as const;

export function signOutTests(api: ApiClient): void {
  describe("sign-out and deletion", () => {
    for (const by of ["the user", "the administrator"] as const) {
      it(`a global sign-out by ${by} ends every session, and a new sign-in works`, async () => {
        const place = await createPlace(api);
        const account = await createAccount(place);
        const sessions: Tokens[] = [await signIn(place, account), await signIn(place, account)];
        const first = sessions[0] as Tokens;
        members(
          by === "the user"
            ? await api.call("GlobalSignOut", { AccessToken: first.access })
            : await api.call("AdminUserGlobalSignOut", { UserPoolId: place.poolId, Username: account.username }),
          [],
        );
        for (const tokens of sessions) {
          await refused(api.call("GetUser", { AccessToken: tokens.access }), ...revokedAccess);
          await refused(
            api.call("InitiateAuth", {
              ClientId: place.clientId,
              AuthFlow: "REFRESH_TOKEN_AUTH",
              AuthParameters: { REFRESH_TOKEN: tokens.refresh },
            }),
            ...revokedRefresh,
          );
        }
        const again = await signIn(place, account);
        await api.call("GetUser", { AccessToken: again.access });
      });
    }

    it("a user who deletes the account is gone, and so are the tokens", async () => {
      const place = await createPlace(api);
      const account = await createAccount(place);
      const tokens = await signIn(place, account);
      members(await api.call("DeleteUser", { AccessToken: tokens.access }), []);
      const gone = ["UserNotFoundException", "User does not exist."] as const;
      await refused(api.call("AdminGetUser", { UserPoolId: place.poolId, Username: account.username }), ...gone);
      await refused(api.call("GetUser", { AccessToken: tokens.access }), ...gone);
      await refused(
        api.call("InitiateAuth", {
          ClientId: place.clientId,
          AuthFlow: "REFRESH_TOKEN_AUTH",
          AuthParameters: { REFRESH_TOKEN: tokens.refresh },
        }),
        "NotAuthorizedException",
        "The user has been deleted for the associated refresh token",
      );
    });
  });
}
