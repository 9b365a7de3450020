import type { ExplicitAuthFlowsType } from "../../../models/cognito-idp/types.ts";
import type { AppClient } from "./app-client.ts";

/** What a client can begin a sign-in with; the flow names of InitiateAuth without their aliases. */
export type AuthFlow =
  | "USER_AUTH"
  | "USER_SRP_AUTH"
  | "USER_PASSWORD_AUTH"
  | "ADMIN_USER_PASSWORD_AUTH"
  | "CUSTOM_AUTH"
  | "REFRESH_TOKEN_AUTH";

/**
 * ExplicitAuthFlows in the order in which AWS gives them back, whatever the order sent (recorded; the place of ALLOW_USER_AUTH and
 * of the old names is assumed), each with what it enables. The old names leave SRP and refresh on, except that
 * CUSTOM_AUTH_FLOW_ONLY leaves nothing but custom and refresh (API reference of 2019).
 */
const FLOWS: Record<ExplicitAuthFlowsType, readonly AuthFlow[]> = {
  ALLOW_CUSTOM_AUTH: ["CUSTOM_AUTH"],
  ALLOW_USER_PASSWORD_AUTH: ["USER_PASSWORD_AUTH"],
  ALLOW_ADMIN_USER_PASSWORD_AUTH: ["ADMIN_USER_PASSWORD_AUTH"],
  ALLOW_USER_SRP_AUTH: ["USER_SRP_AUTH"],
  ALLOW_REFRESH_TOKEN_AUTH: ["REFRESH_TOKEN_AUTH"],
  ALLOW_USER_AUTH: ["USER_AUTH"],
  ADMIN_NO_SRP_AUTH: ["ADMIN_USER_PASSWORD_AUTH", "USER_SRP_AUTH", "CUSTOM_AUTH", "REFRESH_TOKEN_AUTH"],
  USER_PASSWORD_AUTH: ["USER_PASSWORD_AUTH", "USER_SRP_AUTH", "CUSTOM_AUTH", "REFRESH_TOKEN_AUTH"],
  CUSTOM_AUTH_FLOW_ONLY: ["CUSTOM_AUTH", "REFRESH_TOKEN_AUTH"],
};

const ORDER = Object.keys(FLOWS);

/** Unset: SRP, custom and refresh (recorded for SRP; documented for the others). */
const BY_DEFAULT: readonly AuthFlow[] = ["USER_SRP_AUTH", "CUSTOM_AUTH", "REFRESH_TOKEN_AUTH"];

/** The flows that a client may use. An empty list enables none. */
function enabledFlows({ settings }: Pick<AppClient, "settings">): ReadonlySet<AuthFlow> {
  const given = settings.explicitAuthFlows;
  // The settings hold what the model's enum let in.
  return new Set(
    given === undefined ? BY_DEFAULT : given.flatMap((name) => FLOWS[name as ExplicitAuthFlowsType] ?? []),
  );
}

/**
 * Whether the client may begin with `flow`, by any name that InitiateAuth and AdminInitiateAuth know it by: ADMIN_NO_SRP_AUTH is
 * ADMIN_USER_PASSWORD_AUTH, REFRESH_TOKEN is REFRESH_TOKEN_AUTH.
 */
export function isFlowEnabled(client: Pick<AppClient, "settings">, flow: string): boolean {
  const names: ReadonlySet<string> = enabledFlows(client);
  return names.has(ALIASES.get(flow) ?? flow);
}

const ALIASES = new Map<string, AuthFlow>([
  ["ADMIN_NO_SRP_AUTH", "ADMIN_USER_PASSWORD_AUTH"],
  ["REFRESH_TOKEN", "REFRESH_TOKEN_AUTH"],
]);

/** Each flow once, in AWS's order. */
export function inAnswerOrder(flows: readonly string[]): string[] {
  return ORDER.filter((name) => flows.includes(name));
}
