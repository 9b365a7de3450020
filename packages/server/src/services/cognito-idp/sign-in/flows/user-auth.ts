import { chooseFirstFactor } from "../first-factors.ts";
import type { Flow } from "../machine-types.ts";

/** The choice-based flow: the client names its factor, or is told which there are. */
export const userAuth: Flow = {
  name: "USER_AUTH",
  start: async (context) => {
    const preferred = context.parameters.PREFERRED_CHALLENGE;
    // A preference that the user cannot meet leads to the choice, as none does (documented: PREFERRED_CHALLENGE).
    const verdict = preferred === undefined ? undefined : await chooseFirstFactor(context, preferred);
    return verdict ?? { kind: "ask", challenge: "SELECT_CHALLENGE" };
  },
};
