import type { Challenge } from "../machine-types.ts";
import { required } from "../parameters.ts";
import { provePlainPassword } from "../prove-password.ts";

/** USER_AUTH's password in clear, when it did not come with the choice. */
export const password: Challenge = {
  name: "PASSWORD",

  async ask({ subject }) {
    return { parameters: { USERNAME: subject.userId }, data: null };
  },

  answer: (context) => provePlainPassword(context, required(context.parameters, "PASSWORD")),
};
