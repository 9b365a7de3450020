import type { Locator, Page } from "playwright-core";
import type { Account } from "../place.ts";

/** The page of `/signup`. */
export interface SignUpPage {
  readonly username: Locator;
  readonly email: Locator;
  readonly password: Locator;
  readonly submit: Locator;
  readonly error: Locator;
  /** Fills the form in and sends it. */
  signUp(account: Account): Promise<void>;
}

export function signUpPage(page: Page): SignUpPage {
  const username = page.locator('input[name="username"]');
  const email = page.locator('input[name="requiredAttributes[email]"]');
  const password = page.locator('input[name="password"]');
  const submit = page.locator('button[name="signUpButton"]');
  return {
    username,
    email,
    password,
    submit,
    error: page.locator(".errorMessage-customizable"),
    async signUp(account) {
      await username.fill(account.username);
      await email.fill(account.email);
      await password.fill(account.password);
      await submit.click();
    },
  };
}
