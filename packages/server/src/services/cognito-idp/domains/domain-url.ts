import type { CognitoSettings } from "../cognito.ts";
import type { UserPoolDomain } from "./user-pool-domain.ts";

/**
 * Where the domain's pages are, without a final slash. The path form, since it resolves everywhere, whatever hosts the domain has besides;
 * it is the server's public URL that leads here, never a Host header.
 */
export function domainUrl(
  { publicUrl }: Pick<CognitoSettings, "publicUrl">,
  { name }: Pick<UserPoolDomain, "name">,
): string {
  return `${publicUrl}/_auth/${name}`;
}
