import { isLoopback } from "../../../platform/addresses.ts";
import { routeOf } from "./routes.ts";

/** Where a request for a domain's pages was addressed to. */
export interface DomainLocation {
  /** "path": under the server's own name. */
  kind: "prefix" | "custom" | "path";
  /** The prefix, or a custom domain's whole name. */
  name: string;
  /** Named by the host; undefined where any will do. */
  region: string | undefined;
  /** What stands before the domain's own paths: "" or `/_auth/{name}`. */
  base: string;
  /** Within the domain, beginning with "/". */
  path: string;
}

const PREFIX_HOST = /^([a-z0-9-]+)\.auth(?:-fips)?\.(?:([a-z0-9-]+)\.)?(?:(amazoncognito\.com)|localhost)$/;
const PATH_FORM = /^\/_auth\/([a-z0-9.-]{1,253})(\/.*)?$/;

/** Paths of a domain besides its endpoints and pages. */
const FOLDERS = /^\/(?:oauth2|saml2|passkeys|_pages)\//i;

/** What a custom domain answers; anything else under its name is somebody else's. */
const isOfDomain = (path: string): boolean => FOLDERS.test(path) || routeOf(path) !== undefined;

/**
 * The domain that a request is for: `{prefix}.auth.{region}.amazoncognito.com`, `{prefix}.auth.{region}.localhost`,
 * `{prefix}.auth.localhost`, `/_auth/{prefix or custom domain}/…` under any name, or a host that may be a custom domain. Tells the form
 * only; whether there is such a domain is for its store.
 */
export function locateDomain(host: string, path: string): DomainLocation | undefined {
  const name = hostName(host);
  const [, prefix, region, aws] = PREFIX_HOST.exec(name) ?? [];
  // AWS's hosts always name the region.
  if (prefix !== undefined && (region !== undefined || aws === undefined)) {
    return { kind: "prefix", name: prefix, region, base: "", path };
  }
  const [, named, rest = "/"] = PATH_FORM.exec(path) ?? [];
  if (named !== undefined) {
    return { kind: "path", name: named, region: undefined, base: `/_auth/${named}`, path: rest };
  }
  return isCustomHost(name) && isOfDomain(path)
    ? { kind: "custom", name, region: undefined, base: "", path }
    : undefined;
}

/** The name in a Host header's value, without port and final dot. */
export function hostName(host: string): string {
  return host.replace(/:\d+$/, "").replace(/\.$/, "");
}

/** Whether a custom domain could have the name: neither AWS's hosts nor the machine's own, nor an address. */
export function isCustomHost(name: string): boolean {
  return (
    /\.[a-z][a-z\d-]*$/.test(name) &&
    !isLoopback(name) &&
    !/\.(?:localhost|amazonaws\.com|amazoncognito\.com)$/.test(name)
  );
}
