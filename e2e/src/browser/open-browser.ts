import process from "node:process";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { chosenBrowser } from "./chosen-browser.ts";

/** Starts the run's browser. Whoever opened it closes it. */
export async function openBrowser(): Promise<Browser> {
  const { name: _, env, ...program } = chosenBrowser();
  return chromium.launch({
    ...program,
    headless: process.env.POOLHOUSE_E2E_SHOW === undefined,
    // Containers mostly forbid what the sandbox needs, and /dev/shm is small there. Nothing here changes what a page may do.
    chromiumSandbox: false,
    args: ["--disable-gpu", "--disable-dev-shm-usage"],
    env: { ...process.env, ...env },
  });
}

/** What hangs fails soon: a page of a local server is there at once, and the machine may be busy. */
const timeoutMs = 15_000;

/** A person with a browser that was never here before: without cookies, in English unless told otherwise. */
export async function newVisitor(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    locale: "en-US",
    viewport: { width: 1280, height: 900 },
    reducedMotion: "reduce",
    ...options,
  });
  context.setDefaultTimeout(timeoutMs);
  return context.newPage();
}
