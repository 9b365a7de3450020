import { errors } from "../errors.ts";
import { assertFirstFactors } from "./first-factors.ts";
import { unavailableFeatures } from "./tier-features.ts";
import type { MfaSettings, PoolSettings } from "./user-pool.ts";

/** The pattern that AWS prints for an invitation without its placeholder (recorded); the model's own lets it pass. */
const CODE_PATTERN = String.raw`[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{####\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*`;
const SMS_CODE_PATTERN = String.raw`(?s).*\{####\}(?s).*`;

/** An address, alone or in angle brackets after a name; how closely AWS looks at it is not known. */
const SENDER = /^(?:.*<)?[^\s<>@]+@[^\s<>@]+>?\s*$/;

/**
 * The rules between a pool's settings, in the order in which they are told (the order is assumed).
 *
 * @param before the tier that the pool had; undefined for a new one
 * @throws InvalidParameterException, FeatureUnavailableInTierException, TierChangeNotAllowedException
 */
export function assertPoolSettings(settings: PoolSettings, mfa: MfaSettings, before?: PoolSettings["tier"]): void {
  for (const rule of RULES) rule(settings, mfa);
  assertTierHas(settings.tier, unavailableFeatures(settings, mfa), before);
}

/**
 * Refuses features that a tier does not have: a change of tier by an error of its own (recorded: stackd
 * refresh_rotation_workflows).
 *
 * @throws FeatureUnavailableInTierException, TierChangeNotAllowedException
 */
export function assertTierHas(
  tier: PoolSettings["tier"],
  unavailable: readonly string[],
  before: PoolSettings["tier"] = tier,
): void {
  if (unavailable.length === 0) return;
  throw before === tier
    ? errors.featuresUnavailableInTier(tier, unavailable)
    : errors.tierChangeNotAllowed(tier, unavailable);
}

const RULES: readonly ((settings: PoolSettings, mfa: MfaSettings) => void)[] = [
  assertFirstFactors,
  assertRecovery,
  assertUpdateVerification,
  assertSmsSending,
  assertEmailSending,
  assertTriggers,
  assertInvitation,
  assertKey,
];

function assertRecovery({ accountRecovery }: PoolSettings): void {
  const names = new Set(accountRecovery.map(({ name }) => name));
  const priorities = new Set(accountRecovery.map(({ priority }) => priority));
  if (names.size < accountRecovery.length || priorities.size < accountRecovery.length) throw errors.duplicateRecovery();
  if (names.has("admin_only") && names.size > 1) throw errors.adminOnlyRecoveryIsExclusive();
}

function assertUpdateVerification(settings: PoolSettings): void {
  const { attributesRequireVerificationBeforeUpdate: waiting, autoVerifiedAttributes } = settings;
  if (waiting.some((name) => !autoVerifiedAttributes.includes(name))) throw errors.updateVerificationNotAutoVerified();
}

function assertSmsSending({ autoVerifiedAttributes, smsConfiguration }: PoolSettings): void {
  if (autoVerifiedAttributes.includes("phone_number") && smsConfiguration === undefined) {
    throw errors.phoneVerificationNeedsSmsConfiguration();
  }
}

/** With COGNITO_DEFAULT a SourceArn may name the sender (API reference, EmailConfigurationType), and a sender needs one. DEVELOPER always does. */
function assertEmailSending({ emailConfiguration }: PoolSettings): void {
  const { EmailSendingAccount, SourceArn, From } = emailConfiguration;
  if (EmailSendingAccount === "DEVELOPER" && SourceArn === undefined) throw errors.developerEmailNeedsSource();
  if (From !== undefined && SourceArn === undefined) throw errors.senderNeedsSource();
  if (From !== undefined && !SENDER.test(From)) throw errors.invalidSender();
}

function assertTriggers({ lambdaConfig }: PoolSettings): void {
  const { CustomEmailSender, CustomSMSSender, KMSKeyID, PreTokenGeneration, PreTokenGenerationConfig } = lambdaConfig;
  if ((CustomEmailSender || CustomSMSSender) && KMSKeyID === undefined) throw errors.customSenderNeedsKmsKey();
  if (PreTokenGeneration && PreTokenGenerationConfig && PreTokenGeneration !== PreTokenGenerationConfig.LambdaArn) {
    throw errors.preTokenGenerationConflict();
  }
}

function assertInvitation({ adminCreateUser }: PoolSettings): void {
  const { EmailMessage: email, SMSMessage: sms } = adminCreateUser.inviteMessageTemplate ?? {};
  const path = "adminCreateUserConfig.inviteMessage";
  if (email !== undefined && !email.includes("{####}")) {
    throw errors.messageLacksPlaceholder(`${path}.emailMessage`, email, CODE_PATTERN);
  }
  if (sms !== undefined && !sms.includes("{####}")) {
    throw errors.messageLacksPlaceholder(`${path}.smsMessage`, sms, SMS_CODE_PATTERN);
  }
  if (email !== undefined && !email.includes("{username}")) throw errors.invitationEmailLacksUsername();
  if (sms !== undefined && !sms.includes("{username}")) throw errors.invitationSmsLacksUsername();
}

function assertKey({ keyConfiguration }: PoolSettings): void {
  const { KeyType, KmsKeyArn } = keyConfiguration;
  if (KeyType === "CUSTOMER_MANAGED_KEY" && KmsKeyArn === undefined) throw errors.customerKeyNeedsArn();
}
