import {
  CreateGroupCommand,
  CreateResourceServerCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  DeleteGroupCommand,
  DeleteUserPoolClientCommand,
  DeleteUserPoolCommand,
  DescribeResourceServerCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  ListGroupsCommand,
  ListTagsForResourceCommand,
  ListUserPoolClientsCommand,
  SignUpCommand,
  TagResourceCommand,
  UpdateGroupCommand,
  UpdateResourceServerCommand,
  UpdateUserPoolClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { present } from "../../cognito-idp/test-pool.ts";
import { type Connection, outcomeOf } from "./connection.ts";
import type { SeededRandom } from "./seeded-random.ts";
import type { Action, Checked, Kind } from "./subject.ts";

/** What was acknowledged about a pool that an operator creates, sets up and deletes. */
export interface TenantLedger {
  name: string;
  /** Undefined until its creation was acknowledged: nobody else could name it. */
  pool: { id: string; arn: string; kids: readonly string[] } | undefined;
  deleted: boolean;
  /** Access token validity in hours, by client id. */
  clients: Readonly<Record<string, number>>;
  /** Descriptions, by name. */
  groups: Readonly<Record<string, string>>;
  /** Scopes of the one resource server. */
  scopes: readonly string[] | undefined;
  tags: Readonly<Record<string, string>>;
}

export const newTenant = (name: string): TenantLedger => ({
  name,
  pool: undefined,
  deleted: false,
  clients: {},
  groups: {},
  scopes: undefined,
  tags: {},
});

const RESOURCE_SERVER = "https://api.example.com";

const exists = ({ pool, deleted }: TenantLedger) => pool !== undefined && !deleted;
const idOf = ({ pool }: TenantLedger) => present(pool).id;
const without = <V>(record: Readonly<Record<string, V>>, name: string) =>
  Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));

/** An action on a pool that stands, whose answer tells nothing new. */
function change(
  name: string,
  fits: (tenant: TenantLedger) => boolean,
  plan: (
    tenant: TenantLedger,
    random: SeededRandom,
  ) => { after: TenantLedger; request: (to: Connection) => Promise<unknown> },
): Action<TenantLedger> {
  return {
    name,
    fits: (tenant) => exists(tenant) && fits(tenant),
    plan(tenant, to, random) {
      const { after, request } = plan(tenant, random);
      return {
        send: async () => {
          await request(to);
          return after;
        },
        ifTaken: after,
      };
    },
  };
}

const actions: Action<TenantLedger>[] = [
  {
    name: "CreateUserPool",
    fits: ({ pool, deleted }) => pool === undefined && !deleted,
    plan: (tenant, to) => ({
      send: async () => {
        const { UserPool } = await to.sdk.send(new CreateUserPoolCommand({ PoolName: tenant.name }));
        const id = present(UserPool?.Id);
        return { ...tenant, pool: { id, arn: present(UserPool?.Arn), kids: await kidsOf(id, to) } };
      },
      // A pool whose id nobody was told.
      ifTaken: { ...tenant, deleted: true },
    }),
  },
  {
    name: "CreateUserPoolClient",
    weight: 2,
    fits: exists,
    plan: (tenant, { sdk }) => ({
      send: async () => {
        const { UserPoolClient } = await sdk.send(
          new CreateUserPoolClientCommand({ UserPoolId: idOf(tenant), ClientName: "app", AccessTokenValidity: 1 }),
        );
        return { ...tenant, clients: { ...tenant.clients, [present(UserPoolClient?.ClientId)]: 1 } };
      },
      ifTaken: tenant,
    }),
  },
  change(
    "UpdateUserPoolClient",
    ({ clients }) => Object.keys(clients).length > 0,
    (tenant, random) => {
      const ClientId = random.pick(Object.keys(tenant.clients));
      const AccessTokenValidity = 1 + random.below(20);
      const request = { UserPoolId: idOf(tenant), ClientId, AccessTokenValidity };
      return {
        after: { ...tenant, clients: { ...tenant.clients, [ClientId]: AccessTokenValidity } },
        request: ({ sdk }) => sdk.send(new UpdateUserPoolClientCommand(request)),
      };
    },
  ),
  change(
    "DeleteUserPoolClient",
    ({ clients }) => Object.keys(clients).length > 1,
    (tenant, random) => {
      const ClientId = random.pick(Object.keys(tenant.clients));
      return {
        after: { ...tenant, clients: without(tenant.clients, ClientId) },
        request: ({ sdk }) => sdk.send(new DeleteUserPoolClientCommand({ UserPoolId: idOf(tenant), ClientId })),
      };
    },
  ),
  change(
    "SignUp in it",
    ({ clients }) => Object.keys(clients).length > 0,
    (tenant, random) => {
      const request = {
        ClientId: random.pick(Object.keys(tenant.clients)),
        Username: `user-${random.below(1e9)}`,
        Password: "Crash-round-1",
      };
      return { after: tenant, request: ({ sdk }) => sdk.send(new SignUpCommand(request)) };
    },
  ),
  change(
    "CreateGroup",
    ({ groups }) => Object.keys(groups).length < 4,
    (tenant, random) => {
      const GroupName = `group-${random.below(1e9)}`;
      return {
        after: { ...tenant, groups: { ...tenant.groups, [GroupName]: "new" } },
        request: ({ sdk }) =>
          sdk.send(new CreateGroupCommand({ UserPoolId: idOf(tenant), GroupName, Description: "new" })),
      };
    },
  ),
  change(
    "UpdateGroup",
    ({ groups }) => Object.keys(groups).length > 0,
    (tenant, random) => {
      const GroupName = random.pick(Object.keys(tenant.groups));
      const Description = `changed ${random.below(1e9)}`;
      return {
        after: { ...tenant, groups: { ...tenant.groups, [GroupName]: Description } },
        request: ({ sdk }) => sdk.send(new UpdateGroupCommand({ UserPoolId: idOf(tenant), GroupName, Description })),
      };
    },
  ),
  change(
    "DeleteGroup",
    ({ groups }) => Object.keys(groups).length > 1,
    (tenant, random) => {
      const GroupName = random.pick(Object.keys(tenant.groups));
      return {
        after: { ...tenant, groups: without(tenant.groups, GroupName) },
        request: ({ sdk }) => sdk.send(new DeleteGroupCommand({ UserPoolId: idOf(tenant), GroupName })),
      };
    },
  ),
  change(
    "CreateResourceServer, then UpdateResourceServer",
    () => true,
    (tenant, random) => {
      const scopes = Array.from({ length: 1 + random.below(3) }, (_, index) => `scope-${index}-${random.below(1e6)}`);
      const request = {
        UserPoolId: idOf(tenant),
        Identifier: RESOURCE_SERVER,
        Name: "api",
        Scopes: scopes.map((ScopeName) => ({ ScopeName, ScopeDescription: "for the test" })),
      };
      return {
        after: { ...tenant, scopes },
        request: async ({ sdk }) =>
          tenant.scopes === undefined
            ? sdk.send(new CreateResourceServerCommand(request))
            : sdk.send(new UpdateResourceServerCommand(request)),
      };
    },
  ),
  change(
    "TagResource",
    () => true,
    (tenant, random) => {
      const Tags = { [`tag-${random.below(3)}`]: String(random.below(1e9)) };
      return {
        after: { ...tenant, tags: { ...tenant.tags, ...Tags } },
        request: ({ sdk }) => sdk.send(new TagResourceCommand({ ResourceArn: present(tenant.pool).arn, Tags })),
      };
    },
  ),
  change(
    "DeleteUserPool",
    () => true,
    (tenant) => ({
      after: { ...tenant, deleted: true },
      request: ({ sdk }) => sdk.send(new DeleteUserPoolCommand({ UserPoolId: idOf(tenant) })),
    }),
  ),
];

