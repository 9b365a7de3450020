import {
  AddUserPoolClientSecretCommand,
  ChangePasswordCommand,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  CreateGroupCommand,
  CreateResourceServerCommand,
  CreateUserPoolClientCommand,
  type CreateUserPoolClientCommandInput,
  CreateUserPoolCommand,
  DeleteUserAttributesCommand,
  DeleteUserCommand,
  DescribeUserPoolClientCommand,
  ForgotPasswordCommand,
  GetClientTokenCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserAttributeVerificationCodeCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  type InitiateAuthCommandInput,
  ListUserPoolClientSecretsCommand,
  ResendConfirmationCodeCommand,
  RespondToAuthChallengeCommand,
  RevokeTokenCommand,
  SignUpCommand,
  UpdateUserAttributesCommand,
  UpdateUserPoolClientCommand,
  VerifyUserAttributeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { computeSecretHash } from "../../../src/services/cognito-idp/clients/secret-hash.ts";
import { present } from "../../cognito-idp/test-pool.ts";
import { createQuickSrp } from "../quick-srp.ts";
import type { Recorder } from "./recorder.ts";

/** What a walk needs of its server. */
export interface WalkPorts {
  sdk: Recorder["sdk"];
  /** The code that the last call sent to an address. To be asked for after each of them. */
  codeTo(address: string): Promise<string>;
  /** Follows the link that the last call sent to an address. */
  followLinkTo(address: string): Promise<void>;
}

/** A client with a secret. */
export interface WalkClient {
  ClientId: string;
  secret: string;
  hash(username: string): string;
}

/** The pool of a walk and what later steps go on with. */
export interface WalkPool {
  UserPoolId: string;
  main: WalkClient;
}

let count = 0;

/** A password that no other text contains, and that JSON, URLs and HTML write differently. */
export const sentinelPassword = () => `Sentinel-"\\/ü+&<${++count}-Zq7`;
/** A client secret that the caller brings. */
const sentinelSecret = () => `sentinelsecret${String(++count).padStart(6, "0")}abcdefghijklmnopqrst`;

/** A pool and its clients: every operation on clients that takes or gives a secret. */
export async function walkClients({ sdk }: WalkPorts): Promise<WalkPool> {
  const { UserPool } = await sdk.send(
    new CreateUserPoolCommand({ PoolName: "sentinel", AutoVerifiedAttributes: ["email"] }),
  );
  const UserPoolId = present(UserPool?.Id);
  await sdk.send(new CreateGroupCommand({ UserPoolId, GroupName: "readers" }));
  const create = async (settings: Partial<CreateUserPoolClientCommandInput>): Promise<WalkClient> => {
    const { UserPoolClient } = await sdk.send(
      new CreateUserPoolClientCommand({
        UserPoolId,
        ClientName: "sentinel",
        ExplicitAuthFlows: [
          "ALLOW_USER_AUTH",
          "ALLOW_USER_PASSWORD_AUTH",
          "ALLOW_ADMIN_USER_PASSWORD_AUTH",
          "ALLOW_USER_SRP_AUTH",
          "ALLOW_REFRESH_TOKEN_AUTH",
        ],
        ...settings,
      }),
    );
    const ClientId = present(UserPoolClient?.ClientId);
    const secret = present(UserPoolClient?.ClientSecret);
    return { ClientId, secret, hash: (username) => computeSecretHash(secret, username, ClientId) };
  };
  const main = await create({ GenerateSecret: true });
  const { ClientId } = main;
  await create({ ClientSecret: sentinelSecret() });
  await sdk.send(new AddUserPoolClientSecretCommand({ UserPoolId, ClientId }));
  const other = await create({ GenerateSecret: true });
  await sdk.send(
    new AddUserPoolClientSecretCommand({ UserPoolId, ClientId: other.ClientId, ClientSecret: sentinelSecret() }),
  );
  await sdk.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }));
  await sdk.send(new ListUserPoolClientSecretsCommand({ UserPoolId, ClientId }));
  await sdk.send(new UpdateUserPoolClientCommand({ UserPoolId, ClientId: other.ClientId, ClientName: "renamed" }));

  await sdk.send(
    new CreateResourceServerCommand({
      UserPoolId,
      Identifier: "api",
      Name: "api",
      Scopes: [{ ScopeName: "read", ScopeDescription: "read" }],
    }),
  );
  const machine = await create({
    GenerateSecret: true,
    ExplicitAuthFlows: undefined,
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ["client_credentials"],
    AllowedOAuthScopes: ["api/read"],
  });
  await sdk.send(new GetClientTokenCommand({ ClientId: machine.ClientId, Secret: machine.secret }));
  return { UserPoolId, main };
}

