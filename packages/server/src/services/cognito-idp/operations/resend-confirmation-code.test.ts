import {
  ConfirmSignUpCommand,
  ResendConfirmationCodeCommand,
  type ResendConfirmationCodeCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PoolInUse, putPoolInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let pool: PoolInUse;
let hiding: PoolInUse;
const resend = (Username: string, more: Partial<ResendConfirmationCodeCommandInput> = {}, of = pool) =>
  of.sdk.send(new ResendConfirmationCodeCommand({ ClientId: of.main.clientId, Username, ...more }));
const confirm = (Username: string, ConfirmationCode: string, of = pool) =>
  of.sdk.send(new ConfirmSignUpCommand({ ClientId: of.main.clientId, Username, ConfirmationCode }));

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server);
  hiding = await putPoolInUse(server, { client: { PreventUserExistenceErrors: "ENABLED" } });
});
afterAll(() => server.close());

test("a new code takes the place of the last one (recorded: the answer)", async () => {
  await pool.signUp("ann");
  const first = await pool.code("ann");
  const { CodeDeliveryDetails } = await resend("ann");
  expect(CodeDeliveryDetails).toEqual({ AttributeName: "email", DeliveryMedium: "EMAIL", Destination: "a***@e***" });
  const second = await pool.code("ann");
  if (first !== second) expect(await refusedCall(confirm("ann", first))).toMatch(/^CodeMismatchException: /);
  await confirm("ann", second);
});

test("an unknown name is told as such (quoted by third parties)", async () => {
  expect(await refusedCall(resend("nobody"))).toBe("UserNotFoundException: Username/client id combination not found.");
});

test("a confirmed user gets no code, and the mailbox says why", async () => {
  await pool.addUser("carol");
  expect(await refusedCall(resend("carol"))).toBe("InvalidParameterException: User is already confirmed.");
  expect((await pool.reasons("carol"))[0]).toMatch(/the user is confirmed already/);
});

test("a disabled user gets no code, and the mailbox says why (assumed)", async () => {
  await pool.signUp("dora");
  await pool.disable("dora");
  expect(await refusedCall(resend("dora"))).toBe("NotAuthorizedException: User is disabled.");
  expect((await pool.reasons("dora"))[0]).toMatch(/the user is disabled/);
});

test("a user without an address of the verified kind gets no code (assumed)", async () => {
  await pool.signUp("eve", { email: null });
  expect(await refusedCall(resend("eve"))).toBe("CodeDeliveryFailureException: Unable to deliver code to user");
  expect((await pool.reasons("eve"))[0]).toMatch(/the user has no value for an attribute that the pool verifies/);
});

test("a pool that verifies nothing sends nothing (assumed: the type)", async () => {
  const silent = await putPoolInUse(server, { pool: { AutoVerifiedAttributes: [] } });
  await silent.signUp("frank");
  expect(await refusedCall(resend("frank", {}, silent))).toBe(
    "InvalidParameterException: Cannot resend codes. Auto verification not turned on.",
  );
  expect((await silent.reasons("frank"))[0]).toMatch(/AutoVerifiedAttributes is empty/);
});

test("an unknown client is told as such (recorded)", async () => {
  expect(await refusedCall(resend("ann", { ClientId: "nosuchclient" }))).toBe(
    "ResourceNotFoundException: User pool client nosuchclient does not exist.",
  );
});

test("a client with a secret proves it by SecretHash over the name as typed", async () => {
  const secretive = await putPoolInUse(server, { client: { GenerateSecret: true } });
  const { clientId, hash } = secretive.main;
  await secretive.signUp("gina");
  expect(await refusedCall(resend("gina", {}, secretive))).toBe(
    `NotAuthorizedException: Client ${clientId} is configured with secret but SECRET_HASH was not received`,
  );
  expect(await refusedCall(resend("gina", { SecretHash: hash("other") }, secretive))).toBe(
    `NotAuthorizedException: Unable to verify secret hash for client ${clientId}`,
  );
  await resend("gina", { SecretHash: hash("gina") }, secretive);
});

describe("limit resend-code", () => {
  const refused = "LimitExceededException: Attempt limit exceeded, please try after some time.";

  test("five in an hour, then none until the hour is over; the mailbox says why", async () => {
    await pool.signUp("henry");
    for (let sent = 0; sent < 5; sent += 1) await resend("henry");
    expect(await refusedCall(resend("henry"))).toBe(refused);
    expect((await pool.reasons("henry"))[0]).toMatch(/too many codes were asked for/);
    server.advance({ hours: 1 });
    await resend("henry");
  });

  test("counts for a name, whether or not there is such a user", async () => {
    for (let sent = 0; sent < 5; sent += 1) await resend("no-henry", {}, hiding);
    expect(await refusedCall(resend("no-henry", {}, hiding))).toBe(refused);
  });

  test("can be switched off", async () => {
    const open = await startTestServer({ flags: { attemptLimits: "resend-code=off" } });
    const free = await putPoolInUse(open);
    await free.signUp("ida");
    for (let sent = 0; sent < 8; sent += 1) await resend("ida", {}, free);
    await open.close();
  });
});

describe("a client that hides unknown users", () => {
  test("is told of a delivery for unknown, disabled and confirmed users alike", async () => {
    await hiding.signUp("jane");
    await hiding.addUser("kate");
    await hiding.signUp("lena");
    await hiding.disable("lena");
    for (const name of ["jane", "kate", "lena", "nobody"]) {
      const { CodeDeliveryDetails } = await resend(name, {}, hiding);
      expect(CodeDeliveryDetails).toEqual({
        AttributeName: "email",
        DeliveryMedium: "EMAIL",
        Destination: expect.stringMatching(/^[a-z0-9]\*\*\*@[a-z0-9]\*\*\*$/),
      });
    }
    expect((await hiding.reasons("kate"))[0]).toMatch(/the user is confirmed already/);
    expect((await hiding.reasons("lena"))[0]).toMatch(/the user is disabled/);
    expect((await hiding.reasons("nobody"))[0]).toMatch(/there is no user of that name/);
  });

  test("is answered with the same status and members for unknown and known users", async () => {
    await hiding.signUp("mona");
    const answers = await Promise.all(
      ["mona", "mono"].map((Username) =>
        rawCall(server, "ResendConfirmationCode", { ClientId: hiding.main.clientId, Username }, { signed: false }),
      ),
    );
    const shapes = answers.map(({ status, body }) => ({ status, body: body.replaceAll(/[a-z\d](?=\*)/g, "x") }));
    expect(shapes[0]).toEqual(shapes[1]);
  });

  test("sees the same simulated destination whenever it asks", async () => {
    const [one, two] = [await resend("ghost", {}, hiding), await resend("ghost", {}, hiding)];
    expect(one.CodeDeliveryDetails).toEqual(two.CodeDeliveryDetails);
  });

  test("sees of a user who was disabled what it saw before", async () => {
    await hiding.signUp("nora", { email: "zoe@queen.example" });
    const before = await resend("nora", {}, hiding);
    await hiding.disable("nora");
    expect((await resend("nora", {}, hiding)).CodeDeliveryDetails).toEqual(before.CodeDeliveryDetails);
  });
});
