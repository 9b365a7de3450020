import { operation } from "../operation.ts";
import { changeUser } from "../users/change-user.ts";
import { tellTakenNames } from "../users/taken-names.ts";
import { updateAttributes } from "../users/update-attributes.ts";

/** Changes a user's attributes, all of the request or none. The answer tells of no code, though one may be sent (recorded). */
export default operation("AdminUpdateUserAttributes", async (input, ctx) => {
  const request = { given: input.UserAttributes, by: { kind: "admin" }, links: undefined } as const;
  await tellTakenNames(() =>
    changeUser(ctx, input, async ({ tx, pool, user }) => {
      await updateAttributes(ctx, tx, { pool, before: user }, request);
    }),
  );
  return {};
});
