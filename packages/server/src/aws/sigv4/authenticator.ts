import type { Clock } from "../../platform/clock.ts";
import type { Principal } from "../principal.ts";
import { formatAmzDate } from "./amz-date.ts";
import { type Authorization, algorithm, readAuthorization } from "./authorization.ts";
import { canonicalRequest, type SignedRequest } from "./canonical-request.ts";
import { type CredentialScope, checkScope, parseCredential } from "./credential-scope.ts";
import { signatureErrors } from "./errors.ts";
import { calculateSignature, sameSignature, sha256Hex } from "./signature.ts";

/** A pair of keys that the server knows. */
export interface KnownCredential {
  secretAccessKey: string;
  /** Twelve digits. */
  account: string;
  principalArn: string;
  /** Of temporary credentials: every request must carry it. */
  sessionToken?: string;
}

export interface AuthenticatorOptions {
  /** In development a key that is not configured is accepted with any signature; one that is configured is verified as in production. */
  mode: "development" | "production";
  /** By access key id. */
  credentials: ReadonlyMap<string, KnownCredential>;
  clock: Clock;
}

/** Who signed a request, and for what. */
export interface Authenticated {
  principal: Principal;
  account: string;
  region: string;
  /** The signing name of the scope, `cognito-idp`. */
  service: string;
}

/** @param service the signing name that the request is for, when something else than the scope decides it. */
export type Authenticate = (
  request: SignedRequest,
  body: Uint8Array | (() => Promise<Uint8Array>),
  service?: string,
) => Promise<Authenticated>;

export const defaultAccount = "000000000000";

/** AWS's clocks and its clients' may differ by so much (observed: "5 min." in its answers). */
const skewMs = 5 * 60_000;

/**
 * Verifies Signature Version 4, in the Authorization header or in a presigned URL's query. Signatures are dated by the machine's clock.
 * @returns a function that throws the AwsError for the first thing that is wrong, in the order of AWS's JSON services:
 * parts, date, signed headers, algorithm, credential, scope, key, signature.
 */
export function createAuthenticator(options: AuthenticatorOptions): Authenticate {
  return async (request, body, service) => {
    const given = readAuthorization(request);
    const accessKeyId = given.credential.split("/")[0] ?? "";
    const known = options.credentials.get(accessKeyId);
    const verified = known !== undefined || options.mode === "production";

    if (verified) checkTime(given, options.clock.wall());
    if (!given.signedHeaders.includes("host")) throw signatureErrors.hostUnsigned();
    if (given.algorithm !== algorithm) throw signatureErrors.algorithm(given.algorithm);
    const scope = parseCredential(given.credential);
    checkScope(scope, given.date, service);
    if (verified) {
      if (!known || given.sessionToken !== known.sessionToken) throw signatureErrors.unknownKey();
      checkSignedHeaders(request, given);
      const bytes = typeof body === "function" ? await body() : body;
      checkSignature(request, bytes, given, scope, known);
    }

    const account = known?.account ?? (/^\d{12}$/.test(scope.accessKeyId) ? scope.accessKeyId : defaultAccount);
    const arn = known?.principalArn ?? `arn:aws:iam::${account}:root`;
    return {
      principal: { type: "credentials", accessKeyId: scope.accessKeyId, arn },
      account,
      region: scope.region,
      service: scope.service,
    };
  };
}

function checkTime(given: Authorization, now: number): void {
  const today = formatAmzDate(now);
  if (given.time > now + skewMs) throw signatureErrors.early(given.date, formatAmzDate(now + skewMs), today, "5 min.");
  const lifetimeMs = given.lifetime === undefined ? skewMs : given.lifetime * 1000;
  if (given.time >= now - lifetimeMs) return;
  const window = given.lifetime === undefined ? "5 min." : `${given.lifetime} sec.`;
  throw signatureErrors.expired(given.date, formatAmzDate(now - lifetimeMs), today, window);
}

/**
 * Headers that decide what a request does. Every client signs them; one that is not signed was added on the way.
 * Those that a browser or a tracer adds by itself are not among them.
 */
const decisive = ["x-amz-target", "x-amz-date", "x-amz-security-token", "x-amz-content-sha256"];

function checkSignedHeaders(request: SignedRequest, given: Authorization): void {
  // No client lists a name twice. One long header listed thousands of times would have to be hashed as often: a minute for one request.
  if (new Set(given.signedHeaders).size < given.signedHeaders.length) throw signatureErrors.mismatch();
  const unsigned = decisive.find((name) => request.headers[name] !== undefined && !given.signedHeaders.includes(name));
  if (unsigned) throw signatureErrors.headerUnsigned(unsigned);
}

function checkSignature(
  request: SignedRequest,
  body: Uint8Array,
  given: Authorization,
  scope: CredentialScope,
  known: KnownCredential,
): void {
  const isS3 = scope.service === "s3";
  const payload = payloadHash(request, body, given, isS3);
  const canonical = canonicalRequest(request, given.signedHeaders, payload, isS3);
  const expected = calculateSignature(known.secretAccessKey, scope, given.date, canonical);
  if (!sameSignature(given.signature, expected)) throw signatureErrors.mismatch();
  // Only now: a wrong signature says nothing about the body.
  if (isS3 && /^[0-9a-f]{64}$/i.test(payload) && payload !== sha256Hex(body)) throw signatureErrors.contentHash();
}

/** Only S3 lets the client name the hash, or leave the body unsigned; everywhere else it is computed, whatever a header says. */
function payloadHash(request: SignedRequest, body: Uint8Array, given: Authorization, isS3: boolean): string {
  const named = request.headers["x-amz-content-sha256"];
  if (isS3 && named !== undefined) return named;
  return isS3 && given.presigned ? "UNSIGNED-PAYLOAD" : sha256Hex(body);
}
