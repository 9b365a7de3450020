import { createHmac } from "node:crypto";
import { describe, it } from "node:test";
import type { ApiClient } from "../clients/api-client.ts";
import { given, refused } from "../expect.ts";
import { codeFor } from "../mailbox.ts";
import { address, password, userName } from "../names.ts";
import { createPlace, type Place, tokensOf } from "./place.ts";

/** SECRET_HASH as the developer guide computes it. */
export function secretHash(place: Place, username: string): string {
  return createHmac("sha256", given(place.client.ClientSecret, "ClientSecret"))
    .update(username + place.clientId)
    .digest("base64");
}

export function secretTests(api: ApiClient): void {
  describe("a client with a secret", () => {
    it("every public step needs the right hash", async () => {
      const place = await createPlace(api, { client: { GenerateSecret: true } });
      const [username, email, secret] = [userName(), address(), password()];
      const SecretHash = secretHash(place, username);
      const ids = { ClientId: place.clientId, Username: username };
      const UserAttributes = [{ Name: "email", Value: email }];
      const missing = `Client ${place.clientId} is configured with secret but SECRET_HASH was not received`;
      const wrong = `Unable to verify secret hash for client ${place.clientId}`;
      await refused(
        api.call("SignUp", { ...ids, Password: secret, UserAttributes }),
        "NotAuthorizedException",
        missing,
      );
      await refused(
        api.call("SignUp", { ...ids, Password: secret, UserAttributes, SecretHash: secretHash(place, "other") }),
        "NotAuthorizedException",
        wrong,
      );
      await api.call("SignUp", { ...ids, Password: secret, UserAttributes, SecretHash });
      await api.call("ConfirmSignUp", { ...ids, ConfirmationCode: await codeFor(email), SecretHash });

      const initiate = (parameters: Record<string, string>) =>
        api.call("InitiateAuth", {
          ClientId: place.clientId,
          AuthFlow: "USER_PASSWORD_AUTH",
          AuthParameters: { USERNAME: username, PASSWORD: secret, ...parameters },
        });
      await refused(initiate({}), "NotAuthorizedException", missing);
      await refused(initiate({ SECRET_HASH: secretHash(place, "other") }), "NotAuthorizedException", wrong);
      const tokens = tokensOf(await initiate({ SECRET_HASH: SecretHash }));

      // Recorded for pools of plain user names: on refresh the hash is over the user name.
      await api.call("InitiateAuth", {
        ClientId: place.clientId,
        AuthFlow: "REFRESH_TOKEN_AUTH",
        AuthParameters: { REFRESH_TOKEN: tokens.refresh, SECRET_HASH: SecretHash },
      });
      const exchange = { ClientId: place.clientId, RefreshToken: tokens.refresh };
      await refused(
        api.call("GetTokensFromRefreshToken", exchange),
        "NotAuthorizedException",
        `Client ${place.clientId} is configured for secret but secret was not received`,
      );
      await api.call("GetTokensFromRefreshToken", { ...exchange, ClientSecret: place.client.ClientSecret });
      const revocation = { ClientId: place.clientId, Token: tokens.refresh };
      await refused(api.call("RevokeToken", revocation), "UnauthorizedException", "Invalid client or secret");
      await api.call("RevokeToken", { ...revocation, ClientSecret: place.client.ClientSecret });
    });

    it("where an address is the name the hash is over what was typed, on refresh over the id (assumed)", async () => {
      const place = await createPlace(api, {
        pool: { UsernameAttributes: ["email"], UsernameConfiguration: { CaseSensitive: false } },
        client: { GenerateSecret: true },
      });
      const [email, secret] = [address("Olga"), password()];
      const { UserSub: sub } = await api.call("SignUp", {
        ClientId: place.clientId,
        Username: email,
        Password: secret,
        SecretHash: secretHash(place, email),
      });
      await api.call("ConfirmSignUp", {
        ClientId: place.clientId,
        Username: email,
        ConfirmationCode: await codeFor(email),
        SecretHash: secretHash(place, email),
      });
      const typed = email.toUpperCase();
      const answer = await api.call("InitiateAuth", {
        ClientId: place.clientId,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: typed, PASSWORD: secret, SECRET_HASH: secretHash(place, typed) },
      });
      await api.call("InitiateAuth", {
        ClientId: place.clientId,
        AuthFlow: "REFRESH_TOKEN_AUTH",
        AuthParameters: {
          REFRESH_TOKEN: tokensOf(answer).refresh,
          SECRET_HASH: secretHash(place, given(sub, "UserSub")),
        },
      });
    });
  });
}
