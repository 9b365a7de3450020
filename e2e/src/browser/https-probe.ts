import process from "node:process";
import { chromium } from "playwright-core";
import type { ChosenBrowser } from "./chosen-browser.ts";
import { launchOptions } from "./launch-options.ts";

const variable = "POOLHOUSE_E2E_WITHOUT_HTTPS";

/**
 * Why this browser cannot open the server by https; undefined when it can. The NSS of the packaged Chromium keeps its database by the system's
 * libsqlite3, and without that library the browser ends at the first certificate.
 */
export async function whyNoHttps(browser: ChosenBrowser, endpoint: string): Promise<string | undefined> {
  const opened = await chromium.launch(launchOptions(browser));
  try {
    await (await opened.newPage()).goto(`https://localhost:${new URL(endpoint).port}/_poolhouse/health`);
    return undefined;
  } catch (error) {
    const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    return `the browser does not open the server by https, mostly for lack of libsqlite3 (Debian: libsqlite3-0): ${reason}`;
  } finally {
    await opened.close();
  }
}

/** Passes the reason on to the suites. @throws Error where POOLHOUSE_REQUIRE lists `https` */
export function passedOnHttps(reason: string | undefined): Record<string, string> {
  if (reason === undefined) return {};
  const required = (process.env.POOLHOUSE_REQUIRE ?? "").split(",").map((name) => name.trim());
  if (required.includes("https")) throw new Error(reason);
  return { [variable]: reason };
}

/** What a test that needs https gives as its `skip`. */
export const withoutHttps = (): string | false => process.env[variable] ?? false;
