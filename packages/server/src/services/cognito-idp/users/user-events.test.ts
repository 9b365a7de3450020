import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import {
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  AdminDeleteUserAttributesCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  AdminUserGlobalSignOutCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { startPoolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { list, type ManagedPool, manageNewPool } from "../../../../test/cognito-idp/managed-pool.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { present } from "../../../../test/cognito-idp/test-pool.ts";

interface Event {
  kind: string;
  resource: string;
  actor: string;
  account: string;
  region: string;
  data: Record<string, unknown>;
}

let folder: string;
let poolId: string;
let alice: string;
let bob: string;
let events: Event[];
const secrets: string[] = ["Sentinel-pass-1", "Sentinel-pass-2", "sentinel@example.com", "sentinel-nick"];

/** Every administrator's operation on a user once, and some that change nothing. */
async function live(pool: ManagedPool): Promise<void> {
  const { sdk, named } = pool;
  const [first, second, email, nickname] = secrets;
  const UserAttributes = list({ email: String(email), email_verified: "true" });
  alice = await pool.addReady("alice", { family_name: "A" });
  await sdk.send(new AdminCreateUserCommand({ ...named("bob"), TemporaryPassword: first }));
  bob = present((await pool.attributesOf("bob")).sub);
  await sdk.send(new AdminCreateUserCommand({ ...named("bob"), MessageAction: "RESEND" }));
  await sdk.send(new AdminUpdateUserAttributesCommand({ ...named("bob"), UserAttributes }));
  // Takes the alias away from bob.
  await sdk.send(new AdminUpdateUserAttributesCommand({ ...named("alice"), UserAttributes }));
  await sdk.send(
    new AdminUpdateUserAttributesCommand({ ...named("alice"), UserAttributes: list({ nickname: String(nickname) }) }),
  );
  await sdk.send(new AdminDeleteUserAttributesCommand({ ...named("alice"), UserAttributeNames: ["nickname"] }));
  await sdk.send(new AdminSetUserPasswordCommand({ ...named("alice"), Password: second, Permanent: true }));
  await sdk.send(new AdminResetUserPasswordCommand(named("alice")));
  secrets.push(...(await pool.mailOf("alice")).flatMap(({ code }) => code ?? []));
  for (let turn = 0; turn < 2; turn += 1) await sdk.send(new AdminDisableUserCommand(named("alice")));
  for (let turn = 0; turn < 2; turn += 1) await sdk.send(new AdminEnableUserCommand(named("alice")));
  await sdk.send(new AdminUserGlobalSignOutCommand(named("alice")));
  expect(await refusedCall(sdk.send(new AdminConfirmSignUpCommand(named("alice"))))).toMatch(/cannot be confirmed/);
  await sdk.send(new AdminDeleteUserCommand(named("alice")));
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "poolhouse-test-"));
  const server = await startPoolhouse({ flags: { memory: false, data: folder } });
  const pool = await manageNewPool(server, { pool: { AliasAttributes: ["email"] } });
  poolId = pool.poolId;
  await live(pool);
  await server.close();
  const database = new DatabaseSync(join(folder, "poolhouse.db"), { readOnly: true });
  const rows = database
    .prepare("select * from events where resource in (?, ?) order by seq")
    .all(`${poolId}/${alice}`, `${poolId}/${bob}`);
  database.close();
  events = rows.map(({ kind, resource, actor, account, region, data }) => ({
    kind: String(kind),
    resource: String(resource),
    actor: String(actor),
    account: String(account),
    region: String(region),
    data: JSON.parse(String(data)),
  }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("every change leaves its event, in order; what changes nothing leaves none", () => {
  const of = (sub: string) => events.filter(({ resource }) => resource === `${poolId}/${sub}`);
  expect(of(alice).map(({ kind }) => kind.replace("cognito-idp.", ""))).toEqual([
    "UserCreated",
    "PasswordSet",
    "UserAttributesChanged",
    "UserAttributesChanged",
    "UserAttributesDeleted",
    "PasswordSet",
    "PasswordResetRequired",
    "UserDisabled",
    "UserEnabled",
    "UserSignedOut",
    "UserDeleted",
  ]);
  expect(of(bob).map(({ kind, data }) => [kind, data])).toEqual([
    ["cognito-idp.UserCreated", {}],
    ["cognito-idp.UserInvited", {}],
    ["cognito-idp.UserAttributesChanged", { names: ["email", "email_verified"] }],
    ["cognito-idp.UserAttributesChanged", { names: ["email_verified"], movedTo: alice }],
  ]);
});

test("an event names account, region and the administrator who caused it", () => {
  for (const { account, region, actor } of events) {
    expect({ account, region }).toEqual({ account: "000000000000", region: "us-east-1" });
    expect(actor).toMatch(/^arn:aws:iam::000000000000:/);
  }
});

test("no event holds a password, a code or a value", () => {
  expect(secrets.length).toBe(5);
  for (const secret of secrets) expect(JSON.stringify(events)).not.toContain(secret);
});
