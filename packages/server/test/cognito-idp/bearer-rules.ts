import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminResetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  type CognitoIdentityProviderClient,
  CreateResourceServerCommand,
  DeleteUserPoolClientCommand,
  GetClientTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestServer } from "../start-test-server.ts";
import { type PoolInUse, putPoolInUse } from "./pool-in-use.ts";
import { refusedCall } from "./refused-call.ts";
import { present } from "./test-pool.ts";

/**
 * What every operation says of an access token that is none, or no longer good. Registers one test for each rule.
 *
 * @param call the operation with an access token; the rest of the request would be answered
 * @param deleted what the token of a deleted user is told, where it is not UserNotFoundException
 */
export function describeBearerRules(
  operation: string,
  call: (client: CognitoIdentityProviderClient, accessToken: string) => Promise<unknown>,
  { deleted = "UserNotFoundException: User does not exist." } = {},
): void {
  describe(`the access token of ${operation}`, () => {
    let server: Poolhouse;
    let pool: PoolInUse;
    const refused = (token: string) => refusedCall(call(pool.sdk, token));
    const named = (Username: string) => ({ UserPoolId: pool.poolId, Username });
    let users = 0;
    async function signedIn() {
      users += 1;
      const username = `user${users}`;
      await pool.addUser(username);
      return { username, ...(await pool.signIn(username)) };
    }
    beforeAll(async () => {
      server = await startTestServer();
      pool = await putPoolInUse(server);
    });
    afterAll(() => server.close());

    test("is no ID token, no refresh token and nothing else (recorded for ID tokens)", async () => {
      const { idToken, refreshToken } = await signedIn();
      for (const token of [idToken, refreshToken, "garbage", "a.b.c", "e30.e30.e30"]) {
        expect(await refused(token)).toBe("NotAuthorizedException: Invalid Access Token");
      }
    });

    test("of a form that no token has is refused by the model, its value untold", async () => {
      for (const token of ["white space", 'quoted"', "ünicode"]) {
        const answer = await refused(token);
        expect(answer).toMatch(
          /^InvalidParameterException: 1 validation error detected: Value at 'accessToken' failed to satisfy constraint: /,
        );
        expect(answer).not.toContain(token);
      }
    });

    test("is no token that names another algorithm", async () => {
      const { accessToken } = await signedIn();
      const [header = "", claims, signature] = accessToken.split(".");
      const { kid } = JSON.parse(Buffer.from(header, "base64url").toString());
      for (const alg of ["none", "HS256"]) {
        const other = Buffer.from(JSON.stringify({ kid, alg })).toString("base64url");
        expect(await refused(`${other}.${claims}.${signature}`)).toBe("NotAuthorizedException: Invalid Access Token");
      }
    });

    test("is refused when a claim was altered (recorded: the text)", async () => {
      const { accessToken, username } = await signedIn();
      const { username: victim } = await signedIn();
      const [header, claims = "", signature] = accessToken.split(".");
      const altered = Buffer.from(claims, "base64url").toString().replace(`"${username}"`, `"${victim}"`);
      expect(await refused(`${header}.${Buffer.from(altered).toString("base64url")}.${signature}`)).toBe(
        "NotAuthorizedException: Could not verify signature for Access Token",
      );
    });

    test("is no token that a client got for itself", async () => {
      const UserPoolId = pool.poolId;
      const Scopes = [{ ScopeName: "read", ScopeDescription: "read" }];
      await pool.sdk.send(new CreateResourceServerCommand({ UserPoolId, Identifier: "api", Name: "api", Scopes }));
      const machine = await pool.addClient({
        GenerateSecret: true,
        ExplicitAuthFlows: [],
        AllowedOAuthFlowsUserPoolClient: true,
        AllowedOAuthFlows: ["client_credentials"],
        AllowedOAuthScopes: ["api/read"],
      });
      const { ClientAuthenticationResult } = await pool.sdk.send(
        new GetClientTokenCommand({ ClientId: machine.clientId, Secret: machine.secret }),
      );
      expect(await refused(present(ClientAuthenticationResult?.AccessToken))).toBe(
        "NotAuthorizedException: Invalid Access Token",
      );
    });

    test("is refused once it has expired (quoted by third parties)", async () => {
      const { accessToken } = await signedIn();
      server.advance({ hours: 1 });
      expect(await refused(accessToken)).toBe("NotAuthorizedException: Access Token has expired");
    });

    test("is refused once its user was signed out everywhere (recorded)", async () => {
      const { accessToken, username } = await signedIn();
      await pool.sdk.send(new AdminUserGlobalSignOutCommand(named(username)));
      expect(await refused(accessToken)).toBe("NotAuthorizedException: Access Token has been revoked");
    });

    test("is refused while its user is disabled, and after (recorded)", async () => {
      const { accessToken, username } = await signedIn();
      await pool.sdk.send(new AdminDisableUserCommand(named(username)));
      expect(await refused(accessToken)).toBe("NotAuthorizedException: User is disabled.");
      await pool.sdk.send(new AdminEnableUserCommand(named(username)));
      expect(await refused(accessToken)).toBe("NotAuthorizedException: Access Token has been revoked");
    });

    test("is refused while its user must reset the password (assumed)", async () => {
      const { accessToken, username } = await signedIn();
      await pool.sdk.send(new AdminResetUserPasswordCommand(named(username)));
      expect(await refused(accessToken)).toBe("PasswordResetRequiredException: Password reset required for the user");
    });

    test("is refused once its user was deleted (recorded)", async () => {
      const { accessToken, username } = await signedIn();
      await pool.sdk.send(new AdminDeleteUserCommand(named(username)));
      expect(await refused(accessToken)).toBe(deleted);
    });

    test("does not stand for another user of the same name (recorded)", async () => {
      const { accessToken, username } = await signedIn();
      await pool.sdk.send(new AdminDeleteUserCommand(named(username)));
      await pool.signUp(username);
      expect(await refused(accessToken)).toBe("UserNotConfirmedException: User is not confirmed.");
      await pool.sdk.send(new AdminDeleteUserCommand(named(username)));
      await pool.addUser(username);
      expect(await refused(accessToken)).toBe("NotAuthorizedException: Invalid access token.");
    });

    test("is refused once its client was deleted (recorded: the type)", async () => {
      const other = await pool.addClient();
      const { username } = await signedIn();
      const { accessToken } = await pool.signIn(username, undefined, other);
      await pool.sdk.send(new DeleteUserPoolClientCommand({ UserPoolId: pool.poolId, ClientId: other.clientId }));
      expect(await refused(accessToken)).toMatch(/^ResourceNotFoundException: /);
    });
  });
}
