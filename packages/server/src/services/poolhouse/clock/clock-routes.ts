import type { MovableClock } from "../../../platform/clock.ts";
import { errors } from "../errors.ts";
import type { AddRoute } from "../routing.ts";
import { parseClockChange } from "./clock-request.ts";
import type { KeptClock } from "./kept-offset.ts";

/** `GET` and `POST /_poolhouse/clock`; both answer `{"now": ISO 8601, "offsetSeconds": number}`. Development only. */
export function addClockRoutes(
  addRoute: AddRoute,
  { clock, keptClock }: { clock: MovableClock; keptClock: KeptClock },
): void {
  const time = () => ({ now: new Date(clock.now()).toISOString(), offsetSeconds: clock.offset() / 1000 });

  addRoute("/_poolhouse/clock", "developer", {
    GET: (context) => context.json(time()),
    POST: async (context) => {
      const parsed = parseClockChange(await context.req.text());
      if ("problem" in parsed) throw errors.badRequest(parsed.problem);
      if (!(await keptClock.move(parsed.change)))
        throw errors.badRequest("The clock can be moved within the years 1970 to 9999 only.");
      return context.json(time());
    },
  });
}
