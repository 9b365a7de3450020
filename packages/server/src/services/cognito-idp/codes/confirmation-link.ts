import type { AppClient } from "../clients/app-client.ts";
import type { Cognito } from "../cognito.ts";
import { domainUrl } from "../domains/domain-url.ts";
import type { UserPool } from "../pools/user-pool.ts";

/** What the links of a client's mails are made with. */
export interface ConfirmationLinks {
  /** Where the page is, without a final slash. */
  base: string;
  clientId: string;
}

/**
 * The links of mails that are caused through a client: on the pool's domain (documented), of two on the custom one (assumed, as discovery does), and
 * where there is none on the server itself. The domain is read from a cache, so this is asked before a unit begins.
 */
export async function confirmationLinks(
  { domains, settings }: Pick<Cognito, "domains" | "settings">,
  { pool, client }: { pool: Pick<UserPool, "id">; client: Pick<AppClient, "id"> },
): Promise<ConfirmationLinks> {
  const { prefix, custom } = await domains.ofPool(pool.id);
  const domain = custom ?? prefix;
  return { base: domain === undefined ? settings.publicUrl : domainUrl(settings, domain), clientId: client.id };
}

/** The link of a mail that confirms by a click, with the parameters that Cognito's has (observed, eight third parties). */
export function confirmationLink(
  { base, clientId }: ConfirmationLinks,
  { username, code }: { username: string; code: string },
): string {
  const parameters = new URLSearchParams({ client_id: clientId, user_name: username, confirmation_code: code });
  return `${base}/confirmUser?${parameters}`;
}
