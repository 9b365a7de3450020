import type { Surface } from "../surfaces.ts";
import type { Authority } from "./authority.ts";

const authorityPath = "/_poolhouse/authority.pem";

/**
 * Gives out the local authority's certificate, which is public: where the data folder is out of reach (memory, containers) clients
 * fetch it here. Whoever fetches it over a network that others share must compare its fingerprint.
 */
export function authoritySurface(authority: () => Promise<Authority>): Surface {
  return {
    name: "authority",
    ownHostsOnly: true,
    matches: ({ path, method }) => path === authorityPath && (method === "GET" || method === "HEAD"),
    origins: { kind: "closed" },
    async handle() {
      const { certificate } = await authority();
      return {
        status: 200,
        headers: { "content-type": "application/x-pem-file", "cache-control": "no-store" },
        body: certificate,
      };
    },
  };
}
