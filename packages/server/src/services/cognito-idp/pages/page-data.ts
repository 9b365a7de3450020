import type { SealedPlace } from "../../../platform/sealing.ts";
import { domainCookie, readCookie } from "../oauth/domain-cookies.ts";
import type { LoginContext, LoginRequest, LoginResponse } from "../oauth/endpoint.ts";
import { digest } from "./digest.ts";
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

/**
 * How many sign-ins of one browser may be under way at once, each in a tab of its own: what they leave shares a cookie, of which browsers take
 * 4,096 bytes.
 */
const MOST = 4;
/** Characters of the cookie's value. */
const LONGEST = 3_000;

interface Place {
  request: Pick<LoginRequest, "headers" | "secure" | "query">;
  ctx: Pick<LoginContext, "sealer" | "clock" | "base" | "pool">;
  clientId: string;
}

/** What one sign-in left. */
interface Kept {
  request: string;
  data: PageData;
  expiresAt: number;
}

/**
 * What the last page left for this one, on the way of the same authorization request; undefined when there is nothing, or when it is too old,
 * changed, or of another pool or client.
 */
export function readPageData(place: Place): PageData | undefined {
  const request = requestOf(place);
  return keptIn(place).find((one) => one.request === request)?.data;
}

/** The cookie that leaves something for the next page, or takes it away; what other tabs left stays. */
export function pageDataCookie(place: Place, data: PageData | undefined): string {
  const { ctx, clientId } = place;
  const request = requestOf(place);
  const now = ctx.clock.now();
  const own = data && { request, data, expiresAt: now + LIFETIMES[data.kind] };
  const all = [...(own ? [own] : []), ...keptIn(place).filter((one) => one.request !== request)].slice(0, MOST);
  const seal = () => ctx.sealer.seal(JSON.stringify(all), placeOf(ctx, clientId));
  if (all.length === 0) return domainCookie(PAGE_DATA_COOKIE, "", 0, place);
  let sealed = seal();
  while (sealed.length > LONGEST && all.length > 1) {
    all.pop();
    sealed = seal();
  }
  const lifetime = Math.max(...all.map(({ expiresAt }) => expiresAt)) - now;
  return domainCookie(PAGE_DATA_COOKIE, sealed, Math.ceil(lifetime / 1000), place);
}

/**
 * An answer that leaves what pages left as it is. A browser keeps its cookies back from another site's form, and takes those of the answer: what
 * knows nothing of the tabs that are under way must not take their place.
 */
export function withoutPageData(answer: LoginResponse): LoginResponse {
  const given = [answer.headers["set-cookie"] ?? []].flat();
  const others = given.filter((cookie) => !cookie.startsWith(`${PAGE_DATA_COOKIE}=`));
  return { ...answer, headers: { ...answer.headers, "set-cookie": others } };
}

/** What is in the request's cookie, newest first. */
function keptIn({ request, ctx, clientId }: Place): Kept[] {
  const sealed = readCookie(request, PAGE_DATA_COOKIE);
  if (sealed === undefined) return [];
  try {
    const all: Kept[] = JSON.parse(ctx.sealer.open(sealed, placeOf(ctx, clientId)).toString("utf8"));
    const now = ctx.clock.now();
    return all.filter(({ expiresAt }) => now < expiresAt);
  } catch {
    return [];
  }
}

/** What tells one authorization request of a client from another: applications draw these anew for each. */
function requestOf({ request: { query } }: Place): string {
  const parameters = new URLSearchParams(query);
  const drawn = ["state", "nonce", "code_challenge"].map((name) => parameters.get(name));
  return digest(drawn);
}

const placeOf = ({ pool }: Place["ctx"], clientId: string): SealedPlace => ({
  table: "pages",
  row: `${pool.id}/${clientId}`,
  column: PAGE_DATA_COOKIE,
});
