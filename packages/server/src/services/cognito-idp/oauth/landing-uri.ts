import type { CognitoSettings } from "../cognito.ts";

/**
 * The landing page of a development server, where a login can end that no application is there for. It is a callback URL of every client
 * there, and of none in production.
 */
export function landingUri({ publicUrl }: Pick<CognitoSettings, "publicUrl">): string {
  return `${publicUrl}/_poolhouse/landing`;
}
