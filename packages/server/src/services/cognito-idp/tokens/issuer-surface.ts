import type { Cognito } from "../cognito.ts";
import type { OAuthProfile } from "../oauth/profile.ts";
import { discoveryDocument } from "./discovery.ts";
import { jwks } from "./keys.ts";

/** The documents of an issuer. Anybody may read them, from any page. */
export interface IssuerDocument {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const PATH = /^\/([a-z]{2}(?:-[a-z]+)+-\d_[0-9A-Za-z]+)\/\.well-known\/(jwks\.json|openid-configuration)$/;

/** Keys stay as long as their pool does, a pool's domain may come any moment (assumed: no recording of AWS's headers was found). */
const CACHE_CONTROL = { keys: "public, max-age=86400, stale-while-revalidate=300", discovery: "public, max-age=60" };

/** `/{poolId}/.well-known/jwks.json` and `openid-configuration`. */
export function createIssuerSurface({ pools, domains, signingKeys, settings }: Cognito, profile: OAuthProfile) {
  return {
    matches: (path: string): boolean => PATH.test(path),

    async handle({ method, path }: { method: string; path: string }): Promise<IssuerDocument> {
      const [, poolId = "", document] = PATH.exec(path) ?? [];
      if (method !== "GET" && method !== "HEAD") {
        return answer(405, { message: "Method not allowed" }, { allow: "GET, HEAD" });
      }
      const pool = await pools.find(poolId);
      const keys = pool && (await signingKeys.of(pool.id));
      if (pool === undefined || keys === undefined) {
        // Observed of AWS's issuer host: an unknown pool is a 404 with a short JSON text.
        return answer(404, { message: `User pool ${poolId} does not exist.` });
      }
      const found =
        document === "jwks.json"
          ? jwks({ id: keys.id.publicJwk, access: keys.access.publicJwk })
          : discoveryDocument(settings, profile, pool, await domains.ofPool(pool.id));
      return answer(200, found, { "cache-control": CACHE_CONTROL[document === "jwks.json" ? "keys" : "discovery"] });
    },
  };
}

function answer(status: number, body: object, headers: Record<string, string> = {}): IssuerDocument {
  return {
    status,
    headers: { "content-type": "application/json;charset=utf-8", "access-control-allow-origin": "*", ...headers },
    body: JSON.stringify(body),
  };
}
