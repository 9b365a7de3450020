import process from "node:process";

/** What Playwright needs to start the browser that was found: one of an installed channel and a program. */
export interface ChosenBrowser {
  /** What it is, for the run's first line. */
  readonly name: string;
  readonly channel?: "chrome" | "msedge";
  readonly executablePath?: string;
  /** Besides this process's own environment. */
  readonly env: Readonly<Record<string, string>>;
}

const variable = "POOLHOUSE_E2E_BROWSER";

/** The run finds and prepares the browser once; each suite, a process of its own, is told by the environment. */
export const passedOn = (browser: ChosenBrowser): Record<string, string> => ({ [variable]: JSON.stringify(browser) });

/** @throws Error outside a run */
export function chosenBrowser(): ChosenBrowser {
  const value = process.env[variable];
  if (value === undefined) throw new Error("Start the suites with `node e2e/run.js`.");
  // Written by `passedOn` in the process that started this one.
  return JSON.parse(value) as ChosenBrowser;
}
