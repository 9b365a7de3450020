import type { Locator, Page } from "playwright-core";
import type { Account } from "../place.ts";

/** The page of `/login`, by the names that its users' own test suites rely on. */
export interface LoginPage {
  readonly username: Locator;
  readonly password: Locator;
  readonly submit: Locator;
  readonly error: Locator;
  readonly toSignUp: Locator;
  readonly toForgotPassword: Locator;
  /** Types both and sends the form. */
  signIn(account: Pick<Account, "username" | "password">): Promise<void>;
}

export function loginPage(page: Page): LoginPage {
  const username = page.locator('input[name="username"]');
  const password = page.locator('input[name="password"]');
  const submit = page.locator('[name="signInSubmitButton"]');
  return {
    username,
    password,
    submit,
    error: page.locator("p#loginErrorMessage"),
    toSignUp: page.locator('a[href*="/signup?"]'),
    toForgotPassword: page.locator('a[href*="/forgotPassword?"]'),
    async signIn(account) {
      await username.fill(account.username);
      await password.fill(account.password);
      await submit.click();
    },
  };
}
