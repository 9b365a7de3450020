import { webcrypto } from "node:crypto";
import { errors } from "../errors.ts";
import type { CognitoContext } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { assertPoolRemains } from "../pools/require-pool.ts";
import type { UserPool } from "../pools/user-pool.ts";

/** How long a certificate holds, in milliseconds: ten years, since whoever trusts it has pinned it. */
const LIFETIME = 10 * 365 * 86_400_000;

/**
 * The certificate with which the pool signs SAML requests: base64 of its DER form, as GetSigningCertificate gives it. It is made, with a key
 * of its own, when somebody first asks, and stays.
 *
 * @throws ResourceNotFoundException for a pool that was deleted meanwhile
 */
export async function signingCertificate(ctx: CognitoContext, pool: UserPool): Promise<string> {
  const kept = await readCertificate(ctx, pool.id);
  if (kept !== undefined) return kept;
  const made = await makeCertificate(ctx, pool);
  await ctx.storage.write(async (tx) => {
    await assertPoolRemains(tx, pool.id);
    const place = { table: "signing_certificates", row: pool.id, column: "private_sealed" };
    const { numInsertedOrUpdatedRows } = await tx.db
      .insertInto("signing_certificates")
      .values({
        pool_id: pool.id,
        certificate: made.certificate,
        private_sealed: ctx.sealer.seal(made.privateKey, place),
        created_at: ctx.clock.now(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 1n) await tx.emit(poolEvent(ctx, pool, "SigningCertificateMade"));
  });
  // Of two who asked at once, both give the one that was kept.
  const present = await readCertificate(ctx, pool.id);
  if (present === undefined) throw errors.poolNotFound(pool.id);
  return present;
}

async function readCertificate(ctx: CognitoContext, poolId: string): Promise<string | undefined> {
  const row = await ctx.storage.db
    .selectFrom("signing_certificates")
    .select("certificate")
    .where("pool_id", "=", poolId)
    .executeTakeFirst();
  return row?.certificate;
}

async function makeCertificate(ctx: CognitoContext, pool: UserPool) {
  // The library is some hundred kilobytes that only SAML users need.
  await import("reflect-metadata");
  const x509 = await import("@peculiar/x509");
  const algorithm = {
    name: "RSASSA-PKCS1-v1_5",
    hash: "SHA-256",
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
  };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const now = ctx.clock.wall();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: ctx.random.bytes(16).toString("hex"),
      name: [{ CN: [pool.id] }],
      notBefore: new Date(now),
      notAfter: new Date(now + LIFETIME),
      signingAlgorithm: algorithm,
      keys,
    },
    webcrypto,
  );
  const privateKey = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey));
  return { certificate: Buffer.from(certificate.rawData).toString("base64"), privateKey };
}
