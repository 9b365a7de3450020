import type { Locator, Page } from "playwright-core";

/** The page of `/confirm`, which asks for the code of a sign-up. */
export interface ConfirmPage {
  readonly code: Locator;
  readonly submit: Locator;
  readonly resend: Locator;
  readonly error: Locator;
  confirm(code: string): Promise<void>;
}

export function confirmPage(page: Page): ConfirmPage {
  const code = page.locator("input#verification_code");
  const submit = page.locator('button[name="confirm"]');
  return {
    code,
    submit,
    resend: page.locator(
      'a[href*="/resendcode"], form[action*="/resendcode"] button, button[formaction*="/resendcode"]',
    ),
    error: page.locator(".errorMessage-customizable"),
    async confirm(typed) {
      await code.fill(typed);
      await submit.click();
    },
  };
}
