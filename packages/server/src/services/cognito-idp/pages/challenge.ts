import { AwsError } from "../../../aws/errors.ts";
import type { LoginResponse } from "../oauth/endpoint.ts";
import { readAnswer } from "../sign-in/respond.ts";
import { takeStep } from "../sign-in/sign-in.ts";
import type { ChallengePage } from "./challenges/challenge-page.ts";
import { challengePages } from "./challenges/registry.ts";
import { completion } from "./completion.ts";
import { toSignIn } from "./confirm.ts";
import { finish } from "./finish.ts";
import { goTo } from "./go-to.ts";
import { again, page } from "./page.ts";
import type { PageData } from "./page-data.ts";
import { problemFrom } from "./problem.ts";
import { showPage } from "./show.ts";
import type { Visit } from "./visit.ts";

type Challenged = Extract<PageData, { kind: "challenge" }>;

/** The pages of challenges, each at its own path: a sign-in that is under way goes on here. */
export default page({
  async show(visit, shown) {
    const asked = askedOn(visit);
    return asked === undefined ? toSignIn(visit) : showPage(visit, asked.challenge.show(visit, asked.data.kept, shown));
  },

  async submit(visit, form) {
    const asked = askedOn(visit);
    return asked === undefined ? toSignIn(visit) : submit(visit, asked, form);
  },
});

interface Asked {
  challenge: ChallengePage;
  data: Challenged;
}

/** The challenge that the browser is to answer on this page. */
function askedOn({ data, request }: Visit): Asked | undefined {
  if (data?.kind !== "challenge") return undefined;
  const path = request.path.toLowerCase();
  const challenge = challengePages.find((one) => one.challenge === data.challenge && one.path.toLowerCase() === path);
  return challenge && { challenge, data };
}

async function submit(visit: Visit, { challenge, data }: Asked, form: URLSearchParams): Promise<LoginResponse> {
  const { texts, ctx, found } = visit;
  const { username, session, kept } = data;
  const problem = challenge.check(form, texts, kept);
  if (problem !== undefined) return showPage(visit, challenge.show(visit, kept, again(problem, form)));
  try {
    const responses = { ...challenge.responses(form), USERNAME: username };
    const { input, key } = await readAnswer(ctx, found, { challenge: challenge.challenge, responses, session });
    return await finish(visit, username, await takeStep(ctx, found, input, key, completion(visit)));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    // The session is over, or its user may not go on: the sign-in begins anew.
    if (error.code === "NotAuthorizedException") {
      ctx.log.info({ requestId: ctx.requestId, code: error.code, rule: error.text }, "refused");
      return goTo(visit, "/login", { kind: "notice", username, notice: "sessionOver", tone: "bad" });
    }
    const told = problemFrom(error, texts, challenge.fields);
    return showPage(visit, challenge.show(visit, kept, again(told, form)));
  }
}
