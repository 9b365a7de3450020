import type { CognitoSettings } from "../cognito.ts";
import { errors } from "../errors.ts";

/** From the model, whose pattern AWS does not apply to custom domains. */
const PREFIX = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** A host name of three labels or more: the parent of a custom domain must have an address, which no top-level domain has. */
const CUSTOM = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){2,}[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Words that no prefix may hold. `newcognito` was refused (observed: amplify-cli#3854), a prefix with `-awsome-` was accepted and one
 * with `-aws-` refused (observed: measurements in cdk-preflight, 2026).
 */
const RESERVED: readonly { word: string; isIn(prefix: string): boolean }[] = [
  { word: "aws", isIn: (prefix) => prefix.split("-").includes("aws") },
  { word: "amazon", isIn: (prefix) => prefix.includes("amazon") },
  { word: "cognito", isIn: (prefix) => prefix.includes("cognito") },
];

/** Names that lead to AWS or to the server itself, whoever asks for them. */
const NOT_CUSTOM = /\.(?:amazonaws\.com|amazoncognito\.com|api\.aws|localhost)$/;

/** @throws InvalidParameterException when no prefix domain may have the name */
export function assertPrefix(name: string): void {
  if (!PREFIX.test(name)) throw errors.domainPrefixInvalid();
  const reserved = RESERVED.find(({ isIn }) => isIn(name));
  if (reserved) throw errors.domainReserved(reserved.word);
}

/** @throws InvalidParameterException when no custom domain may have the name */
export function assertCustomDomain(name: string, settings: Pick<CognitoSettings, "isOwnHost">): void {
  if (!CUSTOM.test(name) || NOT_CUSTOM.test(name)) throw errors.customDomainInvalid();
  assertNotOwn(name, settings);
}

/**
 * A pool's pages must not stand among the server's own: its names count as taken.
 *
 * @throws InvalidParameterException when the name is that of `--public-url` or one of `--allowed-hosts`
 */
export function assertNotOwn(name: string, { isOwnHost }: Pick<CognitoSettings, "isOwnHost">): void {
  if (isOwnHost(name)) throw errors.domainTaken();
}
