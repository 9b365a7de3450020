import type { ConformanceModule } from "../conformance-module.ts";
import type { Parameters } from "../protocol/authorize.ts";
import { signIn } from "../protocol/sign-in.ts";
import type { Trial } from "../trial.ts";

/** Parameters that an OP may leave without effect, and must not refuse (OpenID Connect Core, 15.1; RFC 6749, 3.1). */
const rows: readonly { name: string; rule: string; parameters: (trial: Trial) => Parameters }[] = [
  {
    name: "oidcc-display-page",
    rule: "display=page is no error",
    parameters: () => ({ display: "page" }),
  },
  {
    name: "oidcc-display-popup",
    rule: "display=popup is no error",
    parameters: () => ({ display: "popup" }),
  },
  {
    name: "oidcc-ensure-request-with-unknown-parameter-succeeds",
    rule: "an unknown parameter is ignored",
    parameters: () => ({ extra: "foobar" }),
  },
  {
    name: "oidcc-login-hint",
    rule: "login_hint is no error",
    parameters: ({ op }) => ({ login_hint: op.user.username }),
  },
  {
    name: "oidcc-ui-locales",
    rule: "ui_locales is no error",
    parameters: () => ({ ui_locales: "se" }),
  },
  {
    name: "oidcc-claims-locales",
    rule: "claims_locales is no error",
    parameters: () => ({ claims_locales: "se" }),
  },
];

export const parameterModules: readonly ConformanceModule[] = [
  ...rows.map(({ name, rule, parameters }) => ({
    name,
    rule,
    run: async (trial: Trial) => void (await signIn(trial, parameters(trial))),
  })),
  {
    name: "oidcc-ensure-request-with-acr-values-succeeds",
    rule: "acr_values is no error, and one of the values is reached if possible",
    async run(trial) {
      const offered = trial.metadata.acr_values_supported;
      const asked = Array.isArray(offered) ? offered.join(" ") : "1 2";
      const { claims } = await signIn(trial, { acr_values: asked });
      trial.should(asked.split(" ").includes(String(claims.acr)), "the ID token has acr, one of the values asked for");
    },
  },
];
