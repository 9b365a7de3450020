import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { chosenBrowser } from "./chosen-browser.ts";
import { launchOptions } from "./launch-options.ts";

/** Starts the run's browser. Whoever opened it closes it. */
export const openBrowser = (): Promise<Browser> => chromium.launch(launchOptions(chosenBrowser()));

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
