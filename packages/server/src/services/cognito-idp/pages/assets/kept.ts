import type { LoginResponse } from "../../oauth/endpoint.ts";

/** A file that never changes under its name. */
export function keptFile(type: string, body: string | Uint8Array): LoginResponse {
  return {
    status: 200,
    headers: {
      "content-type": type,
      "cache-control": "public, max-age=31536000, immutable",
      // What is opened by itself, an image of a style say, runs and loads nothing.
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      "cross-origin-resource-policy": "same-origin",
    },
    body,
  };
}
