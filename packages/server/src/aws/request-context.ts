import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import type { Principal } from "./principal.ts";

/** What an operation knows of the request besides its input. */
export interface RequestContext {
  principal: Principal;
  /** Twelve digits. For an unsigned request that of the server's default; operations take the account from the thing a client's id leads to. */
  account: string;
  /** From the credential scope; for an unsigned request the server's default. */
  region: string;
  /** UUID v4. */
  requestId: string;
  sourceIp: string;
  userAgent: string;
  clock: Clock;
  log: Log;
}
