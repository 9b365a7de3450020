import { defineService, type OperationsTable, type Service } from "../../aws/service.ts";
import { createConfirmUserSurface } from "./codes/confirm-user-surface.ts";
import { type Cognito, type CognitoNeeds, createCognito } from "./cognito.ts";
import { quotas } from "./limits/quotas.ts";
import { createHostedLogin } from "./oauth/hosted-login.ts";
import { createLoginSurface } from "./oauth/login-surface.ts";
import type { OAuthProfile } from "./oauth/profile.ts";
import type { LoginTexts } from "./pages/texts/login-texts.ts";
import { purgeRemovedPools } from "./pools/rows-of-users.ts";
import { purgeExpired } from "./purge-expired.ts";
import { createIssuerSurface } from "./tokens/issuer-surface.ts";

/** Where each operation is. What is missing here is answered as an unknown operation. */
export const operations: OperationsTable<"cognito-idp", Cognito> = {
  AddCustomAttributes: () => import("./operations/add-custom-attributes.ts"),
  AddUserPoolClientSecret: () => import("./operations/add-user-pool-client-secret.ts"),
  AdminAddUserToGroup: () => import("./operations/admin-add-user-to-group.ts"),
  AdminConfirmSignUp: () => import("./operations/admin-confirm-sign-up.ts"),
  AdminCreateUser: () => import("./operations/admin-create-user.ts"),
  AdminDeleteUser: () => import("./operations/admin-delete-user.ts"),
  AdminDeleteUserAttributes: () => import("./operations/admin-delete-user-attributes.ts"),
  AdminDisableUser: () => import("./operations/admin-disable-user.ts"),
  AdminEnableUser: () => import("./operations/admin-enable-user.ts"),
  AdminGetUser: () => import("./operations/admin-get-user.ts"),
  AdminInitiateAuth: () => import("./operations/admin-initiate-auth.ts"),
  AdminListGroupsForUser: () => import("./operations/admin-list-groups-for-user.ts"),
  AdminRemoveUserFromGroup: () => import("./operations/admin-remove-user-from-group.ts"),
  AdminResetUserPassword: () => import("./operations/admin-reset-user-password.ts"),
  AdminRespondToAuthChallenge: () => import("./operations/admin-respond-to-auth-challenge.ts"),
  AdminSetUserPassword: () => import("./operations/admin-set-user-password.ts"),
  AdminUpdateUserAttributes: () => import("./operations/admin-update-user-attributes.ts"),
  AdminUserGlobalSignOut: () => import("./operations/admin-user-global-sign-out.ts"),
  ChangePassword: () => import("./operations/change-password.ts"),
  ConfirmForgotPassword: () => import("./operations/confirm-forgot-password.ts"),
  ConfirmSignUp: () => import("./operations/confirm-sign-up.ts"),
  CreateGroup: () => import("./operations/create-group.ts"),
  CreateManagedLoginBranding: () => import("./operations/create-managed-login-branding.ts"),
  CreateResourceServer: () => import("./operations/create-resource-server.ts"),
  CreateTerms: () => import("./operations/create-terms.ts"),
  CreateUserPool: () => import("./operations/create-user-pool.ts"),
  CreateUserPoolClient: () => import("./operations/create-user-pool-client.ts"),
  CreateUserPoolDomain: () => import("./operations/create-user-pool-domain.ts"),
  DeleteGroup: () => import("./operations/delete-group.ts"),
  DeleteManagedLoginBranding: () => import("./operations/delete-managed-login-branding.ts"),
  DeleteResourceServer: () => import("./operations/delete-resource-server.ts"),
  DeleteTerms: () => import("./operations/delete-terms.ts"),
  DeleteUser: () => import("./operations/delete-user.ts"),
  DeleteUserAttributes: () => import("./operations/delete-user-attributes.ts"),
  DeleteUserPool: () => import("./operations/delete-user-pool.ts"),
  DeleteUserPoolClient: () => import("./operations/delete-user-pool-client.ts"),
  DeleteUserPoolClientSecret: () => import("./operations/delete-user-pool-client-secret.ts"),
  DeleteUserPoolDomain: () => import("./operations/delete-user-pool-domain.ts"),
  DescribeManagedLoginBranding: () => import("./operations/describe-managed-login-branding.ts"),
  DescribeManagedLoginBrandingByClient: () => import("./operations/describe-managed-login-branding-by-client.ts"),
  DescribeResourceServer: () => import("./operations/describe-resource-server.ts"),
  DescribeTerms: () => import("./operations/describe-terms.ts"),
  DescribeTermsByClient: () => import("./operations/describe-terms-by-client.ts"),
  DescribeUserPool: () => import("./operations/describe-user-pool.ts"),
  DescribeUserPoolClient: () => import("./operations/describe-user-pool-client.ts"),
  DescribeUserPoolDomain: () => import("./operations/describe-user-pool-domain.ts"),
  ForgotPassword: () => import("./operations/forgot-password.ts"),
  GetClientToken: () => import("./operations/get-client-token.ts"),
  GetGroup: () => import("./operations/get-group.ts"),
  GetSigningCertificate: () => import("./operations/get-signing-certificate.ts"),
  GetTokensFromRefreshToken: () => import("./operations/get-tokens-from-refresh-token.ts"),
  GetUICustomization: () => import("./operations/get-ui-customization.ts"),
  GetUser: () => import("./operations/get-user.ts"),
  GetUserAttributeVerificationCode: () => import("./operations/get-user-attribute-verification-code.ts"),
  GetUserPoolClientSessionConfiguration: () => import("./operations/get-user-pool-client-session-configuration.ts"),
  GetUserPoolMfaConfig: () => import("./operations/get-user-pool-mfa-config.ts"),
  GlobalSignOut: () => import("./operations/global-sign-out.ts"),
  InitiateAuth: () => import("./operations/initiate-auth.ts"),
  ListGroups: () => import("./operations/list-groups.ts"),
  ListResourceServers: () => import("./operations/list-resource-servers.ts"),
  ListTagsForResource: () => import("./operations/list-tags-for-resource.ts"),
  ListTerms: () => import("./operations/list-terms.ts"),
  ListUserPoolClientSecrets: () => import("./operations/list-user-pool-client-secrets.ts"),
  ListUserPoolClients: () => import("./operations/list-user-pool-clients.ts"),
  ListUserPools: () => import("./operations/list-user-pools.ts"),
  ListUsers: () => import("./operations/list-users.ts"),
  ListUsersInGroup: () => import("./operations/list-users-in-group.ts"),
  ResendConfirmationCode: () => import("./operations/resend-confirmation-code.ts"),
  RespondToAuthChallenge: () => import("./operations/respond-to-auth-challenge.ts"),
  RevokeToken: () => import("./operations/revoke-token.ts"),
  SetUICustomization: () => import("./operations/set-ui-customization.ts"),
  SetUserPoolClientSessionConfiguration: () => import("./operations/set-user-pool-client-session-configuration.ts"),
  SetUserPoolMfaConfig: () => import("./operations/set-user-pool-mfa-config.ts"),
  SignUp: () => import("./operations/sign-up.ts"),
  TagResource: () => import("./operations/tag-resource.ts"),
  UntagResource: () => import("./operations/untag-resource.ts"),
  UpdateGroup: () => import("./operations/update-group.ts"),
  UpdateManagedLoginBranding: () => import("./operations/update-managed-login-branding.ts"),
  UpdateResourceServer: () => import("./operations/update-resource-server.ts"),
  UpdateTerms: () => import("./operations/update-terms.ts"),
  UpdateUserAttributes: () => import("./operations/update-user-attributes.ts"),
  UpdateUserPool: () => import("./operations/update-user-pool.ts"),
  UpdateUserPoolClient: () => import("./operations/update-user-pool-client.ts"),
  UpdateUserPoolDomain: () => import("./operations/update-user-pool-domain.ts"),
  VerifyUserAttribute: () => import("./operations/verify-user-attribute.ts"),
};

