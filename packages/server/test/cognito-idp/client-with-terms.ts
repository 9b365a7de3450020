import { CreateTermsCommand, type TermsType } from "@aws-sdk/client-cognito-identity-provider";
import type { PoolInUse } from "./pool-in-use.ts";
import { present } from "./test-pool.ts";

/** Gives a client, a new one unless named, terms of one name. */
export async function createTerms(
  pool: PoolInUse,
  { clientId, name = "terms-of-use", links }: { clientId?: string; name?: string; links?: Record<string, string> } = {},
): Promise<TermsType> {
  const ClientId = clientId ?? (await pool.addClient()).clientId;
  const command = new CreateTermsCommand({
    UserPoolId: pool.poolId,
    ClientId,
    TermsName: name,
    TermsSource: "LINK",
    Enforcement: "NONE",
    Links: links ?? { "cognito:default": `https://example.com/${name}` },
  });
  return present((await pool.sdk.send(command)).Terms);
}
