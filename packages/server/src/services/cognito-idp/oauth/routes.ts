import type { OperationName } from "../../../models/index.ts";
import type { Endpoint } from "./endpoint.ts";

/** A path of a pool's domain. */
export interface Route {
  load: () => Promise<{ default: Endpoint }>;
  /** Pages of any origin may read the answer: token, revoke and userInfo (developer guide, "User pool endpoints and managed login reference"). */
  open?: boolean;
  /** The operation whose quota its requests count against; InitiateAuth's unless given. */
  quota?: OperationName<"cognito-idp">;
}

/** Every endpoint and page of a domain, by its path in small letters: pages are found in whatever letters they are asked for. */
export const routes: Readonly<Record<string, Route>> = {
  "/oauth2/authorize": { load: () => import("./authorize.ts") },
  "/oauth2/token": { load: () => import("./token.ts"), open: true },
  "/oauth2/userinfo": { load: () => import("./user-info.ts"), open: true, quota: "GetUser" },
  "/oauth2/revoke": { load: () => import("./revoke.ts"), open: true, quota: "RevokeToken" },
  "/oauth2/introspect": { load: () => import("./introspect.ts"), quota: "GetUser" },
  "/logout": { load: () => import("./logout.ts") },
  "/login": { load: () => import("../pages/login.ts") },
  "/signup": { load: () => import("../pages/signup.ts"), quota: "SignUp" },
  "/confirm": { load: () => import("../pages/confirm.ts"), quota: "ConfirmSignUp" },
  "/resendcode": { load: () => import("../pages/resend-code.ts"), quota: "ResendConfirmationCode" },
  "/forgotpassword": { load: () => import("../pages/forgot-password.ts"), quota: "ForgotPassword" },
  "/confirmforgotpassword": {
    load: () => import("../pages/confirm-forgot-password.ts"),
    quota: "ConfirmForgotPassword",
  },
  "/changepassword": { load: () => import("../pages/challenge.ts"), quota: "RespondToAuthChallenge" },
  "/confirmuser": { load: () => import("../pages/confirm-user.ts"), quota: "ConfirmSignUp" },
  "/error": { load: () => import("../pages/error.ts") },
};

/** Folders of a domain: whatever is under the path. */
const folders: Readonly<Record<string, Route>> = {
  "/_pages/files/": { load: () => import("../pages/assets/file-endpoint.ts"), quota: "GetUser" },
  "/_pages/styles/": { load: () => import("../pages/assets/style-endpoint.ts"), quota: "GetUser" },
  "/_pages/assets/": { load: () => import("../branding/page-asset.ts"), quota: "GetUser" },
};

/** The route of a path within a domain, in whatever letters. */
export function routeOf(path: string): Route | undefined {
  const asked = path.toLowerCase();
  const folder = Object.keys(folders).find((beginning) => asked.startsWith(beginning));
  return routes[asked] ?? (folder === undefined ? undefined : folders[folder]);
}
