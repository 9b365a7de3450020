import type { Log } from "../platform/log.ts";
import { corsHeaders, isPreflight, preflightResponse } from "./cors.ts";
import { errorResponse } from "./error-response.ts";
import { HttpError, httpErrors } from "./errors.ts";
import { forwardedHeader } from "./forwarded.ts";
import type { HostRule } from "./host-rule.ts";
import { parseHost } from "./hosts.ts";
import type { HttpRequest, HttpResponse } from "./message.ts";
import type { Caller } from "./origin-rule.ts";
import { chooseSurface, type Surface } from "./surfaces.ts";

/** A request in, its answer out. Never throws. */
export type Handle = (request: HttpRequest) => Promise<HttpResponse>;

export interface FrontOptions {
  /** Read from top to bottom. */
  surfaces: readonly Surface[];
  hosts: HostRule;
  /** Whether a name was given to somebody else: a pool's custom domain, which is answered whatever the host rule says. */
  isGivenAway?: (host: string) => Promise<boolean>;
  caller: (request: HttpRequest, hostIsOwn: boolean) => Caller;
  /** Pages of foreign origins may call signed operations too: in production, where every signature is verified. */
  signaturesVerified: boolean;
  trustProxy: boolean;
  log: Log;
  /** Told of every answer. */
  observe?: (answered: { surface: string; method: string; status: number; durationMs: number }) => void;
}

/**
 * The way of every request, from a socket or from within the process: host rule, surface, forwarded headers, origin rule, handler.
 * What is refused on the way never reaches a service.
 */
export function createFront(options: FrontOptions): Handle {
  return async (request) => {
    const started = performance.now();
    let surface: Surface | undefined;
    let response: HttpResponse;
    try {
      const host = await readHost(request, options);
      surface = await surfaceOf(request, host, options);
      if (!surface) throw httpErrors.notFound();
      refuseForwarded(request, surface, options);
      response = await answer(request, surface, options.caller(request, options.hosts.isOwn(host)), options);
      // Something that others wrote, under a name of ours: its scripts must not run as ours.
      if (surface.foreignContent && options.hosts.isOwn(host)) response = withHeaders(response, sandbox);
    } catch (error) {
      response = failure(error, request, options.log);
      // Readable for the page that is refused: the message says what to do and nothing else.
      if (request.headers.origin !== undefined && surface?.origins.kind === "public-operations")
        response = withHeaders(response, corsHeaders);
    }
    if (response.headers["x-amzn-requestid"] === undefined)
      response = withHeaders(response, { "x-amzn-requestid": request.requestId });
    const durationMs = Math.round((performance.now() - started) * 10) / 10;
    const name = surface?.name ?? "none";
    options.observe?.({ surface: name, method: request.method, status: response.status, durationMs });
    // Without the query, which may carry codes and tokens.
    options.log.debug(
      {
        requestId: request.requestId,
        surface: name,
        method: request.method,
        path: request.path,
        status: response.status,
        durationMs,
      },
      "answered",
    );
    return response;
  };
}

async function readHost(request: HttpRequest, { hosts, isGivenAway }: FrontOptions): Promise<string> {
  if (request.host === "") throw httpErrors.hostMissing();
  const host = parseHost(request.host);
  if (!host) throw httpErrors.hostMalformed();
  // Whoever may give a name to a pool has said that it leads here: no stranger's page can.
  if (!hosts.accepts(host.name) && !(await isGivenAway?.(host.name))) throw httpErrors.hostRefused(host.name);
  return host.name;
}

/**
 * Whose a name is costs a look into the database, so it is asked for the server's own surfaces alone; and never of names that the operator said
 * are the server's, which no pool's domain takes over.
 */
async function surfaceOf(request: HttpRequest, host: string, options: FrontOptions): Promise<Surface | undefined> {
  const { surfaces, hosts, isGivenAway } = options;
  const surface = chooseSurface(surfaces, request, hosts.servesOwn(host));
  if (!surface?.ownHostsOnly || hosts.isOwn(host)) return surface;
  return (await isGivenAway?.(host)) ? chooseSurface(surfaces, request, false) : surface;
}

function refuseForwarded(request: HttpRequest, surface: Surface, options: FrontOptions): void {
  if (options.trustProxy || surface.passesForwarded) return;
  const header = forwardedHeader(request.headers);
  if (header) throw httpErrors.forwardedRefused(header);
}

async function answer(
  request: HttpRequest,
  surface: Surface,
  caller: Caller,
  options: FrontOptions,
): Promise<HttpResponse> {
  const { origins } = surface;
  if (origins.kind === "own-rules") return surface.handle(request);
  if (origins.kind === "closed") {
    if (caller === "foreign") throw httpErrors.originClosed(originName(request));
    return surface.handle(request);
  }
  if (isPreflight(request)) return preflightResponse(request);
  const foreign = caller === "foreign" || caller === "navigation";
  if (foreign && !options.signaturesVerified && !origins.isPublic(request))
    throw httpErrors.originRefused(originName(request));
  const response = await surface.handle(request);
  return request.headers.origin === undefined ? response : withHeaders(response, corsHeaders);
}

/** Printable, since it stands in a message. */
function originName(request: HttpRequest): string {
  const origin = request.headers.origin ?? "another site";
  if (origin === "null") return "a hidden origin";
  return /^[\x20-\x7e]{1,200}$/.test(origin) ? origin : "an unreadable origin";
}

/** Scripts run, in an origin of their own that shares nothing with the server's pages (CSP level 3, sandbox). */
const sandbox = { "content-security-policy": "sandbox allow-forms allow-modals allow-popups allow-scripts" };

/** A copy: a surface may answer with the same object again. */
function withHeaders(response: HttpResponse, headers: Readonly<Record<string, string>>): HttpResponse {
  return { ...response, headers: { ...response.headers, ...headers } };
}

function failure(error: unknown, request: HttpRequest, log: Log): HttpResponse {
  if (error instanceof HttpError) {
    log.info({ requestId: request.requestId, rule: error.code, status: error.status }, error.message);
    return errorResponse(error, request.requestId);
  }
  log.error({ requestId: request.requestId, err: error }, "a surface failed");
  return errorResponse(httpErrors.internal(), request.requestId);
}
