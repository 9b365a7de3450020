import { createHash, timingSafeEqual } from "node:crypto";
import type { Random } from "../../../platform/random.ts";

/** A login that was begun on the start page, as the browser keeps it until it lands: for which client, and what proves that it began it. */
export interface Launch {
  clientId: string;
  state: string;
  /** PKCE's code_verifier (RFC 7636, 4.1). */
  verifier: string;
}

export const LAUNCH_COOKIE = "poolhouse-launch";

export function createLaunch(clientId: string, random: Random): Launch {
  return {
    clientId,
    state: random.bytes(16).toString("base64url"),
    verifier: random.bytes(32).toString("base64url"),
  };
}

/** What `/oauth2/authorize` is told besides; a code challenge only where a code is to come. */
export function launchParameters({ state, verifier }: Launch, responseType: "code" | "token"): string {
  const parameters = new URLSearchParams({ state });
  if (responseType === "code") {
    parameters.set("code_challenge", createHash("sha256").update(verifier).digest("base64url"));
    parameters.set("code_challenge_method", "S256");
  }
  return parameters.toString();
}

/** The cookie's value. Nothing in it is worth forging: it binds a landing to the browser that began. */
export function writeLaunch({ clientId, state, verifier }: Launch): string {
  return [clientId, state, verifier].join(".");
}

/** Undefined for what `writeLaunch` did not write. */
export function readLaunch(value: string | undefined): Launch | undefined {
  const [, clientId, state, verifier] = /^([\w+]{1,128})\.([\w-]{22})\.([\w-]{43})$/.exec(value ?? "") ?? [];
  return clientId === undefined || state === undefined || verifier === undefined
    ? undefined
    : { clientId, state, verifier };
}

/** Whether an answer belongs to the login that this browser began. */
export function isAnswerTo({ state }: Launch, given: string | undefined): boolean {
  const [own, other] = [state, given ?? ""].map((text) => createHash("sha256").update(text).digest());
  return own !== undefined && other !== undefined && timingSafeEqual(own, other);
}
