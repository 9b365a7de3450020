import type { AppClient } from "./app-client.ts";

/** Whether refresh tokens rotate, and how long the one just used stays good. Undefined while they do not. */
export function rotation(client: Pick<AppClient, "settings">): { graceMs: number } | undefined {
  const { refreshTokenRotation } = client.settings;
  return refreshTokenRotation?.feature === "ENABLED"
    ? { graceMs: refreshTokenRotation.retryGracePeriodSeconds * 1_000 }
    : undefined;
}
