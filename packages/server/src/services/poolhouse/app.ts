import type { Hono } from "hono";
import { addClockRoutes } from "./clock/clock-routes.ts";
import type { KeptClock } from "./clock/kept-offset.ts";
import { pagePolicy } from "./content-security.ts";
import { errors } from "./errors.ts";
import { answerHealth } from "./health/health-answer.ts";
import { addLandingRoutes } from "./landing/landing-routes.ts";
import { addMailboxRoutes } from "./mailbox/mailbox-routes.ts";
import type { MailboxStore } from "./mailbox/mailbox-store.ts";
import type { PoolhousePorts } from "./ports.ts";
import { createRouting, type PoolhouseEnv } from "./routing.ts";

export interface AppPorts extends PoolhousePorts {
  mailbox: MailboxStore;
  keptClock: KeptClock;
}

/** Everything under `/_poolhouse/` and the start page at `/`. What only browsers see is loaded at its first view. */
export function createPoolhouseApp(ports: AppPorts): Hono<PoolhouseEnv> {
  const { app, addRoute } = createRouting(ports);

  addRoute("/", "anybody", {
    GET: async (context) => {
      const { startPage } = await import("./start-page/start-page.ts");
      return context.html(await startPage(ports), 200, { "content-security-policy": pagePolicy });
    },
  });

  addRoute("/_poolhouse/health", "anybody", {
    GET: async (context) => {
      const { status, headers, body } = await answerHealth(ports.storage, ports.about);
      return context.body(body, status, headers);
    },
  });

  addRoute("/_poolhouse/assets/:name", "anybody", {
    GET: async (context) => {
      const { assets } = await import("./pages/assets.ts");
      const asset = assets.get(context.req.param("name") ?? "");
      if (asset === undefined) throw errors.notFound();
      const headers = { "content-type": asset.type, "cache-control": "public, max-age=31536000, immutable" };
      return context.body(asset.text, 200, headers);
    },
  });

  addMailboxRoutes(addRoute, { mailbox: ports.mailbox, sendsMail: ports.smtp !== undefined });
  addClockRoutes(addRoute, ports);
  addLandingRoutes(addRoute, ports);

  addRoute("/_poolhouse/reset", "developer", {
    POST: async (context) => {
      await ports.reset();
      ports.keptClock.forget();
      return context.json({ status: "reset" });
    },
  });

  addRoute("/_poolhouse/metrics", "administrator", {
    GET: async (context) => {
      const { contentType, text } = await ports.metrics();
      return context.body(text, 200, { "content-type": contentType });
    },
  });

  return app;
}
