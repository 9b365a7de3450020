import { type Browser, openBrowser } from "../../compat/src/browser/browser.ts";
import type { OpUnderTest } from "./op-under-test.ts";
import { fetchMetadata, type Metadata } from "./protocol/metadata.ts";

/** What came of a module. */
export interface Verdict {
  outcome: "passed" | "failed" | "skipped";
  /** Rules that were broken. */
  failures: readonly string[];
  /** What the specifications recommend and the OP does otherwise; no failure, as in the original suite. */
  remarks: readonly string[];
  /** Why the module does not apply, when it was skipped. */
  reason?: string;
}

/** One run of a module: its OP, a browser with no cookies, and the findings. */
export interface Trial {
  op: OpUnderTest;
  browser: Browser;
  metadata: Metadata;
  /** Notes a broken rule and goes on. */
  must(holds: boolean, rule: string): void;
  /** Notes a recommendation that is not followed. */
  should(holds: boolean, rule: string): void;
  /** The value; ends the module when there is none, since nothing after it would make sense. */
  need<T>(value: T | undefined | null, rule: string): T;
  /** Ends the module as not applicable. */
  skip(reason: string): never;
}

class Ended extends Error {}

/** Runs a module against an OP. Whatever is thrown is a failure. */
export async function runTrial(op: OpUnderTest, run: (trial: Trial) => Promise<void>): Promise<Verdict> {
  const failures: string[] = [];
  const remarks: string[] = [];
  let reason: string | undefined;
  const trial = {
    op,
    browser: openBrowser((url) => isOfAClient(op, url)),
    must(holds: boolean, rule: string) {
      if (!holds) failures.push(rule);
    },
    should(holds: boolean, rule: string) {
      if (!holds) remarks.push(rule);
    },
    need<T>(value: T | undefined | null, rule: string): T {
      if (value !== undefined && value !== null) return value;
      failures.push(rule);
      throw new Ended(rule);
    },
    skip(why: string): never {
      reason = why;
      throw new Ended(why);
    },
  };
  try {
    await run({ ...trial, metadata: await fetchMetadata(op) });
  } catch (error) {
    if (!(error instanceof Ended)) failures.push(error instanceof Error ? error.message : String(error));
  }
  if (failures.length > 0) return { outcome: "failed", failures, remarks };
  return reason === undefined
    ? { outcome: "passed", failures, remarks }
    : { outcome: "skipped", failures, remarks, reason };
}

/** Everything on a client's host is the client's, registered or not, so that a browser sent to the wrong page there is seen. */
function isOfAClient(op: OpUnderTest, url: URL): boolean {
  return Object.values(op.clients).some(({ redirectUri }) => new URL(redirectUri).origin === url.origin);
}
