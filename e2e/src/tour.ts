import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { codeFor, otherCode } from "../../compat/src/mailbox.ts";
import { password, word } from "../../compat/src/names.ts";
import { authorizationRequest } from "./authorization.ts";
import { newVisitor } from "./browser/open-browser.ts";
import { confirmPage } from "./pages/confirm-page.ts";
import { loginPage } from "./pages/login-page.ts";
import { forgotPasswordPage, newPasswordPage } from "./pages/password-pages.ts";
import { signUpPage } from "./pages/sign-up-page.ts";
import { addUser, domainAddress, newAccount, type Place } from "./place.ts";

/** Called on each page as it is shown; the tour goes on with the same page, so what was typed has to stay. */
export type Visit = (name: string, page: Page) => Promise<void>;

export interface TourOptions {
  /** The language to ask for. */
  readonly lang?: string;
  readonly context?: BrowserContextOptions;
}

/** Every page that a person can get to, with its errors. */
export async function tour(browser: Browser, place: Place, visit: Visit, options: TourOptions = {}): Promise<void> {
  const parameters: Record<string, string> = options.lang === undefined ? {} : { lang: options.lang };
  const start = async (): Promise<Page> => {
    const page = await newVisitor(browser, options.context);
    await page.goto(authorizationRequest(place, { parameters }).url);
    await loginPage(page).password.waitFor();
    return page;
  };
  await signingIn(await start(), visit);
  await signingUp(await start(), visit);
  await forgetting(await start(), place, visit);
  await invited(await start(), place, visit);
  await lost(await start(), place, visit);
}

async function signingIn(page: Page, visit: Visit): Promise<void> {
  await visit("login", page);
  await loginPage(page).signIn({ username: `nobody_${word()}`, password: password() });
  await loginPage(page).error.waitFor();
  await visit("login-refused", page);
  await page.context().close();
}

async function signingUp(page: Page, visit: Visit): Promise<void> {
  const account = newAccount();
  await loginPage(page).toSignUp.click();
  const signUp = signUpPage(page);
  await signUp.submit.waitFor();
  await visit("sign-up", page);
  await signUp.signUp({ ...account, password: "short" });
  await signUp.error.first().waitFor();
  await visit("sign-up-refused", page);
  await signUp.signUp(account);

  const confirm = confirmPage(page);
  await confirm.code.waitFor();
  await visit("confirm", page);
  await confirm.confirm(otherCode(await codeFor(account.email)));
  await confirm.error.first().waitFor();
  await visit("confirm-refused", page);
  await confirm.sendAgain();
  await codeFor(account.email, { after: 1 });
  await confirm.code.waitFor();
  await visit("confirm-resent", page);
  await page.context().close();
}

async function forgetting(page: Page, place: Place, visit: Visit): Promise<void> {
  const account = await addUser(place);
  await loginPage(page).toForgotPassword.click();
  const forgot = forgotPasswordPage(page);
  await forgot.submit.waitFor();
  await visit("forgot-password", page);
  await forgot.username.fill(account.username);
  await forgot.submit.click();

  const reset = newPasswordPage(page);
  await reset.password.waitFor();
  await visit("reset-password", page);
  const code = await codeFor(account.email);
  await reset.choose(password(), otherCode(code));
  await reset.error.first().waitFor();
  await visit("reset-password-refused", page);
  await page.context().close();
}

async function invited(page: Page, place: Place, visit: Visit): Promise<void> {
  const account = await addUser(place, { temporary: true });
  await loginPage(page).signIn(account);
  const form = newPasswordPage(page);
  await form.password.waitFor();
  await visit("new-password", page);
  await form.choose("short");
  await form.error.first().waitFor();
  await visit("new-password-refused", page);

  await place.sdk.adminDisableUser({ UserPoolId: place.poolId, Username: account.username });
  await form.choose(password());
  await loginPage(page).submit.waitFor();
  await visit("login-begun-anew", page);
  await page.context().close();
}

async function lost(page: Page, place: Place, visit: Visit): Promise<void> {
  const query = new URLSearchParams({
    client_id: place.clientId,
    response_type: "code",
    redirect_uri: "https://elsewhere.example.com/callback",
  });
  await page.goto(`${domainAddress(place.prefix)}/oauth2/authorize?${query}`);
  await visit("error", page);
  const link = new URLSearchParams({ client_id: place.clientId, user_name: "nobody", confirmation_code: "123456" });
  await page.goto(`${domainAddress(place.prefix)}/confirmUser?${link}`);
  await visit("confirmation-link-refused", page);
  await page.context().close();
}
