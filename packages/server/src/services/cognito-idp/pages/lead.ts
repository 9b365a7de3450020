import type { LoginResponse } from "../oauth/endpoint.ts";

/** Where a form that went through leads, as far as it can be kept and followed again. */
export type Lead =
  /** To another page, with what is left for it. */
  | { kind: "page"; path: string; cookies: string[] }
  /** Back to the client, with a session. */
  | { kind: "client"; sessionId: string; cookies: string[] };

/** An answer that leads somewhere. */
export interface Leading extends LoginResponse {
  lead: Lead;
}

export const isLeading = (answer: LoginResponse): answer is Leading => "lead" in answer;
