import { errors } from "../errors.ts";
import type { MfaSettings, PoolSettings } from "./user-pool.ts";

type Given = Pick<PoolSettings, "allowedFirstAuthFactors" | "mfaConfiguration" | "smsConfiguration">;

/**
 * The rules on what a sign-in may begin with, and on what may follow it (measured at AWS: go-to-k/cdkd, issues 1975 and 2064, unless
 * marked).
 *
 * @throws InvalidParameterException
 */
export function assertFirstFactors(settings: Given, { webAuthn }: Pick<MfaSettings, "webAuthn">): void {
  const factors = new Set(settings.allowedFirstAuthFactors);
  if (!factors.has("PASSWORD")) throw errors.passwordFactorRequired();
  // In the enum, and refused in words by the reference.
  if (factors.has("SOFTWARE_TOKEN")) throw errors.softwareTokenIsNoFirstFactor();
  if (factors.has("SMS_OTP") && settings.smsConfiguration === undefined) throw errors.smsFactorNeedsSmsConfiguration();
  if (settings.mfaConfiguration !== "ON") return;
  if (factors.has("EMAIL_OTP") || factors.has("SMS_OTP")) throw errors.oneTimeCodesExcludeMfa();
  const passkeysCountTwice = webAuthn?.FactorConfiguration === "MULTI_FACTOR_WITH_USER_VERIFICATION";
  if (factors.has("WEB_AUTHN") && !passkeysCountTwice) throw errors.singleFactorPasskeysExcludeMfa();
}
