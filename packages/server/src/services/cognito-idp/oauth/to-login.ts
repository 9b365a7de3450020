import type { LoginContext, LoginResponse } from "./endpoint.ts";
import { redirect } from "./responses.ts";

/**
 * Sends the browser to the login page with the query as it was sent: order and encoding stay (recorded: Referer of POST /login). What no
 * URL may hold is encoded.
 */
export function toLogin({ base }: Pick<LoginContext, "base">, query: string): LoginResponse {
  const visible = query.replace(/[^\x21-\x7e]+/g, (text) => encodeURIComponent(text));
  return redirect(`${base}/login?${visible}`);
}
