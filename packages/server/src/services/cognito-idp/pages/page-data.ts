import type { SealedPlace } from "../../../platform/sealing.ts";
import { domainCookie, readCookie } from "../oauth/domain-cookies.ts";
import type { LoginContext, LoginRequest } from "../oauth/endpoint.ts";
import type { TextKey } from "./texts/en.ts";

/** Where a code went. */
export interface Sent {
  medium: "EMAIL" | "SMS";
  /** Masked. */
  destination: string;
  byLink: boolean;
}

/** What one page leaves for the next. */
export type PageData =
  /** Somebody signed up, or proved the password of a sign-up that is not confirmed. */
  | {
      kind: "confirm";
      username: string;
      /** Undefined when no code was sent. */
      sent: Sent | undefined;
      notice: TextKey | undefined;
      /** What was signed up with, as `signedUpWith` has it; left out where somebody proved the password. */
      with?: string | undefined;
    }
  /** Somebody asked for a code to set a new password, whether or not there is such a user. */
  | { kind: "reset"; username: string; sent: Sent | undefined }
  /** A sign-in that goes on with a challenge. */
  | {
      kind: "challenge";
      username: string;
      challenge: string;
      session: string;
      /** What its page needs to know. */
      kept: Readonly<Record<string, string>>;
    }
  /** A sentence for the sign-in page. */
  | { kind: "notice"; username: string; notice: TextKey; tone: "good" | "bad" };

/** As at AWS (developer guide, "Managed login"). */
export const PAGE_DATA_COOKIE = "page-data";
/** How long each kind holds, in milliseconds. A code may take its time to arrive. */
const LIFETIMES: Readonly<Record<PageData["kind"], number>> = {
  confirm: 3_600_000,
  reset: 3_600_000,
  challenge: 3_600_000, // the session itself is bounded by the client's AuthSessionValidity
  notice: 300_000,
};

interface Place {
  request: Pick<LoginRequest, "headers" | "secure">;
  ctx: Pick<LoginContext, "sealer" | "clock" | "base" | "pool">;
  clientId: string;
}

interface Kept {
  data: PageData;
  expiresAt: number;
}

/** What the last page left for this one; undefined when there is nothing, or when it is too old, changed, or of another pool or client. */
export function readPageData({ request, ctx, clientId }: Place): PageData | undefined {
  const sealed = readCookie(request, PAGE_DATA_COOKIE);
  if (sealed === undefined) return undefined;
  try {
    const { data, expiresAt }: Kept = JSON.parse(ctx.sealer.open(sealed, placeOf(ctx, clientId)).toString("utf8"));
    return ctx.clock.now() < expiresAt ? data : undefined;
  } catch {
    return undefined;
  }
}

/** The cookie that leaves something for the next page. */
export function pageDataCookie({ request, ctx, clientId }: Place, data: PageData): string {
  const lifetime = LIFETIMES[data.kind];
  const kept: Kept = { data, expiresAt: ctx.clock.now() + lifetime };
  const sealed = ctx.sealer.seal(JSON.stringify(kept), placeOf(ctx, clientId));
  return domainCookie(PAGE_DATA_COOKIE, sealed, lifetime / 1000, { request, ctx });
}

/** Its end. */
export function expiredPageDataCookie({ request, ctx }: Omit<Place, "clientId">): string {
  return domainCookie(PAGE_DATA_COOKIE, "", 0, { request, ctx });
}

const placeOf = ({ pool }: Place["ctx"], clientId: string): SealedPlace => ({
  table: "pages",
  row: `${pool.id}/${clientId}`,
  column: PAGE_DATA_COOKIE,
});
