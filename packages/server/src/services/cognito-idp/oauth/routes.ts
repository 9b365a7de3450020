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
};

/** Folders of a domain: whatever is under the path. */
const folders: Readonly<Record<string, Route>> = {
  "/_pages/assets/": { load: () => import("../branding/page-asset.ts"), quota: "GetUser" },
};

/** The route of a path within a domain, in whatever letters. */
export function routeOf(path: string): Route | undefined {
  const asked = path.toLowerCase();
  const folder = Object.keys(folders).find((beginning) => asked.startsWith(beginning));
  return routes[asked] ?? (folder === undefined ? undefined : folders[folder]);
}
