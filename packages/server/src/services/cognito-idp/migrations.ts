import type { Migration } from "../../storage/migration.ts";
import { userPools } from "./migrations/0001-user-pools.ts";
import { appClients } from "./migrations/0002-app-clients.ts";
import { users } from "./migrations/0003-users.ts";
import { signIn } from "./migrations/0004-sign-in.ts";
import { groupsAndResourceServers } from "./migrations/0005-groups-and-resource-servers.ts";
import { signingCertificates } from "./migrations/0006-signing-certificates.ts";
import { loginSessions } from "./migrations/0007-login-sessions.ts";
import { domains } from "./migrations/0008-domains.ts";
import { branding } from "./migrations/0009-branding.ts";
import { terms } from "./migrations/0010-terms.ts";
import { authorizationCodes } from "./migrations/0011-authorization-codes.ts";
import { submissions } from "./migrations/0012-submissions.ts";
import { removedPools } from "./migrations/0013-removed-pools.ts";

/** The schema of this service; `tables.ts` says what each column holds. */
export const cognitoMigrations: Migration[] = [
  userPools,
  appClients,
  users,
  signIn,
  groupsAndResourceServers,
  signingCertificates,
  loginSessions,
  domains,
  branding,
  terms,
  authorizationCodes,
  submissions,
  removedPools,
];
