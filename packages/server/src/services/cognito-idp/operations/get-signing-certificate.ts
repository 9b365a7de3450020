import { operation } from "../operation.ts";
import { requirePool } from "../pools/require-pool.ts";
import { signingCertificate } from "../tokens/signing-certificate.ts";

/** The certificate with which SAML requests of the pool are signed: base64 of its DER form, without PEM's lines. */
export default operation("GetSigningCertificate", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  return { Certificate: await signingCertificate(ctx, pool) };
});
