import type { SecureContextOptions } from "node:tls";

/** Older versions are broken (RFC 8996) and no client of AWS needs them: AWS itself refuses them since 2024. */
export const tlsVersions = { minVersion: "TLSv1.2", maxVersion: "TLSv1.3" } as const satisfies SecureContextOptions;