/** How often rows that expired are deleted, in milliseconds. Expiry itself is looked at on every read. */
const PURGE_EVERY = 10 * 60_000;
/** The same for what is left of large pools that were deleted. */
const PURGE_REMOVED_POOLS_EVERY = 60_000;

/** The user pool service as compose sees it. */
export function createCognitoIdp(
  needs: CognitoNeeds & { oauth: OAuthProfile; development: boolean; loginTexts?: LoginTexts | undefined },
) {
  const cognito = createCognito(needs);
  const service: Service = defineService({
    name: "cognito-idp",
    operations,
    ports: cognito,
    validationError: "InvalidParameterException",
    quotas,
  });
  const login = createLoginSurface(cognito, { ...needs, profile: needs.oauth });
  return {
    service,
    surface: createIssuerSurface(cognito, needs.oauth),
    confirmUser: createConfirmUserSurface(cognito, needs),
    login,
    hostedLogin: createHostedLogin(cognito, { handle: login.handle, profile: needs.oauth, random: needs.random }),
    jobs: [
      {
        name: "cognito-idp.purge",
        everyMs: PURGE_EVERY,
        run: (signal: AbortSignal) => purgeExpired(cognito, needs.clock.now(), signal),
      },
      {
        name: "cognito-idp.purge-removed-pools",
        everyMs: PURGE_REMOVED_POOLS_EVERY,
        run: (signal: AbortSignal) => purgeRemovedPools(cognito.storage, signal),
      },
    ],
    /** Once the server listens. */
    start: () => cognito.signingKeys.prepare(),
    close: () => cognito.signingKeys.close(),
  };
}
