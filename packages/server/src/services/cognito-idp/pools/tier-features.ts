import type { MfaSettings, PoolSettings } from "./user-pool.ts";

type Tier = PoolSettings["tier"];

const TIERS: readonly Tier[] = ["LITE", "ESSENTIALS", "PLUS"];

/** What needs a dearer tier, under the names AWS gives it. Recorded unless marked; the guide's page on feature plans says which tier. */
const FEATURES: readonly {
  from: Tier;
  name(settings: PoolSettings): string;
  isOn(settings: PoolSettings, mfa: MfaSettings): boolean;
}[] = [
  {
    from: "ESSENTIALS",
    name: () => "Passwordless Sign-In",
    isOn: ({ allowedFirstAuthFactors }) => allowedFirstAuthFactors.some((factor) => factor !== "PASSWORD"),
  },
  {
    from: "ESSENTIALS",
    name: ({ lambdaConfig }) =>
      `Token Customization with Pre-Token Generation Lambda ${lambdaConfig.PreTokenGenerationConfig?.LambdaVersion}`,
    isOn: ({ lambdaConfig }) => (lambdaConfig.PreTokenGenerationConfig?.LambdaVersion ?? "V1_0") !== "V1_0",
  },
  {
    from: "ESSENTIALS",
    name: () => "Password History", // assumed
    isOn: ({ passwordPolicy }) => (passwordPolicy.passwordHistorySize ?? 0) > 0,
  },
  {
    from: "ESSENTIALS",
    name: () => "Email MFA",
    isOn: (_, { emailMfa }) => emailMfa !== undefined,
  },
  {
    from: "PLUS",
    name: () => "Threat Protection",
    isOn: ({ userPoolAddOns }) => (userPoolAddOns?.AdvancedSecurityMode ?? "OFF") !== "OFF",
  },
];

/** The features that are on and that the pool's tier does not have. */
export function unavailableFeatures(settings: PoolSettings, mfa: MfaSettings): string[] {
  return FEATURES.filter(({ from, isOn }) => !includesTier(settings.tier, from) && isOn(settings, mfa)).map(
    ({ name }) => name(settings),
  );
}

/** Whether a pool of `tier` has what begins with `from`. */
export function includesTier(tier: Tier, from: Tier): boolean {
  return TIERS.indexOf(tier) >= TIERS.indexOf(from);
}
