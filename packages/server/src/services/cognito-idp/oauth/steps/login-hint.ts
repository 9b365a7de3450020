import type { Asked, Draft, Step } from "./step.ts";

/** The model's form of user names: what could not be one is no hint. */
const USER_NAME = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u;

export const loginHint = {
  rule: "login_hint fills in what can be a user name",
  take({ parameters }: Pick<Asked, "parameters">, draft: Pick<Draft, "loginHint">) {
    const given = parameters.get("login_hint") ?? "";
    draft.loginHint = USER_NAME.test(given) ? given : undefined;
    return undefined;
  },
} satisfies Step;
