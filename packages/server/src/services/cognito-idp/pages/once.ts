import { setTimeout as sleep } from "node:timers/promises";
import { constantTimeEqual } from "../../../platform/constant-time.ts";
import { isUuid } from "../../../platform/random.ts";
import type { SealedPlace } from "../../../platform/sealing.ts";
import { goodSession } from "../login-sessions/read-session.ts";
import { readCookies } from "../oauth/domain-cookies.ts";
import type { LoginResponse } from "../oauth/endpoint.ts";
import { digest } from "./digest.ts";
import { leaveWith } from "./finish.ts";
import { TOKEN_COOKIE } from "./form-token.ts";
import { leadTo } from "./go-to.ts";
import { isLeading, type Lead, type Leading } from "./lead.ts";
import { PAGE_DATA_COOKIE } from "./page-data.ts";
import { ONCE } from "./parts/form.ts";
import { submissionStore } from "./submission-store.ts";
import type { Visit } from "./visit.ts";

/**
 * A form that was sent twice, by a double click where no script holds the second back, does once what it does, and leads twice where it led the
 * first time. Which form it is says a number of its own, drawn anew each time a page is shown, together with all that was typed.
 *
 * Where it led is told to the browser that sent it and to no other: it has the cookies with which it was sent first, or one that the first
 * answer set. Codes and sessions stay good for one use: what comes again is the way on, not the proof.
 */

/** How long it is known that a form was sent. Milliseconds; as long as a sign-in may take at AWS's pages. */
const LIFETIME = 300_000;
/** How long a form waits for the first of its kind, which is being worked on. */
const TRIES = 100;
const BETWEEN_MS = 50;

/** What is kept of a form that went through. */
interface Outcome {
  lead: Lead;
  /** The digest of the cookies it came with. */
  sender: string;
}

/**
 * Where the form led when it was sent before, by the same browser; undefined when it was not, or nowhere. One that is being worked on is not waited
 * for: where it led is kept before its answer sets another token.
 */
export async function ledBefore(visit: Visit, form: URLSearchParams): Promise<LoginResponse | undefined> {
  const key = keyOf(visit, form);
  const found = key === undefined ? undefined : await lookUp(visit, key);
  return found === PENDING ? undefined : follow(visit, found);
}

/** Submits a form; where the same is being submitted, waits for what that comes to. */
export async function once(
  visit: Visit,
  form: URLSearchParams,
  submit: () => Promise<LoginResponse>,
): Promise<LoginResponse> {
  const key = keyOf(visit, form);
  if (key === undefined) return submit();
  if (!(await claim(visit, key))) {
    const led = await follow(visit, await settled(visit, key));
    // The first came to nothing, and so this is a form of its own.
    return led ?? submit();
  }
  let led: Lead | undefined;
  try {
    const answer = await submit();
    if (isLeading(answer)) led = answer.lead;
    return answer;
  } finally {
    await keep(visit, key, led);
  }
}

/** Keeps where a form led, or forgets one that came to nothing. What was done is done: a failure here takes nothing from its answer. */
async function keep(visit: Visit, key: string, lead: Lead | undefined): Promise<void> {
  const { storage, sealer, log, requestId } = visit.ctx;
  try {
    const outcome: Outcome | undefined = lead && { lead, sender: senderOf(visit) };
    const sealed = outcome && sealer.seal(JSON.stringify(outcome), placeOf(key));
    await storage.write((tx) =>
      sealed === undefined ? submissionStore.release(tx, key) : submissionStore.settle(tx, key, sealed),
    );
  } catch (err) {
    log.error({ requestId, err }, "it could not be kept where a form led");
  }
}

function claim({ ctx }: Visit, key: string): Promise<boolean> {
  const now = ctx.clock.now();
  const claimed = { key, poolId: ctx.pool.id, now, expiresAt: now + LIFETIME };
  return ctx.storage.write((tx) => submissionStore.claim(tx, claimed));
}

const PENDING = "pending";

/** What a form came to. */
async function lookUp({ ctx }: Visit, key: string): Promise<Outcome | typeof PENDING | undefined> {
  const found = await submissionStore.find(ctx.storage.db, key, ctx.clock.now());
  if (found === undefined) return undefined;
  if (found.outcome === undefined) return PENDING;
  return JSON.parse(ctx.sealer.open(found.outcome, placeOf(key)).toString("utf8"));
}

/** The same; waits for one that is being worked on. */
async function settled(visit: Visit, key: string): Promise<Outcome | undefined> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const found = await lookUp(visit, key);
    if (found !== PENDING) return found;
    await sleep(BETWEEN_MS);
  }
  return undefined;
}

async function follow(visit: Visit, outcome: Outcome | undefined): Promise<Leading | undefined> {
  if (outcome === undefined || !isSender(visit, outcome)) return undefined;
  const { lead } = outcome;
  const { ctx } = visit;
  ctx.log.info({ requestId: ctx.requestId, clientId: visit.clientId }, "a form came once more");
  if (lead.kind === "page") return leadTo(visit, lead.path, lead.cookies);
  const session = await goodSession(ctx, lead.sessionId);
  return session && leaveWith(visit, session, lead.cookies);
}

/** The pages for a code. Whoever goes back from one and sends the same form means it: another code. */
const FOR_CODES: readonly string[] = ["/confirm", "/confirmForgotPassword"];

/** Whether the browser is the one that sent the form: it did not get the answer yet, or it did. */
function isSender(visit: Visit, { sender, lead }: Outcome): boolean {
  if (constantTimeEqual(sender, senderOf(visit))) return true;
  if (lead.kind === "page" && FOR_CODES.includes(lead.path)) return false;
  return lead.cookies.some((cookie) => brings(visit, cookie));
}

function brings({ request }: Visit, cookie: string): boolean {
  const [, name = "", value = ""] = /^([^=;]+)=([^;]*)/.exec(cookie) ?? [];
  return value !== "" && readCookies(request, name).some((brought) => constantTimeEqual(brought, value));
}

function senderOf({ request }: Visit): string {
  return digest([TOKEN_COOKIE, PAGE_DATA_COOKIE].map((name) => readCookies(request, name)));
}

function keyOf({ ctx, clientId, request }: Visit, form: URLSearchParams): string | undefined {
  if (!isUuid(form.get(ONCE) ?? "")) return undefined;
  return digest([ctx.pool.id, clientId, request.path.toLowerCase(), request.query, [...form]]);
}

const placeOf = (key: string): SealedPlace => ({ table: "submissions", row: key, column: "outcome_sealed" });
