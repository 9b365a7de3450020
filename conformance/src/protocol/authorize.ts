import { randomBytes } from "node:crypto";
import type { Visit } from "../../../compat/src/browser/browser.ts";
import type { ClientUnderTest } from "../op-under-test.ts";
import type { Trial } from "../trial.ts";

/** Parameters of a request; undefined leaves one out. */
export type Parameters = Readonly<Record<string, string | undefined>>;

/** A request to the authorization endpoint and where it led, after the user did what the OP asked. */
export interface Authorization {
  client: ClientUnderTest;
  parameters: Parameters;
  /** How often the OP asked for the password. */
  signIns: number;
  end: Visit;
}

/** More pages than any sign-in has: whoever shows one more goes round in a circle. */
const MOST_PAGES = 6;

const random = (bytes = 16): string => randomBytes(bytes).toString("base64url");

export interface AuthorizeOptions {
  client?: ClientUnderTest;
  method?: "GET" | "POST";
  /** Random characters of `state`. */
  stateLength?: number;
  /** Sends the parameters in another order. */
  reversed?: boolean;
}

/** Sends a good request with changes, and walks through the OP's pages as the user. */
export async function authorize(
  trial: Trial,
  changes: Parameters = {},
  options: AuthorizeOptions = {},
): Promise<Authorization> {
  const { op, browser, metadata } = trial;
  const { client = op.clients.main, method = "GET", stateLength = 16 } = options;
  const parameters: Parameters = {
    response_type: "code",
    client_id: client.clientId,
    redirect_uri: client.redirectUri,
    scope: "openid",
    state: random(stateLength).slice(0, stateLength),
    nonce: random(),
    ...changes,
  };
  const endpoint = trial.need(metadata.authorization_endpoint, "the document names the authorization endpoint");
  let end =
    method === "POST"
      ? await browser.post(endpoint, parameters)
      : await browser.open(withParameters(endpoint, parameters, options.reversed));
  let signIns = 0;
  for (let pages = 0; end.kind === "page" && pages < MOST_PAGES; pages += 1) {
    if (op.asksToSignIn(end)) signIns += 1;
    const next = op.answer(browser, end);
    if (next === undefined) break;
    end = await next;
  }
  return { client, parameters, signIns, end };
}

export function withParameters(endpoint: string, parameters: Parameters, reversed = false): URL {
  const url = new URL(endpoint);
  const pairs = Object.entries(parameters);
  for (const [name, value] of reversed ? pairs.toReversed() : pairs) {
    if (value !== undefined) url.searchParams.append(name, value);
  }
  return url;
}

/** What a visit is, for messages. */
export function describeVisit(visit: Visit): string {
  if (visit.kind === "arrival") return `the browser was sent to ${visit.url}`;
  const text = visit.text.replace(/<style[\s\S]*?<\/style>|<[^>]*>/g, " ").replace(/\s+/g, " ");
  return `the browser stayed on a page, ${visit.status} at ${visit.url.pathname}: ${text.trim().slice(0, 200)}`;
}
