import { AwsError } from "../../../aws/errors.ts";
import { sendRequestedCode } from "../codes/requested-code.ts";
import { signUpCode } from "../codes/sign-up-code.ts";
import { showConfirm, toSignIn } from "./confirm.ts";
import { goTo } from "./go-to.ts";
import { again, page } from "./page.ts";
import { problemFrom } from "./problem.ts";
import { sentOf } from "./sent.ts";

/** `/resendcode`: sends a new code to whoever is on `/confirm`. */
export default page({
  async show(visit, shown) {
    const { data } = visit;
    if (data?.kind !== "confirm") return toSignIn(visit);
    return shown === undefined ? goTo(visit, "/confirm") : showConfirm(visit, data, shown);
  },

  async submit(visit, form) {
    const { data, ctx, found, texts } = visit;
    if (data?.kind !== "confirm") return toSignIn(visit);
    try {
      const details = await sendRequestedCode(ctx, found, data.username, signUpCode);
      const sent = sentOf(found.pool, details, "resend-code");
      return goTo(visit, "/confirm", { ...data, sent, notice: sent?.byLink ? "newLinkSent" : "newCodeSent" });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return showConfirm(visit, data, again(problemFrom(error, texts, {}), form));
    }
  },
});
