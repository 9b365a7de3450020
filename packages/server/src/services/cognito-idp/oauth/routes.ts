import type { OperationName } from "../../../models/index.ts";
import type { Endpoint } from "./endpoint.ts";

/** A path of a pool's domain. */
export interface Route {
  load: () => Promise<{ default: Endpoint }>;
  /** Pages of any origin may read the answer: token, revoke and userInfo (developer guide, "User pool endpoints and managed login reference"). */
  open?: boolean;
  /** The operation whose quota its requests count against; InitiateAuth's unless given. */
  quota?: OperationName<"cognito-idp">;
  /** People see its answers: a failure is a page as well. */
  isPage?: true;
  /** Caches keep its answers: no cookie comes with them. */
  isFile?: true;
}

const authorize: Route = { load: () => import("./authorize.ts"), isPage: true };
const token: Route = { load: () => import("./token.ts"), open: true };
const confirmUser: Route = { load: () => import("../pages/confirm-user.ts"), isPage: true, quota: "ConfirmSignUp" };

/** Every endpoint and page of a domain, by its path in small letters: pages are found in whatever letters they are asked for. */
export const routes: Readonly<Record<string, Route>> = {
  "/oauth2/authorize": authorize,
  // "Both will work", says AWS (amazon-cognito-auth-js#50), whose own cognito-at-edge sends browsers to this one.
  "/authorize": authorize,
  "/oauth2/token": token,
  // Applications that are in use call this one.
  "/token": token,
  "/oauth2/userinfo": { load: () => import("./user-info.ts"), open: true, quota: "GetUser" },
  "/oauth2/revoke": { load: () => import("./revoke.ts"), open: true, quota: "RevokeToken" },
  "/oauth2/introspect": { load: () => import("./introspect.ts"), quota: "GetUser" },
  "/logout": { load: () => import("./logout.ts"), isPage: true },
  "/login": { load: () => import("../pages/login.ts"), isPage: true },
  "/signup": { load: () => import("../pages/signup.ts"), isPage: true, quota: "SignUp" },
  "/confirm": { load: () => import("../pages/confirm.ts"), isPage: true, quota: "ConfirmSignUp" },
  "/resendcode": { load: () => import("../pages/resend-code.ts"), isPage: true, quota: "ResendConfirmationCode" },
  "/forgotpassword": { load: () => import("../pages/forgot-password.ts"), isPage: true, quota: "ForgotPassword" },
  "/confirmforgotpassword": {
    load: () => import("../pages/confirm-forgot-password.ts"),
    isPage: true,
    quota: "ConfirmForgotPassword",
  },
  "/changepassword": { load: () => import("../pages/challenge.ts"), isPage: true, quota: "RespondToAuthChallenge" },
  "/confirmuser": confirmUser,
  // As the documented link has it (developer guide, "Customizing email verification messages").
  "/confirmuser/": confirmUser,
  "/error": { load: () => import("../pages/error.ts"), isPage: true },
};

/** Folders of a domain: whatever is under the path. */
const folders: Readonly<Record<string, Route>> = {
  "/_pages/files/": { load: () => import("../pages/assets/file-endpoint.ts"), quota: "GetUser", isFile: true },
  "/_pages/styles/": { load: () => import("../pages/assets/style-endpoint.ts"), quota: "GetUser", isFile: true },
  "/_pages/assets/": { load: () => import("../branding/page-asset.ts"), quota: "GetUser", isFile: true },
};

/** The route of a path within a domain, in whatever letters. */
export function routeOf(path: string): Route | undefined {
  const asked = path.toLowerCase();
  const folder = Object.keys(folders).find((beginning) => asked.startsWith(beginning));
  return routes[asked] ?? (folder === undefined ? undefined : folders[folder]);
}
