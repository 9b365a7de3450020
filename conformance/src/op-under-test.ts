import type { Browser, Page, Visit } from "../../compat/src/browser/browser.ts";

/** A relying party as the OP knows it. */
export interface ClientUnderTest {
  clientId: string;
  clientSecret: string;
  authentication: "client_secret_basic" | "client_secret_post";
  redirectUri: string;
  postLogoutRedirectUri: string;
}

/** An OpenID provider, and what the modules must know of it besides its discovery document. */
export interface OpUnderTest {
  issuer: string;
  clients: {
    main: ClientUnderTest;
    /** Proves itself in the body. */
    post: ClientUnderTest;
    /** Another application. */
    second: ClientUnderTest;
  };
  user: { username: string; password: string };
  /** Whether a page asks for the user's password. */
  asksToSignIn(page: Page): boolean;
  /** Answers a page of the sign-in as the user would. Undefined when it asks nothing, an error page for example. */
  answer(browser: Browser, page: Page): Promise<Visit> | undefined;
  /** Whether a page asks the user whether to sign out. */
  asksToSignOut(page: Page): boolean;
  /** Says yes to it. */
  signOut(browser: Browser, page: Page): Promise<Visit>;
  /** Lets time go by, for the OP's clock and for `now`. */
  wait(seconds: number): Promise<void>;
  /** The OP's time: seconds since the epoch. */
  now(): number;
  close(): Promise<void>;
}
