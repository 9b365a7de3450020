import { type BackChannelRefusal, refuse } from "./back-channel-refusal.ts";
import type { LoginContext, LoginRequest } from "./endpoint.ts";

/** Each parameter once; those without a value count as absent (RFC 6749, 3.2). */
export type BackChannelParameters = ReadonlyMap<string, string>;

/** Bytes; several times what the longest metadata takes. */
const LONGEST = 65_536;

/** What stays in logs and histories of whoever stands between must not be secret (RFC 6749, 2.3.1). */
const BODY_ONLY: readonly string[] = ["client_secret"];

/**
 * The parameters of a request by POST: of its form body, and of its query, where Cognito takes them as well (documented in an AWS guide,
 * and observed). One that comes twice, there or here, is refused (RFC 6749, 3.2), and so is a body that is no form in UTF-8. With
 * `profile.strictRequests` the body alone counts.
 */
export async function readParameters(
  request: LoginRequest,
  { profile }: Pick<LoginContext, "profile">,
): Promise<{ kind: "read"; parameters: BackChannelParameters } | BackChannelRefusal> {
  const body = await request.body();
  if (body.length + request.query.length > LONGEST) return refuse("invalid_request", "the request is not too long");
  const form = body.length === 0 ? "" : formOf(request, body);
  if (form === undefined) return refuse("invalid_request", "the body is a form in UTF-8");
  const query = new URLSearchParams(request.query);
  if (profile.strictRequests && query.size > 0) return refuse("invalid_request", "parameters are in the body");
  if (BODY_ONLY.some((name) => query.has(name))) return refuse("invalid_request", "secrets are in the body");

  const parameters = new Map<string, string>();
  for (const [name, value] of [...query, ...new URLSearchParams(form)]) {
    if (parameters.has(name)) return refuse("invalid_request", "no parameter comes twice");
    parameters.set(name, value);
  }
  for (const [name, value] of parameters) if (value === "") parameters.delete(name);
  return { kind: "read", parameters };
}

function formOf(request: LoginRequest, body: Uint8Array): string | undefined {
  const [type = ""] = (request.headers["content-type"] ?? "").split(";");
  if (type.trim().toLowerCase() !== "application/x-www-form-urlencoded") return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}
