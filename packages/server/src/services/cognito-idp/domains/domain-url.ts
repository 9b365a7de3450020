import type { CognitoSettings } from "../cognito.ts";
import type { UserPoolDomain } from "./user-pool-domain.ts";

/**
 * Where the domain's pages are, without a final slash; the whole service writes links by this. The path form, since it resolves everywhere,
 * whatever hosts the domain has besides; a custom domain's own host where such hosts lead here. It is the settings that say so, never a
 * Host header.
 */
export function domainUrl(
  { publicUrl, customHosts }: Pick<CognitoSettings, "publicUrl" | "customHosts">,
  { name, kind }: Pick<UserPoolDomain, "name" | "kind">,
): string {
  return kind === "custom" && customHosts ? `https://${name}` : `${publicUrl}/_auth/${name}`;
}
