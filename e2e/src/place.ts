import {
  CognitoIdentityProvider,
  type CreateUserPoolClientCommandInput,
  type CreateUserPoolCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { credentials, endpoint, region } from "../../compat/src/endpoint.ts";
import { given } from "../../compat/src/expect.ts";
import { address, domainPrefix, password, userName, word } from "../../compat/src/names.ts";
import { openRelyingParty, type RelyingParty } from "./relying-party.ts";

/** A pool with login pages, a client of it, and the application that the client stands for. */
export interface Place {
  readonly sdk: CognitoIdentityProvider;
  readonly poolId: string;
  readonly clientId: string;
  readonly prefix: string;
  readonly application: RelyingParty;
  /** A further client of the pool, for the same application. */
  addClient(settings?: ClientSettings): Promise<string>;
  close(): Promise<void>;
}

type ClientSettings = Partial<CreateUserPoolClientCommandInput>;

/** Where the login pages of a domain are: under the server's own name, or under a name of the domain's own. */
export type Form = "path" | "host";

const port = new URL(endpoint).port;

/** The address of a domain, no slash at the end. */
export const domainAddress = (prefix: string, form: Form = "path"): string =>
  form === "path" ? `http://localhost:${port}/_auth/${prefix}` : `http://${prefix}.auth.localhost:${port}`;

/** Makes a pool that verifies e-mail addresses, with managed login pages and one public client for both flows, unless told otherwise. */
export async function openPlace(
  settings: { pool?: Partial<CreateUserPoolCommandInput>; client?: ClientSettings; version?: 1 | 2 } = {},
): Promise<Place> {
  const sdk = new CognitoIdentityProvider({ endpoint, region, credentials, maxAttempts: 1 });
  const application = await openRelyingParty();
  const { UserPool: pool } = await sdk.createUserPool({
    PoolName: `pages ${word()}`,
    AutoVerifiedAttributes: ["email"],
    ...settings.pool,
  });
  const poolId = given(pool?.Id, "UserPool.Id");

  async function addClient(client: ClientSettings = {}): Promise<string> {
    const { UserPoolClient: made } = await sdk.createUserPoolClient({
      UserPoolId: poolId,
      ClientName: `application ${word()}`,
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ["code", "implicit"],
      AllowedOAuthScopes: ["openid", "email", "profile"],
      CallbackURLs: [application.callback],
      LogoutURLs: [application.signedOut],
      SupportedIdentityProviders: ["COGNITO"],
      ...client,
    });
    return given(made?.ClientId, "UserPoolClient.ClientId");
  }

  const clientId = await addClient(settings.client);
  const prefix = domainPrefix();
  await sdk.createUserPoolDomain({ UserPoolId: poolId, Domain: prefix, ManagedLoginVersion: settings.version ?? 2 });
  return {
    sdk,
    poolId,
    clientId,
    prefix,
    application,
    addClient,
    async close() {
      sdk.destroy();
      await application.close();
    },
  };
}

export interface Account {
  readonly username: string;
  readonly email: string;
  readonly password: string;
}

export const newAccount = (): Account => ({ username: userName(), email: address(), password: password() });

/** A user who has signed up and confirmed, or, with a temporary password, one whom an administrator has invited. */
export async function addUser(place: Place, options: { temporary?: boolean } = {}): Promise<Account> {
  const account = newAccount();
  const user = { UserPoolId: place.poolId, Username: account.username };
  await place.sdk.adminCreateUser({
    ...user,
    MessageAction: "SUPPRESS",
    TemporaryPassword: account.password,
    UserAttributes: [
      { Name: "email", Value: account.email },
      { Name: "email_verified", Value: "true" },
    ],
  });
  if (!options.temporary) {
    await place.sdk.adminSetUserPassword({ ...user, Password: account.password, Permanent: true });
  }
  return account;
}
