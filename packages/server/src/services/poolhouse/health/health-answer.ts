import type { Storage } from "../../../storage/storage.ts";
import { everyAnswer } from "../content-security.ts";
import type { About } from "../ports.ts";
import { checkHealth } from "./health.ts";

/** A whole answer, in the terms of the listener. */
export interface HealthAnswer {
  status: 200 | 503;
  headers: Record<string, string>;
  body: string;
}

/**
 * The answer to `GET /_poolhouse/health`. It needs no web framework: this is the first thing a new server is asked, and loading the framework
 * and Node's fetch classes takes longer than most of the start.
 */
export async function answerHealth(storage: Storage, about: About): Promise<HealthAnswer> {
  const health = await checkHealth(storage, about);
  return {
    status: health.status === "ok" ? 200 : 503,
    headers: { ...everyAnswer, "content-type": "application/json" },
    body: JSON.stringify(health),
  };
}