/** One user's life: every operation that a user himself calls, and that takes or gives a secret. */
export async function walkUser(ports: WalkPorts, { UserPoolId, main }: WalkPool): Promise<void> {
  const { sdk, codeTo } = ports;
  const { ClientId, secret: ClientSecret } = main;
  const Username = "sentinel-user";
  const address = "sentinel-address@example.com";
  const SecretHash = main.hash(Username);
  let password = sentinelPassword();
  const UserAttributes = [{ Name: "email", Value: address }];
  await sdk.send(new SignUpCommand({ ClientId, SecretHash, Username, Password: password, UserAttributes }));
  await codeTo(address);
  await sdk.send(new ResendConfirmationCodeCommand({ ClientId, SecretHash, Username }));
  const { Session } = await sdk.send(
    new ConfirmSignUpCommand({ ClientId, SecretHash, Username, ConfirmationCode: await codeTo(address) }),
  );

  const named = { USERNAME: Username, SECRET_HASH: SecretHash };
  const begin = (
    AuthFlow: InitiateAuthCommandInput["AuthFlow"],
    parameters: Record<string, string> = {},
    more: Partial<InitiateAuthCommandInput> = {},
  ) => sdk.send(new InitiateAuthCommand({ ClientId, AuthFlow, AuthParameters: { ...named, ...parameters }, ...more }));
  await begin("USER_AUTH", {}, { Session });
  const asked = await begin("USER_AUTH");
  const respond = (
    ChallengeName: "PASSWORD_VERIFIER" | "SELECT_CHALLENGE",
    responses: Record<string, string>,
    given?: string,
  ) =>
    sdk.send(
      new RespondToAuthChallengeCommand({
        ClientId,
        ChallengeName,
        ChallengeResponses: { ...named, ...responses },
        Session: given,
      }),
    );
  const srp = createQuickSrp(UserPoolId);
  const chosen = await respond("SELECT_CHALLENGE", { ANSWER: "PASSWORD_SRP", SRP_A: srp.SRP_A }, asked.Session);
  await respond("PASSWORD_VERIFIER", srp.answer(present(chosen.ChallengeParameters), password), chosen.Session);
  const again = await begin("USER_AUTH");
  await respond("SELECT_CHALLENGE", { ANSWER: "PASSWORD", PASSWORD: password }, again.Session);
  const begun = await begin("USER_SRP_AUTH", { SRP_A: srp.SRP_A });
  await respond("PASSWORD_VERIFIER", srp.answer(present(begun.ChallengeParameters), password));

  const { AuthenticationResult } = await begin("USER_PASSWORD_AUTH", { PASSWORD: password });
  const AccessToken = present(AuthenticationResult?.AccessToken);
  const RefreshToken = present(AuthenticationResult?.RefreshToken);
  await begin("REFRESH_TOKEN_AUTH", { REFRESH_TOKEN: RefreshToken });
  await sdk.send(new GetTokensFromRefreshTokenCommand({ ClientId, ClientSecret, RefreshToken }));
  await walkRotation({ sdk }, { UserPoolId, Username, password });
  await walkLink(ports);

  await sdk.send(new GetUserCommand({ AccessToken }));
  await sdk.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes: [{ Name: "nickname", Value: "n" }] }));
  await sdk.send(new DeleteUserAttributesCommand({ AccessToken, UserAttributeNames: ["nickname"] }));
  const next = "sentinel-other-address@example.com";
  await sdk.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes: [{ Name: "email", Value: next }] }));
  await codeTo(next);
  await sdk.send(new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName: "email" }));
  await sdk.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName: "email", Code: await codeTo(next) }));

  const proposed = sentinelPassword();
  await sdk.send(new ChangePasswordCommand({ AccessToken, PreviousPassword: password, ProposedPassword: proposed }));
  await sdk.send(new ForgotPasswordCommand({ ClientId, SecretHash, Username }));
  password = sentinelPassword();
  await sdk.send(
    new ConfirmForgotPasswordCommand({
      ClientId,
      SecretHash,
      Username,
      ConfirmationCode: await codeTo(next),
      Password: password,
    }),
  );
  // Codes that nobody answers stay.
  await sdk.send(new ForgotPasswordCommand({ ClientId, SecretHash, Username }));
  await codeTo(next);

  await sdk.send(new RevokeTokenCommand({ ClientId, ClientSecret, Token: RefreshToken }));
  const out = present((await begin("USER_PASSWORD_AUTH", { PASSWORD: password })).AuthenticationResult);
  await sdk.send(new GlobalSignOutCommand({ AccessToken: out.AccessToken }));
  const last = "sentinel-who-goes";
  const hash = main.hash(last);
  await sdk.send(new SignUpCommand({ ClientId, SecretHash: hash, Username: last, Password: password, UserAttributes }));
  await sdk.send(
    new ConfirmSignUpCommand({
      ClientId,
      SecretHash: hash,
      Username: last,
      ConfirmationCode: await codeTo(address),
      Session,
    }),
  );
  const gone = await sdk.send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: last, SECRET_HASH: hash, PASSWORD: password },
    }),
  );
  await sdk.send(new DeleteUserCommand({ AccessToken: gone.AuthenticationResult?.AccessToken }));
}

async function walkRotation(
  { sdk }: Pick<WalkPorts, "sdk">,
  { UserPoolId, Username, password }: { UserPoolId: string; Username: string; password: string },
): Promise<void> {
  const { UserPoolClient } = await sdk.send(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: "rotating",
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
      RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 10 },
    }),
  );
  const ClientId = present(UserPoolClient?.ClientId);
  const { AuthenticationResult } = await sdk.send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: Username, PASSWORD: password },
    }),
  );
  await sdk.send(new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken: AuthenticationResult?.RefreshToken }));
}

/** A sign-up that is confirmed by the link in its mail. */
async function walkLink({ sdk, followLinkTo }: WalkPorts): Promise<void> {
  const { UserPool } = await sdk.send(
    new CreateUserPoolCommand({
      PoolName: "sentinel links",
      AutoVerifiedAttributes: ["email"],
      VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_LINK" },
    }),
  );
  const { UserPoolClient } = await sdk.send(
    new CreateUserPoolClientCommand({ UserPoolId: UserPool?.Id, ClientName: "links" }),
  );
  const address = "sentinel-link-address@example.com";
  await sdk.send(
    new SignUpCommand({
      ClientId: UserPoolClient?.ClientId,
      Username: "sentinel-by-link",
      Password: sentinelPassword(),
      UserAttributes: [{ Name: "email", Value: address }],
    }),
  );
  await followLinkTo(address);
}
