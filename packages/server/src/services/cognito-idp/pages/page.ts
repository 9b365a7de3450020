import { readSession } from "../login-sessions/read-session.ts";
import type { Endpoint, LoginResponse } from "../oauth/endpoint.ts";
import { readForm } from "../oauth/read-form.ts";
import { isOwnForm } from "./form-origin.ts";
import { isTokenReplaced, isTokenRight } from "./form-token.ts";
import { ledBefore, once } from "./once.ts";
import { withoutPageData } from "./page-data.ts";
import { type Problem, problemOf } from "./problem.ts";
import { openVisit, type Visit } from "./visit.ts";

/** What a form is shown with again: what is wrong, and what was typed. */
export interface Again {
  problem: Problem;
  form: URLSearchParams;
  status: number;
}

/** A page with a form. */
export interface PageWithForm {
  show(visit: Visit, again?: Again): Promise<LoginResponse>;
  /** The form's origin and token are right. */
  submit(visit: Visit, form: URLSearchParams): Promise<LoginResponse>;
}

/**
 * The endpoint of a page with a form. A form that cannot be shown to be the browser's own is not looked at: the page comes again and says so,
 * with a fresh token, so that whoever meant it sends it once more (assumed: what AWS answers was not found; the status too).
 */
export function page({ show, submit }: PageWithForm): Endpoint {
  return {
    async GET(request, ctx) {
      const opened = await openVisit(request, ctx);
      return opened.kind === "answer" ? opened.response : show(opened.visit);
    },

    async POST(request, ctx) {
      const opened = await openVisit(request, ctx);
      if (opened.kind === "answer") return opened.response;
      const { visit } = opened;
      const form = (await readForm(request)) ?? new URLSearchParams();
      const own = isOwnForm(request, ctx);
      const led = own ? await ledBefore(visit, form) : undefined;
      if (led !== undefined) return led;
      if (own && isTokenRight(request, ctx, form)) {
        try {
          return await once(visit, form, () => submit(visit, form));
        } catch (error) {
          // A person should see a page that says so, and the log what it was.
          ctx.log.error({ requestId: ctx.requestId, err: error }, "a login page failed");
          const problem = problemOf(visit.texts, "somethingWentWrong");
          return show(visit, { problem, form: new URLSearchParams(), status: 500 });
        }
      }
      ctx.log.info({ requestId: ctx.requestId, rule: "form token", clientId: visit.clientId }, "refused");
      const meanwhile = own && isTokenReplaced(request, ctx, form) && (await readSession(ctx, request)) !== undefined;
      // Nothing of it is repeated: it may be a stranger's.
      const refused = await show(visit, {
        problem: problemOf(visit.texts, meanwhile ? "signedInMeanwhile" : "formRefused"),
        form: new URLSearchParams(),
        status: 403,
      });
      return own ? refused : withoutPageData(refused);
    },
  };
}

/** What a form that was right in all but its content is shown with again. */
export function again(problem: Problem, form: URLSearchParams): Again {
  return { problem, form, status: 200 };
}
