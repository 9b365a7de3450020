import process from "node:process";
import type { LaunchOptions } from "playwright-core";
import type { ChosenBrowser } from "./chosen-browser.ts";

/** How the run's browser is started. */
export function launchOptions({ name: _, env, ...program }: ChosenBrowser): LaunchOptions {
  return {
    ...program,
    headless: process.env.POOLHOUSE_E2E_SHOW === undefined,
    // Containers mostly forbid what the sandbox needs, and /dev/shm is small there. Nothing here changes what a page may do.
    chromiumSandbox: false,
    args: ["--disable-gpu", "--disable-dev-shm-usage"],
    env: { ...process.env, ...env },
  };
}
