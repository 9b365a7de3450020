import { attributeErrors } from "./errors/attribute-errors.ts";
import { brandingErrors } from "./errors/branding-errors.ts";
import { clientErrors } from "./errors/client-errors.ts";
import { clientSecretErrors } from "./errors/client-secret-errors.ts";
import { confirmationErrors } from "./errors/confirmation-errors.ts";
import { domainErrors } from "./errors/domain-errors.ts";
import { featureErrors } from "./errors/feature-errors.ts";
import { groupErrors } from "./errors/group-errors.ts";
import { loginSessionErrors } from "./errors/login-session-errors.ts";
import { passwordErrors } from "./errors/password-errors.ts";
import { poolErrors } from "./errors/pool-errors.ts";
import { requestErrors } from "./errors/request-errors.ts";
import { resourceServerErrors } from "./errors/resource-server-errors.ts";
import { schemaErrors } from "./errors/schema-errors.ts";
import { signInErrors } from "./errors/sign-in-errors.ts";
import { tagErrors } from "./errors/tag-errors.ts";
import { termsErrors } from "./errors/terms-errors.ts";
import { tokenErrors } from "./errors/token-errors.ts";
import { usernameErrors } from "./errors/username-errors.ts";

/**
 * Every error of this service, by the condition that raises it: `throw errors.userNotFound()`.
 *
 * A file for each topic lies in errors/. The mark behind a line says where its text comes from: R recorded from AWS, D documented by AWS,
 * O quoted by several third parties, A assumed (no evidence found; see docs/deviations.md). Texts are to the letter, full stops and new
 * lines included.
 */
export const errors = {
  ...requestErrors,
  ...poolErrors,
  ...schemaErrors,
  ...tagErrors,
  ...clientErrors,
  ...clientSecretErrors,
  ...usernameErrors,
  ...attributeErrors,
  ...passwordErrors,
  ...confirmationErrors,
  ...signInErrors,
  ...tokenErrors,
  ...groupErrors,
  ...resourceServerErrors,
  ...domainErrors,
  ...brandingErrors,
  ...termsErrors,
  ...loginSessionErrors,
  ...featureErrors,
} as const;
