import type { GetUserPoolMfaConfigResponse, SetUserPoolMfaConfigRequest } from "../../../models/cognito-idp/types.ts";
import { errors } from "../errors.ts";
import { assertFirstFactors } from "./first-factors.ts";
import { assertSmsRegion } from "./pool-regions.ts";
import { includesTier } from "./tier-features.ts";
import type { MfaSettings, UserPool } from "./user-pool.ts";

/** The answer of both MFA operations: factors that were never set are absent. */
export function mfaConfigToWire({ settings, mfa }: UserPool): GetUserPoolMfaConfigResponse {
  return {
    SmsMfaConfiguration: mfa.smsMfa
      ? { SmsAuthenticationMessage: settings.smsAuthenticationMessage, SmsConfiguration: settings.smsConfiguration }
      : undefined,
    SoftwareTokenMfaConfiguration: mfa.softwareTokenMfa,
    EmailMfaConfiguration: mfa.emailMfa,
    MfaConfiguration: settings.mfaConfiguration,
    WebAuthnConfiguration: mfa.webAuthn,
  };
}

/**
 * What SetUserPoolMfaConfig makes of a pool. It replaces: an omitted MfaConfiguration is OFF, and factors that are omitted are gone
 * (measured at AWS: go-to-k/cdkd, issue 1968); the configuration of passkeys stays (assumed).
 *
 * @throws InvalidParameterException, FeatureUnavailableInTierException
 */
export function withMfaConfig(pool: UserPool, request: SetUserPoolMfaConfigRequest): UserPool {
  const {
    SmsMfaConfiguration: sms,
    SoftwareTokenMfaConfiguration: softwareToken,
    EmailMfaConfiguration: email,
  } = request;
  const mfaConfiguration = request.MfaConfiguration ?? "OFF";
  const namesFactor = [sms, softwareToken, email].some((factor) => factor !== undefined);
  // Even a factor that is named to be switched off, and before anything else is looked at (measured).
  if (mfaConfiguration === "OFF" && namesFactor) throw errors.mfaOffWithFactors();
  const relyingParty = request.WebAuthnConfiguration?.RelyingPartyId;
  if (relyingParty !== undefined && !/^[\w.-]+$/.test(relyingParty)) throw errors.invalidRelyingPartyId();
  const mfa: MfaSettings = {
    softwareTokenMfa: softwareToken && { Enabled: softwareToken.Enabled ?? false },
    smsMfa: sms !== undefined,
    emailMfa: email,
    webAuthn: request.WebAuthnConfiguration ?? pool.mfa.webAuthn,
  };
  if (mfaConfiguration !== "OFF" && !hasMfaFactor(mfa)) throw errors.mfaNeedsFactor();
  if (email !== undefined) assertEmailMfa(pool);
  const settings = {
    ...pool.settings,
    mfaConfiguration,
    smsConfiguration: sms?.SmsConfiguration ?? pool.settings.smsConfiguration,
    smsAuthenticationMessage: sms?.SmsAuthenticationMessage ?? pool.settings.smsAuthenticationMessage,
  };
  if (mfa.smsMfa && settings.smsConfiguration === undefined) throw errors.mfaNeedsSmsConfiguration();
  assertFirstFactors(settings, mfa);
  assertSmsRegion(sms?.SmsConfiguration, pool.region);
  return { ...pool, mfa, settings };
}

/** Whether SetUserPoolMfaConfig has enabled something that a second factor can be. Passkeys are none. */
export function hasMfaFactor(mfa: MfaSettings): boolean {
  return mfa.softwareTokenMfa?.Enabled === true || mfa.smsMfa || mfa.emailMfa !== undefined;
}

/** E-mail as a second factor needs a tier above Lite and a sender of one's own (measured at AWS), and another way to recover (reported). */
function assertEmailMfa({ settings }: UserPool): void {
  if (!includesTier(settings.tier, "ESSENTIALS")) throw errors.featuresUnavailableInTier(settings.tier, ["Email MFA"]);
  if (settings.emailConfiguration.EmailSendingAccount !== "DEVELOPER") throw errors.emailMfaNeedsDeveloperAccount();
  if (settings.accountRecovery.every(({ name }) => name === "verified_email")) throw errors.emailMfaNeedsRecovery();
}
