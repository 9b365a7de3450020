import type { LoginRequest } from "./endpoint.ts";

/** The fields of a form body, decoded, in the order sent; undefined for a body of another type. */
export async function readForm(request: Pick<LoginRequest, "headers" | "body">): Promise<URLSearchParams | undefined> {
  const [type = ""] = (request.headers["content-type"] ?? "").split(";");
  if (type.trim().toLowerCase() !== "application/x-www-form-urlencoded") return undefined;
  return new URLSearchParams(Buffer.from(await request.body()).toString("utf8"));
}
