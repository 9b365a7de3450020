import type { LoginRequest } from "./endpoint.ts";

/** Bytes; several times what a sign-up with long attributes takes. Taking megabytes of fields apart would keep everybody waiting. */
const LONGEST = 262_144;

/** The fields of a form body, decoded, in the order sent; undefined for a body of another type, or one that no page of ours sends. */
export async function readForm(request: Pick<LoginRequest, "headers" | "body">): Promise<URLSearchParams | undefined> {
  const [type = ""] = (request.headers["content-type"] ?? "").split(";");
  if (type.trim().toLowerCase() !== "application/x-www-form-urlencoded") return undefined;
  const body = await request.body();
  return body.length > LONGEST ? undefined : new URLSearchParams(Buffer.from(body).toString("utf8"));
}
