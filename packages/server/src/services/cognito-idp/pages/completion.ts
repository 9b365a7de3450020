import { type NewLoginSession, newLoginSession } from "../login-sessions/new-login-session.ts";
import { presentedSessionId } from "../login-sessions/session-cookie.ts";
import type { Completion, ProvenUser } from "../sign-in/sign-in.ts";
import type { Visit } from "./visit.ts";

/** A sign-in on the pages comes to a session on them, in the place of the browser's former one. */
export function completion({ ctx, request, found }: Visit): (proven: ProvenUser) => Completion<NewLoginSession> {
  return ({ user }) => {
    const { pool, client } = found;
    const session = newLoginSession(ctx, { pool, client, user, replaces: presentedSessionId(request) });
    return { insert: session.insert, result: async () => session };
  };
}
