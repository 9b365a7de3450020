import type { Step } from "./step.ts";

/** First, so that every refusal after it carries the state. */
export const state: Step = {
  rule: "state goes back as it came",
  take({ parameters }, draft) {
    const [given, ...more] = parameters.getAll("state");
    // Which of two would be the client's is not for us to choose; another step refuses them.
    draft.state = more.length === 0 ? given : undefined;
    return undefined;
  },
};
