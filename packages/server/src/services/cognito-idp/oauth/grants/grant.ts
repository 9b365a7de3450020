import type { AppClient } from "../../clients/app-client.ts";
import type { ClientAndPool } from "../../clients/require-client.ts";
import type { BackChannelRefusal } from "../back-channel-refusal.ts";
import type { LoginContext } from "../endpoint.ts";
import type { GrantedTokens } from "../granted-tokens.ts";
import type { BackChannelParameters } from "../read-parameters.ts";

/** One value of `grant_type`. */
export interface Grant {
  /** Whether the client has the flow. */
  isAllowed(client: AppClient): boolean;
  take(ctx: LoginContext, request: GrantRequest): Promise<Granted | BackChannelRefusal>;
}

export interface GrantRequest {
  /** The client, which has proven itself. */
  found: ClientAndPool;
  parameters: BackChannelParameters;
}

export interface Granted {
  kind: "granted";
  tokens: GrantedTokens;
}

/** Whether the client takes part in OAuth with this flow. */
export function hasOAuthFlow({ settings }: AppClient, flow: "code" | "client_credentials"): boolean {
  return settings.allowedOAuthFlowsUserPoolClient && (settings.allowedOAuthFlows ?? []).includes(flow);
}
