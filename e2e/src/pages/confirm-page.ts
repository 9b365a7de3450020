import type { Locator, Page } from "playwright-core";

/** The page of `/confirm`, which asks for the code of a sign-up. */
export interface ConfirmPage {
  readonly code: Locator;
  readonly submit: Locator;
  readonly resend: Locator;
  /** Asks for another code. */
  sendAgain(): Promise<void>;
  readonly error: Locator;
  confirm(code: string): Promise<void>;
}

export function confirmPage(page: Page): ConfirmPage {
  const code = page.locator("input#verification_code");
  const submit = page.locator('button[name="confirm"]');
  const resend = page.locator('form[action*="/resendcode"] button');
  return {
    code,
    submit,
    resend,
    async sendAgain() {
      await resend.click();
    },
    error: page.locator(".errorMessage-customizable"),
    async confirm(typed) {
      await code.fill(typed);
      await submit.click();
    },
  };
}
