import type { AddresseeStep } from "./step.ts";

export const client: AddresseeStep = {
  rule: "client_id names one client of the domain's pool",
  async take({ ctx, parameters }, addressee) {
    const [id = "", ...more] = parameters.getAll("client_id");
    if (more.length > 0) return "invalid_request";
    const found = await ctx.clients.find(id);
    // A client of another pool is as unknown here as none.
    if (found?.client.poolId !== ctx.pool.id) return "invalid_request";
    addressee.found = { ...found, pool: ctx.pool };
    return undefined;
  },
};
