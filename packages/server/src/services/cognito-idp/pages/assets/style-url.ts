import type { LoginContext } from "../../oauth/endpoint.ts";
import { digest } from "./digest.ts";

/** Where a client's style sheet is. */
export function styleUrl({ base }: Pick<LoginContext, "base">, clientId: string, stylesheet: string): string {
  return `${base}/_pages/styles/${encodeURIComponent(clientId)}/${digest(stylesheet)}.css`;
}