/** Pools of an operator. A look at one is cheap, so that every check is thorough. */
export const tenants: Kind<TenantLedger> = { actions, check };

async function check(tenant: TenantLedger, to: Connection): Promise<Checked<TenantLedger>> {
  if (tenant.pool === undefined) return { faults: [], state: tenant };
  const { sdk } = to;
  const { id, arn, kids } = tenant.pool;
  const gone = `ResourceNotFoundException: User pool ${id} does not exist.`;
  const named = await outcomeOf(
    sdk.send(new DescribeUserPoolCommand({ UserPoolId: id })),
    ({ UserPool }) => UserPool?.Name ?? "",
  );
  const expected = tenant.deleted ? gone : tenant.name;
  if (named !== expected) return { faults: [`the pool should be ${expected} and is ${named}`], state: tenant };
  if (tenant.deleted) return { faults: [], state: tenant };
  const { UserPoolClients = [] } = await sdk.send(new ListUserPoolClientsCommand({ UserPoolId: id, MaxResults: 60 }));
  const clients: Record<string, number> = {};
  for (const { ClientId } of UserPoolClients) {
    const { UserPoolClient } = await sdk.send(new DescribeUserPoolClientCommand({ UserPoolId: id, ClientId }));
    clients[present(ClientId)] = UserPoolClient?.AccessTokenValidity ?? 0;
  }
  const { Groups = [] } = await sdk.send(new ListGroupsCommand({ UserPoolId: id, Limit: 60 }));
  const groups = Object.fromEntries(Groups.map(({ GroupName, Description }) => [GroupName, Description]));
  const scopes = await outcomeOf(
    sdk.send(new DescribeResourceServerCommand({ UserPoolId: id, Identifier: RESOURCE_SERVER })),
    ({ ResourceServer }) => sorted(ResourceServer?.Scopes?.map(({ ScopeName }) => present(ScopeName)) ?? []),
  );
  const { Tags = {} } = await sdk.send(new ListTagsForResourceCommand({ ResourceArn: arn }));
  const aspects: [what: string, expected: string, found: string][] = [
    ["groups", sorted(tenant.groups), sorted(groups)],
    [
      "scopes",
      tenant.scopes ? sorted(tenant.scopes) : "none",
      scopes.startsWith("ResourceNotFoundException") ? "none" : scopes,
    ],
    ["tags", sorted(tenant.tags), sorted(Tags)],
    ["signing keys", sorted(kids), sorted(await kidsOf(id, to))],
    // A client whose creation was not answered is one that nobody was told of.
    [
      "clients",
      sorted(tenant.clients),
      sorted(Object.fromEntries(Object.entries(clients).filter(([name]) => name in tenant.clients))),
    ],
  ];
  const faults = aspects
    .filter(([, should, found]) => should !== found)
    .map(([what, should, found]) => `${what} should be ${should} and are ${found}`);
  return { faults, state: tenant };
}

/** Lists and records as text that compares, whatever their order. */
function sorted(value: readonly string[] | Readonly<Record<string, unknown>>): string {
  return JSON.stringify(Array.isArray(value) ? value.toSorted() : Object.entries(value).toSorted());
}

async function kidsOf(poolId: string, { url }: Connection): Promise<string[]> {
  const answer = await fetch(`${url}/${poolId}/.well-known/jwks.json`);
  // RFC 7517; what is no key set has no keys.
  const { keys = [] } = (await answer.json()) as { keys?: { kid: string }[] };
  return keys.map(({ kid }) => kid);
}
