import { errors } from "../../src/services/cognito-idp/errors.ts";
import type { Challenge } from "../../src/services/cognito-idp/sign-in/machine-types.ts";
import { required } from "../../src/services/cognito-idp/sign-in/parameters.ts";

/** A challenge that only tests register: everybody answers a sum between the password and the tokens. */
export const riddleChallenge: Challenge = {
  name: "CUSTOM_CHALLENGE",

  isDue: () => true,

  async ask({ subject }) {
    const [one, other] = [2, subject.userId.length];
    return { parameters: { QUESTION: `${one} + ${other}` }, data: { solution: String(one + other) } };
  },

  async answer({ parameters, data }) {
    const given = required(parameters, "ANSWER");
    const solution = typeof data === "object" && data !== null && !Array.isArray(data) ? data.solution : undefined;
    return given === solution
      ? { kind: "passed", changes: [] }
      : { kind: "refused", error: errors.codeMismatch(), session: "counted" };
  },
};
