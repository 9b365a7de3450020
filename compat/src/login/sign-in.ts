import assert from "node:assert/strict";
import { type Browser, openBrowser, type Page, type Visit } from "../browser/browser.ts";
import { type Account, APPLICATION } from "./login-place.ts";

/** A browser that stops where the applications of these suites are. */
export const newBrowser = (): Browser => openBrowser(({ origin }) => origin === APPLICATION);

/** The login page, which a visit has to be. */
export function loginPage(visit: Visit): Page {
  if (visit.kind === "arrival") assert.fail(`the login page was expected, not ${visit.url}`);
  assert.equal(visit.status, 200, `the login page was expected at ${visit.url}: ${visit.text}`);
  return visit;
}

/** Where at the application a browser arrived. */
export function arrivedAt(visit: Visit): URL {
  if (visit.kind === "page") assert.fail(`the browser stayed at ${visit.url} (${visit.status}): ${visit.text}`);
  return visit.url;
}

/** Signs in by the login form, as a person would. @returns where the browser arrived at the application */
export async function signInThrough(
  browser: Browser,
  authorize: URL | string,
  { username, password }: Pick<Account, "username" | "password">,
): Promise<URL> {
  const page = loginPage(await browser.open(authorize));
  return arrivedAt(await browser.submit(page, { username, password }));
}
