import type { Dispatch } from "../aws/dispatch.ts";
import { isSigned, namesTarget } from "../aws/resolve.ts";
import { isPreflight, preflightedHeaders } from "./cors.ts";
import type { HttpRequest } from "./message.ts";
import type { Surface } from "./surfaces.ts";

/**
 * The AWS API: requests with a signature, and those without one that name their operation. They stand apart in the table of surfaces,
 * since a signature decides before any host or path, and a bare target after them.
 */
export function awsApiSurfaces(dispatch: Dispatch): { signed: Surface; unsigned: Surface } {
  const answering = {
    origins: { kind: "public-operations", isPublic: (request) => dispatch.isUnsigned(request) },
    handle: (request) => dispatch.handle(request),
  } satisfies Pick<Surface, "origins" | "handle">;

  return {
    signed: {
      name: "aws-signed",
      matches: (request) => isSigned(request) || asksFor(request, "authorization", "x-amz-date"),
      ...answering,
    },
    unsigned: {
      name: "aws-unsigned",
      matches: (request) => namesTarget(request) || asksFor(request, "x-amz-target"),
      ...answering,
    },
  };
}

/** A browser that asks whether it may send such a request. */
function asksFor(request: HttpRequest, ...names: readonly string[]): boolean {
  if (!isPreflight(request)) return false;
  const asked = preflightedHeaders(request);
  return names.every((name) => asked.has(name));
}
