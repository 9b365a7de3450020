import { describedDomain } from "../domains/domain-wire.ts";
import { operation } from "../operation.ts";

/** A domain of the caller's account and region; an empty description for any other name (observed: Terraform's provider relies on it). */
export default operation("DescribeUserPoolDomain", async (input, ctx) => {
  const domain = await ctx.domains.find(input.Domain);
  if (domain === undefined || domain.account !== ctx.account || domain.region !== ctx.region) {
    return { DomainDescription: {} };
  }
  return { DomainDescription: describedDomain(ctx.settings, domain) };
});
