import { requireOwnClient } from "../clients/require-client.ts";
import { operation } from "../operation.ts";
import { page } from "../paging.ts";
import { requirePool } from "../pools/require-pool.ts";

/** A client has two secrets at most: one page holds them. */
const PER_PAGE = 10;

/** A client's secrets by id and date, never their values. */
export default operation("ListUserPoolClientSecrets", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  const { client, secrets } = await requireOwnClient(ctx, pool, input.ClientId);
  const { rows } = await page(ctx, {
    list: { operation: "ListUserPoolClientSecrets", filter: [client.id] },
    limit: PER_PAGE,
    token: input.NextToken,
    read: async () => secrets,
    keyOf: ({ id }) => [id],
  });
  return {
    ClientSecrets: rows.map(({ id, createdAt }) => ({
      ClientSecretId: id,
      ClientSecretCreateDate: new Date(createdAt),
    })),
  };
});
