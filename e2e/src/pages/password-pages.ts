import type { Locator, Page } from "playwright-core";

/** The page of `/forgotPassword`, which asks whose password it was. */
export interface ForgotPasswordPage {
  readonly username: Locator;
  readonly submit: Locator;
}

export function forgotPasswordPage(page: Page): ForgotPasswordPage {
  return {
    username: page.locator('input[name="username"]'),
    submit: page.locator('form button[type="submit"]').first(),
  };
}

/** A page that takes a new password twice: that of `/confirmForgotPassword`, with a code, and that of an invited user, without. */
export interface NewPasswordPage {
  readonly code: Locator;
  readonly password: Locator;
  readonly again: Locator;
  readonly submit: Locator;
  readonly error: Locator;
  choose(password: string, code?: string): Promise<void>;
}

export function newPasswordPage(page: Page): NewPasswordPage {
  const code = page.locator("input#verification_code");
  const password = page.locator('input[name="new_password"]');
  const again = page.locator('input[name="confirm_password"]');
  const submit = page.locator('form:has(input[name="new_password"]) button[type="submit"]').first();
  return {
    code,
    password,
    again,
    submit,
    error: page.locator(".errorMessage-customizable"),
    async choose(chosen, mailed) {
      if (mailed !== undefined) await code.fill(mailed);
      await password.fill(chosen);
      await again.fill(chosen);
      await submit.click();
    },
  };
}
