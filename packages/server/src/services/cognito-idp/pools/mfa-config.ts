import type { GetUserPoolMfaConfigResponse, SetUserPoolMfaConfigRequest } from "../../../models/cognito-idp/types.ts";
import { errors } from "../errors.ts";
import { hasMfaFactor } from "./pool-settings.ts";
import { includesTier } from "./tier-features.ts";
import type { MfaSettings, UserPool } from "./user-pool.ts";

/** The answer of both MFA operations: factors that were never set are absent. */
export function mfaConfigToWire({ settings, mfa }: UserPool): GetUserPoolMfaConfigResponse {
  return {
    SmsMfaConfiguration: mfa.smsMfa,
    SoftwareTokenMfaConfiguration: mfa.softwareTokenMfa,
    EmailMfaConfiguration: mfa.emailMfa,
    MfaConfiguration: settings.mfaConfiguration,
    WebAuthnConfiguration: mfa.webAuthn,
  };
}

/**
 * What SetUserPoolMfaConfig makes of a pool. Like an update it replaces: factors that are omitted are off afterwards; the configuration
 * of passkeys stays (assumed).
 *
 * @throws InvalidParameterException, FeatureUnavailableInTierException
 */
export function withMfaConfig(pool: UserPool, request: SetUserPoolMfaConfigRequest): UserPool {
  const mfa: MfaSettings = {
    softwareTokenMfa: request.SoftwareTokenMfaConfiguration,
    smsMfa: request.SmsMfaConfiguration,
    emailMfa: request.EmailMfaConfiguration,
    webAuthn: request.WebAuthnConfiguration ?? pool.mfa.webAuthn,
  };
  const mfaConfiguration = request.MfaConfiguration ?? "OFF";
  if (mfa.emailMfa !== undefined) assertEmailMfa(pool);
  if (mfaConfiguration !== "OFF" && !hasMfaFactor(mfa)) throw errors.mfaNeedsFactor();
  if (mfaConfiguration === "OFF" && mfa.softwareTokenMfa?.Enabled) throw errors.mfaOffWithFactors();
  const smsConfiguration = mfa.smsMfa?.SmsConfiguration ?? pool.settings.smsConfiguration;
  if (mfa.smsMfa !== undefined && smsConfiguration === undefined) throw errors.mfaNeedsSmsConfiguration();
  return {
    ...pool,
    mfa,
    settings: {
      ...pool.settings,
      mfaConfiguration,
      smsConfiguration,
      smsAuthenticationMessage: mfa.smsMfa?.SmsAuthenticationMessage ?? pool.settings.smsAuthenticationMessage,
    },
  };
}

/** E-mail as a second factor needs a tier above Lite and a sender of one's own (measured at AWS). */
function assertEmailMfa({ settings }: UserPool): void {
  if (!includesTier(settings.tier, "ESSENTIALS")) throw errors.featuresUnavailableInTier(settings.tier, ["Email MFA"]);
  if (settings.emailConfiguration.EmailSendingAccount !== "DEVELOPER") throw errors.emailMfaNeedsDeveloperAccount();
}
