import type { HttpRequest, HttpResponse } from "./message.ts";

/**
 * Which web pages may call a surface, besides the server's own.
 * - `closed`: none. Links to it may be followed.
 * - `own-rules`: any; the surface has CORS rules of its own and nothing in it trusts the loopback (login pages, gateway, buckets).
 * - `public-operations`: any, for the requests that `isPublic` names; it must agree with what `handle` then runs, and hold for every
 *   operation that needs no credentials. CORS headers and preflights are answered in front of the surface.
 */
export type OriginPolicy =
  | { kind: "closed" }
  | { kind: "own-rules" }
  | { kind: "public-operations"; isPublic(request: HttpRequest): boolean };

/** A face of the server: how its requests are recognised, who may call it, and what answers them. */
export interface Surface {
  /** For logs and metrics. */
  name: string;
  /** Looks at method, path, query, headers and host only; never at the body. */
  matches(request: HttpRequest): boolean;
  origins: OriginPolicy;
  /** Present only under the server's own names (`/_poolhouse/…`), never under those of buckets, APIs or login pages. */
  ownHostsOnly?: boolean;
  /**
   * Serves what others wrote. Under one of the server's own names its pages run sandboxed, in an origin of their own, so that
   * they cannot act as the server's pages.
   */
  foreignContent?: boolean;
  /** Hands on X-Forwarded-* headers that a client sent, as AWS's gateway does; elsewhere they are refused. */
  passesForwarded?: boolean;
  /** @throws HttpError for refusals of this layer; anything else is an internal failure. */
  handle(request: HttpRequest): Promise<HttpResponse>;
}

/** The first surface of the table that recognises the request; the order is the rule. */
export function chooseSurface(
  surfaces: readonly Surface[],
  request: HttpRequest,
  servesOwn: boolean,
): Surface | undefined {
  return surfaces.find((surface) => (servesOwn || !surface.ownHostsOnly) && surface.matches(request));
}
