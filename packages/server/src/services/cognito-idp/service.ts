import { defineService, type OperationsTable, type Service } from "../../aws/service.ts";
import { codeStore } from "./codes/code-store.ts";
import { type Cognito, type CognitoNeeds, createCognito } from "./cognito.ts";
import { attemptStore } from "./limits/attempt-store.ts";
import { familyStore } from "./tokens/family-store.ts";
import { createIssuerSurface } from "./tokens/issuer-surface.ts";

/** Where each operation is. What is missing here is answered as an unknown operation. */
export const operations: OperationsTable<"cognito-idp", Cognito> = {
  AddCustomAttributes: () => import("./operations/add-custom-attributes.ts"),
  AddUserPoolClientSecret: () => import("./operations/add-user-pool-client-secret.ts"),
  AdminInitiateAuth: () => import("./operations/admin-initiate-auth.ts"),
  AdminRespondToAuthChallenge: () => import("./operations/admin-respond-to-auth-challenge.ts"),
  ConfirmSignUp: () => import("./operations/confirm-sign-up.ts"),
  CreateUserPool: () => import("./operations/create-user-pool.ts"),
  CreateUserPoolClient: () => import("./operations/create-user-pool-client.ts"),
  DeleteUserPool: () => import("./operations/delete-user-pool.ts"),
  DeleteUserPoolClient: () => import("./operations/delete-user-pool-client.ts"),
  DeleteUserPoolClientSecret: () => import("./operations/delete-user-pool-client-secret.ts"),
  DescribeUserPool: () => import("./operations/describe-user-pool.ts"),
  DescribeUserPoolClient: () => import("./operations/describe-user-pool-client.ts"),
  GetSigningCertificate: () => import("./operations/get-signing-certificate.ts"),
  GetUser: () => import("./operations/get-user.ts"),
  GetUserPoolMfaConfig: () => import("./operations/get-user-pool-mfa-config.ts"),
  InitiateAuth: () => import("./operations/initiate-auth.ts"),
  ListUserPoolClientSecrets: () => import("./operations/list-user-pool-client-secrets.ts"),
  ListUserPoolClients: () => import("./operations/list-user-pool-clients.ts"),
  ListUserPools: () => import("./operations/list-user-pools.ts"),
  RespondToAuthChallenge: () => import("./operations/respond-to-auth-challenge.ts"),
  SetUserPoolMfaConfig: () => import("./operations/set-user-pool-mfa-config.ts"),
  SignUp: () => import("./operations/sign-up.ts"),
  UpdateUserPool: () => import("./operations/update-user-pool.ts"),
  UpdateUserPoolClient: () => import("./operations/update-user-pool-client.ts"),
};

/** How often rows that expired are deleted, in milliseconds. Expiry itself is looked at on every read. */
const PURGE_EVERY = 10 * 60_000;
/** How long a row outlives its expiry, so that "expired" and "unknown" are told apart. */
const KEPT_AFTER_EXPIRY = 24 * 3_600_000;

/** The user pool service as compose sees it. */
export function createCognitoIdp(needs: CognitoNeeds) {
  const cognito = createCognito(needs);
  const service: Service = defineService({
    name: "cognito-idp",
    operations,
    ports: cognito,
    validationError: "InvalidParameterException",
  });
  return {
    service,
    surface: createIssuerSurface(cognito),
    jobs: [
      {
        name: "cognito-idp.purge",
        everyMs: PURGE_EVERY,
        run: async () => {
          const before = needs.clock.now() - KEPT_AFTER_EXPIRY;
          await cognito.storage.write((tx) => cognito.sessions.purge(tx, before));
          await cognito.storage.write((tx) => codeStore.purge(tx, before));
          await cognito.storage.write((tx) => attemptStore.purge(tx, before));
          await cognito.storage.write((tx) => familyStore.purge(tx, before));
        },
      },
    ],
    /** Once the server listens. */
    start: () => cognito.signingKeys.prepare(),
    close: () => cognito.signingKeys.close(),
  };
}
