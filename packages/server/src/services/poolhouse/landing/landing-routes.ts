import { getCookie, setCookie } from "hono/cookie";
import { pagePolicy } from "../content-security.ts";
import { errors } from "../errors.ts";
import type { PoolhousePorts } from "../ports.ts";
import type { AddRoute } from "../routing.ts";
import { createLaunch, isAnswerTo, LAUNCH_COOKIE, launchParameters, readLaunch, writeLaunch } from "./launch.ts";

/** As long as a login may take. Seconds. */
const LAUNCH_LIFETIME = 3600;

/**
 * "Launch hosted login" and where it lands: a login without an application, that shows what an application would get. Development only.
 */
export function addLandingRoutes(addRoute: AddRoute, ports: Pick<PoolhousePorts, "hostedLogin" | "random">): void {
  const { hostedLogin, random } = ports;

  addRoute("/_poolhouse/launch/:client", "developer", {
    GET: async (context) => {
      const clientId = context.req.param("client") ?? "";
      const start = await hostedLogin.begin(clientId);
      if (start === undefined) throw errors.noHostedLogin();
      const launch = createLaunch(clientId, random);
      setCookie(context, LAUNCH_COOKIE, writeLaunch(launch), {
        path: "/_poolhouse/landing",
        maxAge: LAUNCH_LIFETIME,
        httpOnly: true,
        sameSite: "Lax",
      });
      return context.redirect(`${start.authorizeUrl}&${launchParameters(launch, start.responseType)}`);
    },
  });

  addRoute("/_poolhouse/landing", "developer", {
    GET: async (context) => {
      const { landingPage } = await import("./landing-page.ts");
      const launch = readLaunch(getCookie(context, LAUNCH_COOKIE));
      const { code, state, error, error_description: description } = context.req.query();
      const own = launch !== undefined && isAnswerTo(launch, state);
      const page = (arrival: Parameters<typeof landingPage>[0], status: 200 | 400 = 200) =>
        context.html(landingPage(arrival), status, { "content-security-policy": pagePolicy });
      if (error !== undefined) return page({ kind: "refused", error, description, clientId: launch?.clientId });
      if (code === undefined) return page({ kind: "fragment", clientId: launch?.clientId });
      // A code that some other page sent here would sign this browser in as somebody else.
      if (!own) return page({ kind: "stray" }, 400);
      const { status, body } = await hostedLogin.redeem({ clientId: launch.clientId, code, verifier: launch.verifier });
      return page({ kind: "redeemed", clientId: launch.clientId, code, status, body });
    },
  });
}
