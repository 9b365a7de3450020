import { type Context, Hono, type MiddlewareHandler } from "hono";
import type { Log } from "../../platform/log.ts";
import type { Random } from "../../platform/random.ts";
import { isAdministrator } from "./access/administrator.ts";
import { isSameOrigin } from "./access/same-origin.ts";
import { everyAnswer } from "./content-security.ts";
import { errors, PoolhouseError } from "./errors.ts";

/** What the listener's adapter hands over besides the web request. */
export interface PoolhouseBindings {
  request?: { requestId: string };
}

export type PoolhouseEnv = { Bindings: PoolhouseBindings };

/** The handlers of one path, by method; GET answers HEAD too. */
export type Methods = Partial<
  Record<"GET" | "POST" | "DELETE", (context: Context<PoolhouseEnv>) => Response | Promise<Response>>
>;

/**
 * Who may use a path.
 * - `anybody`: nothing there is secret.
 * - `administrator`: anybody in development, elsewhere whoever has the administrator's token.
 * - `developer`: exists in development only.
 */
export type Access = "anybody" | "administrator" | "developer";

/** Adds a path. Methods that are not named are answered with 405. */
export type AddRoute = (path: string, access: Access, methods: Methods) => void;

export interface RoutingPorts {
  development: boolean;
  adminToken: string | undefined;
  trustedOrigins: readonly string[];
  random: Random;
  log: Log;
}

/** An application with this service's rules on every path: headers, origins, access, and errors as JSON. */
export function createRouting(ports: RoutingPorts): { app: Hono<PoolhouseEnv>; addRoute: AddRoute } {
  const app = new Hono<PoolhouseEnv>();
  app.use(answerHeaders);
  app.use(ownPagesOnly(ports.trustedOrigins));
  app.notFound(() => {
    throw errors.notFound();
  });
  app.onError((error, context) => {
    // Others are the listener's to render, such as that of a body past the limit.
    if (!(error instanceof PoolhouseError)) throw error;
    const requestId = context.env?.request?.requestId ?? ports.random.uuid();
    ports.log.info({ requestId, rule: error.code, status: error.status }, error.message);
    const body = { __type: error.code, message: error.message, requestId };
    return context.json(body, error.status, { ...everyAnswer, ...error.headers });
  });

  const guards: Record<Access, MiddlewareHandler<PoolhouseEnv>> = {
    anybody: (_, next) => next(),
    administrator: needsToken(ports),
    developer: async (context, next) => {
      await needsToken(ports)(context, async () => {
        if (!ports.development) throw errors.developmentOnly();
        await next();
      });
    },
  };

  return {
    app,
    addRoute(path, access, methods) {
      app.use(path, guards[access]);
      for (const [method, handler] of Object.entries(methods)) app.on(method, path, handler);
      const allowed = Object.keys(methods).flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method]));
      app.all(path, () => {
        throw errors.methodNotAllowed(allowed.join(", "));
      });
    },
  };
}

const answerHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  for (const [name, value] of Object.entries(everyAnswer))
    if (!context.res.headers.has(name)) context.res.headers.set(name, value);
};

function ownPagesOnly(trustedOrigins: readonly string[]): MiddlewareHandler {
  return async ({ req }, next) => {
    const reads = req.method === "GET" || req.method === "HEAD";
    const browser = { origin: req.header("origin"), site: req.header("sec-fetch-site"), host: req.header("host") };
    if (!reads && !isSameOrigin(browser, trustedOrigins)) throw errors.foreignOrigin();
    await next();
  };
}

function needsToken({ development, adminToken }: RoutingPorts): MiddlewareHandler {
  return async ({ req }, next) => {
    if (!development && !isAdministrator(req.header("authorization"), adminToken))
      throw adminToken ? errors.tokenNeeded() : errors.noTokenConfigured();
    await next();
  };
}
