import type { LoginContext, LoginResponse } from "./endpoint.ts";
import { redirect } from "./responses.ts";

/**
 * Sends the browser to the login page with the query as it was sent: order and encoding stay (recorded: Referer of POST /login).
 */
export function toLogin({ base }: Pick<LoginContext, "base">, query: string): LoginResponse {
  return redirect(`${base}/login?${query}`);
}
