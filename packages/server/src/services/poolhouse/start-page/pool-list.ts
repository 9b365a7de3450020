import type { Log } from "../../../platform/log.ts";
import type { About, Call, HostedLogin } from "../ports.ts";

/** An app client, as far as a reader needs it to copy. */
export interface ListedClient {
  id: string;
  name: string;
  /** Whether a login of it can begin in a browser. */
  hasLogin: boolean;
}

export interface ListedPool {
  id: string;
  name: string;
  clients: ListedClient[];
}

/** What the start page shows of the user pools. */
export type PoolList =
  | { kind: "listed"; pools: ListedPool[]; more: boolean }
  /** The user pool service failed; the page is shown all the same. */
  | { kind: "unknown" };

/** Pools whose clients are shown, and clients of each. */
const SHOWN = { pools: 12, clients: 20 } as const;
/** What one call lists at most. */
const ALL = 60;

/** The pools of the server's own account and region, last changed first, with their clients. */
export async function listPools(ports: {
  call: Call;
  hostedLogin: HostedLogin;
  about: About;
  log: Log;
}): Promise<PoolList> {
  const { call, log } = ports;
  try {
    const { UserPools = [], NextToken } = await call("cognito-idp", "ListUserPools", { MaxResults: ALL });
    const newest = UserPools.toSorted((left, right) => changed(right) - changed(left)).slice(0, SHOWN.pools);
    const pools = await Promise.all(
      newest.map(async ({ Id = "", Name = "" }) => ({ id: Id, name: Name, clients: await listClients(ports, Id) })),
    );
    return { kind: "listed", pools, more: NextToken !== undefined || UserPools.length > SHOWN.pools };
  } catch (error) {
    log.error({ err: error }, "the start page cannot list the user pools");
    return { kind: "unknown" };
  }
}

async function listClients(
  { call, hostedLogin }: { call: Call; hostedLogin: HostedLogin },
  poolId: string,
): Promise<ListedClient[]> {
  const input = { UserPoolId: poolId, MaxResults: SHOWN.clients };
  const { UserPoolClients = [] } = await call("cognito-idp", "ListUserPoolClients", input);
  return Promise.all(
    UserPoolClients.map(async ({ ClientId = "", ClientName = "" }) => ({
      id: ClientId,
      name: ClientName,
      hasLogin: (await hostedLogin.begin(ClientId)) !== undefined,
    })),
  );
}

function changed({ LastModifiedDate }: { LastModifiedDate?: Date | undefined }): number {
  return LastModifiedDate?.getTime() ?? 0;
}
