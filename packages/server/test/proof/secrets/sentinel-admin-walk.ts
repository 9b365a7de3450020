import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  type AdminInitiateAuthCommandInput,
  AdminResetUserPasswordCommand,
  AdminRespondToAuthChallengeCommand,
  type AdminRespondToAuthChallengeCommandInput,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  AdminUserGlobalSignOutCommand,
  ConfirmSignUpCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { present } from "../../cognito-idp/test-pool.ts";
import { createQuickSrp } from "../quick-srp.ts";
import { sentinelPassword, type WalkPool, type WalkPorts } from "./sentinel-walk.ts";

/** Users whom an administrator makes and signs in: every administrator's operation that takes or gives a secret. */
export async function walkAdministration(ports: WalkPorts, { UserPoolId, main }: WalkPool): Promise<void> {
  const { sdk, codeTo } = ports;
  const { ClientId } = main;
  const Username = "sentinel-invited";
  const address = "sentinel-invited-address@example.com";
  const temporary = sentinelPassword();
  const verified = (Value: string) => [
    { Name: "email", Value },
    { Name: "email_verified", Value: "true" },
  ];
  await sdk.send(
    new AdminCreateUserCommand({
      UserPoolId,
      Username,
      TemporaryPassword: temporary,
      MessageAction: "SUPPRESS",
      UserAttributes: verified(address),
    }),
  );
  const named = { USERNAME: Username, SECRET_HASH: main.hash(Username) };
  const begin = (
    AuthFlow: AdminInitiateAuthCommandInput["AuthFlow"],
    parameters: Record<string, string> = {},
    Session?: string,
  ) =>
    sdk.send(
      new AdminInitiateAuthCommand({
        UserPoolId,
        ClientId,
        AuthFlow,
        AuthParameters: { ...named, ...parameters },
        Session,
      }),
    );
  const respond = (
    ChallengeName: AdminRespondToAuthChallengeCommandInput["ChallengeName"],
    responses: Record<string, string>,
    Session?: string,
  ) =>
    sdk.send(
      new AdminRespondToAuthChallengeCommand({
        UserPoolId,
        ClientId,
        ChallengeName,
        ChallengeResponses: { ...named, ...responses },
        Session,
      }),
    );
  // From choice to password to a new password: sessions in and out.
  const asked = await begin("USER_AUTH");
  const chosen = await respond("SELECT_CHALLENGE", { ANSWER: "PASSWORD", PASSWORD: temporary }, asked.Session);
  const password = sentinelPassword();
  await respond("NEW_PASSWORD_REQUIRED", { NEW_PASSWORD: password }, chosen.Session);

  const srp = createQuickSrp(UserPoolId);
  const begun = await begin("USER_SRP_AUTH", { SRP_A: srp.SRP_A });
  await respond("PASSWORD_VERIFIER", srp.answer(present(begun.ChallengeParameters), password));
  const { AuthenticationResult } = await begin("ADMIN_USER_PASSWORD_AUTH", { PASSWORD: password });
  await begin("REFRESH_TOKEN_AUTH", { REFRESH_TOKEN: present(AuthenticationResult?.RefreshToken) });

  const next = sentinelPassword();
  await sdk.send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password: next, Permanent: true }));
  await begin("ADMIN_USER_PASSWORD_AUTH", { PASSWORD: next });
  await sdk.send(new AdminUpdateUserAttributesCommand({ UserPoolId, Username, UserAttributes: verified(address) }));
  await sdk.send(new AdminGetUserCommand({ UserPoolId, Username }));
  await sdk.send(new AdminUserGlobalSignOutCommand({ UserPoolId, Username }));
  await sdk.send(new AdminResetUserPasswordCommand({ UserPoolId, Username }));
  await codeTo(address);
  await walkInvitation(ports, { UserPoolId, main });

  // The session of a confirmation, taken up from a server.
  const late = { Username: "sentinel-late", hash: main.hash("sentinel-late"), address: "sentinel-late@example.com" };
  await sdk.send(
    new SignUpCommand({
      ClientId,
      SecretHash: late.hash,
      Username: late.Username,
      Password: sentinelPassword(),
      UserAttributes: [{ Name: "email", Value: late.address }],
    }),
  );
  const { Session } = await sdk.send(
    new ConfirmSignUpCommand({
      ClientId,
      SecretHash: late.hash,
      Username: late.Username,
      ConfirmationCode: await codeTo(late.address),
    }),
  );
  await begin("USER_AUTH", { USERNAME: late.Username, SECRET_HASH: late.hash }, Session);
}

/** A temporary password that goes out by mail, and is replaced through the user's own operations. */
async function walkInvitation({ sdk, codeTo }: WalkPorts, { UserPoolId, main }: WalkPool): Promise<void> {
  const { ClientId } = main;
  const Username = "sentinel-mailed";
  const address = "sentinel-mailed-address@example.com";
  const create = { UserPoolId, Username, UserAttributes: [{ Name: "email", Value: address }] };
  await sdk.send(new AdminCreateUserCommand({ ...create, DesiredDeliveryMediums: ["EMAIL"] }));
  const PASSWORD = await codeTo(address);
  const named = { USERNAME: Username, SECRET_HASH: main.hash(Username) };
  const { Session } = await sdk.send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { ...named, PASSWORD },
    }),
  );
  await sdk.send(
    new RespondToAuthChallengeCommand({
      ClientId,
      ChallengeName: "NEW_PASSWORD_REQUIRED",
      ChallengeResponses: { ...named, NEW_PASSWORD: sentinelPassword() },
      Session,
    }),
  );
}
