import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { requireBearer } from "../tokens/access-token.ts";
import { presentBearer } from "../tokens/present-bearer.ts";
import { isVerifiable } from "../users/attribute-rules.ts";
import { verifyAttribute } from "../users/verify-attribute.ts";

/** Verifies one of the bearer's addresses by the code that was sent there. */
export default operation("VerifyUserAttribute", async (input, ctx) => {
  const bearer = await requireBearer(ctx, input.AccessToken);
  if (!isVerifiable(input.AttributeName)) throw errors.attributeNotVerifiable();
  await verifyAttribute(ctx, bearer.pool, {
    attribute: input.AttributeName,
    code: input.Code,
    read: (tx) => presentBearer(ctx, tx, bearer),
  });
  return {};
});
