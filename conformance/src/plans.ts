import type { ConformanceModule, PlanName } from "./conformance-module.ts";
import { codeReuseModules } from "./modules/code-reuse.ts";
import { discoveryEndpointVerification } from "./modules/discovery-endpoint-verification.ts";
import { happyFlows } from "./modules/happy-flows.ts";
import { parameterModules } from "./modules/parameters.ts";
import { refreshToken } from "./modules/refresh-token.ts";
import { refusalModules } from "./modules/refusals.ts";
import { requestObjectModules } from "./modules/request-objects.ts";
import { rpInitiatedLogoutModules } from "./modules/rp-initiated-logout.ts";
import { scopeModules } from "./modules/scopes.ts";
import { sessionModules } from "./modules/session.ts";
import { userInfoModules } from "./modules/user-info.ts";

/** The modules of each plan, in the original's order. */
const names: Readonly<Record<PlanName, readonly string[]>> = {
  "oidcc-config-certification-test-plan": ["oidcc-discovery-endpoint-verification"],
  "oidcc-basic-certification-test-plan": [
    "oidcc-server",
    "oidcc-response-type-missing",
    "oidcc-idtoken-signature",
    "oidcc-idtoken-unsigned",
    "oidcc-userinfo-get",
    "oidcc-userinfo-post-header",
    "oidcc-userinfo-post-body",
    "oidcc-ensure-request-without-nonce-succeeds-for-code-flow",
    "oidcc-scope-profile",
    "oidcc-scope-email",
    "oidcc-scope-address",
    "oidcc-scope-phone",
    "oidcc-scope-all",
    "oidcc-alternate-happy-flow",
    "oidcc-display-page",
    "oidcc-display-popup",
    "oidcc-prompt-login",
    "oidcc-prompt-none-not-logged-in",
    "oidcc-prompt-none-logged-in",
    "oidcc-max-age-1",
    "oidcc-max-age-10000",
    "oidcc-ensure-request-with-unknown-parameter-succeeds",
    "oidcc-id-token-hint",
    "oidcc-login-hint",
    "oidcc-ui-locales",
    "oidcc-claims-locales",
    "oidcc-ensure-request-with-acr-values-succeeds",
    "oidcc-codereuse",
    "oidcc-codereuse-30seconds",
    "oidcc-ensure-registered-redirect-uri",
    "oidcc-ensure-post-request-succeeds",
    "oidcc-server-client-secret-post",
    "oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported",
    "oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported",
    "oidcc-claims-essential",
    "oidcc-ensure-request-object-with-redirect-uri",
    "oidcc-refresh-token",
    "oidcc-ensure-request-with-valid-pkce-succeeds",
  ],
  "oidcc-rp-initiated-logout-certification-test-plan": rpInitiatedLogoutModules.map(({ name }) => name),
};

const written: ReadonlyMap<string, ConformanceModule> = new Map(
  [
    discoveryEndpointVerification,
    ...happyFlows,
    ...refusalModules,
    ...userInfoModules,
    ...scopeModules,
    ...parameterModules,
    ...sessionModules,
    ...codeReuseModules,
    ...requestObjectModules,
    refreshToken,
    ...rpInitiatedLogoutModules,
  ].map((module) => [module.name, module]),
);

export const plans: readonly { name: PlanName; modules: readonly ConformanceModule[] }[] = Object.entries(names).map(
  ([name, modules]) => ({ name: name as PlanName, modules: modules.map(moduleOf) }),
);

/** @throws Error when no module has the name */
export function moduleOf(name: string): ConformanceModule {
  const module = written.get(name);
  if (module === undefined) throw new Error(`no module is called ${name}`);
  return module;
}
