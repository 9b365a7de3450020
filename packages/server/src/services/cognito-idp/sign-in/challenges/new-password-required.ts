import { readableAttributes, writableAttributes } from "../../clients/attribute-permissions.ts";
import { errors } from "../../errors.ts";
import type { UserPool } from "../../pools/user-pool.ts";
import { changedAttributes } from "../../users/changed-attributes.ts";
import type { Challenge } from "../machine-types.ts";
import { required } from "../parameters.ts";

const PREFIX = "userAttributes.";

/** The user signed in with a password that an administrator set, and chooses an own one, with the attributes that the pool requires. */
export const newPasswordRequired: Challenge = {
  name: "NEW_PASSWORD_REQUIRED",

  isDue: ({ subject }) => subject.user?.status === "FORCE_CHANGE_PASSWORD",

  async ask({ subject }) {
    const attributes = subject.user?.attributes ?? {};
    // As in tokens and GetUser (assumed): what the client may not read is not told before the sign-in is complete either.
    const readable = readableAttributes(subject.client, subject.pool);
    const shown = Object.entries(attributes).filter(([name]) => readable.has(name));
    return {
      parameters: {
        USER_ID_FOR_SRP: subject.userId,
        // Strings of JSON: identity-js parses both without asking whether they are there.
        requiredAttributes: JSON.stringify(
          missingAttributes(subject.pool, attributes).map((name) => `${PREFIX}${name}`),
        ),
        userAttributes: JSON.stringify(Object.fromEntries(shown)),
      },
      data: null,
    };
  },

  async answer(context) {
    const { subject, parameters, ports } = context;
    const newPassword = required(parameters, "NEW_PASSWORD");
    const given = Object.entries(parameters)
      .filter(([name]) => name.startsWith(PREFIX))
      .map(([name, Value]) => ({ Name: name.slice(PREFIX.length), Value }));
    const { user, pool, client } = subject;
    if (user === undefined) throw errors.invalidSession();
    const by = { kind: "client", writable: writableAttributes(client, pool) } as const;
    const changed = changedAttributes(pool, user, { given, by });
    const missing = missingAttributes(pool, changed.attributes)[0];
    if (missing !== undefined) throw errors.challengeAttributeMissing(missing);
    const password = await ports.newPassword(newPassword, subject);
    return {
      kind: "passed",
      changes: [
        { kind: "set-password", password },
        { kind: "confirm-user", ...changed },
      ],
    };
  },
};

/** The pool's required attributes that the user lacks. */
function missingAttributes(pool: UserPool, has: Readonly<Record<string, string>>): string[] {
  return pool.schema
    .filter(({ name, required: needed }) => needed && name !== "sub" && !has[name])
    .map(({ name }) => name);
}
