import type { LinkOutcome } from "../codes/confirm-user-link.ts";
import type { LoginResponse } from "../oauth/endpoint.ts";
import type { OAuthProfile } from "../oauth/profile.ts";
import { drawFailure } from "./failure.ts";
import { linkOutcome, withoutReferrer } from "./link-outcome.ts";
import { plainLook } from "./look.ts";
import { showPlainly } from "./show.ts";

/** The page of a confirmation link under the server's own name. @param outcome "failed" for what is a failure of ours */
export async function plainLinkPage(profile: OAuthProfile, outcome: LinkOutcome | "failed"): Promise<LoginResponse> {
  const look = plainLook({ base: "", profile });
  const page = outcome === "failed" ? drawFailure(look) : showPlainly(look, linkOutcome(look.texts, outcome));
  return withoutReferrer(await page);
}
