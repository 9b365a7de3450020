import {
  CognitoIdentityProviderClient,
  ConfirmSignUpCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  GetUserCommand,
  InitiateAuthCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { startPoolhouse } from "@poolhouse/testkit";
import { afterAll, expect, test } from "vitest";

const poolhouse = await startPoolhouse();
const cognito = new CognitoIdentityProviderClient(poolhouse.client);
afterAll(() => poolhouse.close());

test("jane signs up, confirms and signs in, until her access token expires", async () => {
  const { UserPool } = await cognito.send(
    new CreateUserPoolCommand({ PoolName: "shop", AutoVerifiedAttributes: ["email"] }),
  );
  const { UserPoolClient } = await cognito.send(
    new CreateUserPoolClientCommand({
      UserPoolId: UserPool?.Id,
      ClientName: "web",
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
    }),
  );
  const ClientId = UserPoolClient?.ClientId;
  const jane = { ClientId, Username: "jane" };

  const UserAttributes = [{ Name: "email", Value: "jane@example.com" }];
  await cognito.send(new SignUpCommand({ ...jane, Password: "Passw0rd!", UserAttributes }));
  const ConfirmationCode = await poolhouse.mailbox.code("jane@example.com");
  await cognito.send(new ConfirmSignUpCommand({ ...jane, ConfirmationCode }));

  const AuthParameters = { USERNAME: "jane", PASSWORD: "Passw0rd!" };
  const { AuthenticationResult } = await cognito.send(
    new InitiateAuthCommand({ ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters }),
  );
  const whoIsThis = new GetUserCommand({ AccessToken: AuthenticationResult?.AccessToken });
  expect(await cognito.send(whoIsThis)).toMatchObject({ Username: "jane" });

  poolhouse.advance({ hours: 1 });
  await expect(cognito.send(whoIsThis)).rejects.toThrow("Access Token has expired");
});
