/**
 * The limits on guessing and on sending. Windows are in milliseconds. Counts are the developer guide's ("Quotas", 2023) where it names
 * one; the switch is the server's option `attempt-limits`: `on`, `off`, or a list such as `resend-code=off,confirm-sign-up=100`.
 */
export interface Limit {
  /** How many are allowed in the window. */
  count: number;
  windowMs: number;
}

const HOUR = 3_600_000;

const DEFAULT_LIMITS = {
  /** Failed passwords before the lock of `lockout.ts` begins; quiet for this long forgets them. */
  "sign-in": { count: 5, windowMs: 15 * 60_000 },
  "confirm-sign-up": { count: 15, windowMs: HOUR },
  "confirm-forgot-password": { count: 20, windowMs: HOUR },
  "verify-attribute": { count: 15, windowMs: HOUR },
  "change-password": { count: 5, windowMs: HOUR },
  "resend-code": { count: 5, windowMs: HOUR },
  "forgot-password": { count: 20, windowMs: HOUR },
  "attribute-code": { count: 5, windowMs: HOUR },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof DEFAULT_LIMITS;

/** The limits in force; undefined means switched off. */
export type Limits = Record<LimitName, Limit | undefined>;

/**
 * Reads the option's value.
 * @throws Error with a sentence for the operator when a name or a number is unknown.
 */
export function parseLimits(option: string): Limits {
  const names = Object.keys(DEFAULT_LIMITS) as LimitName[];
  if (option === "off") return Object.fromEntries(names.map((name) => [name, undefined])) as Limits;
  const limits: Limits = { ...DEFAULT_LIMITS };
  if (option === "on" || option === "") return limits;
  for (const entry of option.split(",")) {
    const [name = "", value = ""] = entry.split("=").map((part) => part.trim());
    const known = names.find((candidate) => candidate === name);
    if (known === undefined)
      throw new Error(`attempt-limits: there is no limit "${name}"; there are ${names.join(", ")}`);
    if (value !== "off" && !/^[1-9]\d{0,8}$/.test(value)) {
      throw new Error(`attempt-limits: "${value}" is neither a number nor off, in ${entry}`);
    }
    limits[known] = value === "off" ? undefined : { ...DEFAULT_LIMITS[known], count: Number(value) };
  }
  return limits;
}
