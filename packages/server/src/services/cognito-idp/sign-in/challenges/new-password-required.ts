import { effectiveSettings } from "../../clients/effective.ts";
import { errors } from "../../errors.ts";
import { validateSelfUpdate } from "../../users/attributes.ts";
import type { Challenge, StepContext } from "../machine-types.ts";
import { required } from "../parameters.ts";

const PREFIX = "userAttributes.";

/** The user signed in with a password that an administrator set, and chooses an own one, with the attributes that the pool requires. */
export const newPasswordRequired: Challenge = {
  name: "NEW_PASSWORD_REQUIRED",

  isDue: ({ subject }) => subject.user?.status === "FORCE_CHANGE_PASSWORD",

  async ask(context) {
    return {
      parameters: {
        USER_ID_FOR_SRP: context.subject.userId,
        // Strings of JSON: identity-js parses both without asking whether they are there.
        requiredAttributes: JSON.stringify(missingAttributes(context).map((name) => `${PREFIX}${name}`)),
        userAttributes: JSON.stringify(context.subject.user?.attributes ?? {}),
      },
      data: null,
    };
  },

  async answer(context) {
    const { subject, parameters, ports } = context;
    const given = required(parameters, "NEW_PASSWORD");
    const attributes = Object.entries(parameters)
      .filter(([name]) => name.startsWith(PREFIX))
      .map(([name, Value]) => ({ Name: name.slice(PREFIX.length), Value }));
    const changed = attributesAfter(context, attributes);
    const missing = missingAttributes(context).find((name) => !changed[name]);
    if (missing !== undefined) throw errors.challengeAttributeMissing(missing);
    const password = await ports.newPassword(given, subject);
    return {
      kind: "passed",
      changes: [
        { kind: "set-password", password },
        { kind: "confirm-user", attributes: changed },
      ],
    };
  },
};

/** The pool's required attributes that the user lacks. */
function missingAttributes({ subject }: StepContext): string[] {
  const has = subject.user?.attributes ?? {};
  return subject.pool.schema
    .filter(({ name, required: needed }) => needed && name !== "sub" && !has[name])
    .map(({ name }) => name);
}
