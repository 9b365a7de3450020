import {
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startTestServer } from "../../../test/start-test-server.ts";
import { inProcessFetch } from "../../http/in-process.ts";

let server: Awaited<ReturnType<typeof startTestServer>>;
let ask: ReturnType<typeof inProcessFetch>;
beforeEach(async () => {
  server = await startTestServer();
  ask = inProcessFetch(server.handle);
});
afterEach(() => server.close());

async function signUp(): Promise<string> {
  const cognito = new CognitoIdentityProviderClient(server.client);
  const { UserPool } = await cognito.send(
    new CreateUserPoolCommand({ PoolName: "shop", AutoVerifiedAttributes: ["email"] }),
  );
  const made = new CreateUserPoolClientCommand({ UserPoolId: UserPool?.Id, ClientName: "web" });
  const { UserPoolClient } = await cognito.send(made);
  await cognito.send(
    new SignUpCommand({
      ClientId: UserPoolClient?.ClientId,
      Username: "mary",
      Password: "Correct-Horse-1",
      UserAttributes: [{ Name: "email", Value: "mary@example.com" }],
    }),
  );
  return UserPool?.Id ?? "";
}

test("shows the mail of a sign-up with its code", async () => {
  const poolId = await signUp();
  const [message] = await server.mailbox.messages({ to: "mary@example.com" });
  expect(message).toMatchObject({ poolId, username: "mary", code: expect.stringMatching(/^\d{6}$/) });
  const page = await ask("/_poolhouse/mailbox", { headers: { accept: "text/html" } });
  expect(await page.text()).toContain(`>${message?.code}</code>`);
});

test("lets no page of another origin read or empty the mailbox", async () => {
  await signUp();
  const headers = { origin: "https://evil.test", "sec-fetch-site": "cross-site" };
  for (const method of ["GET", "DELETE"]) {
    const answer = await ask("/_poolhouse/mailbox", { method, headers });
    expect(answer.status).toBe(403);
    expect(await answer.text()).not.toContain("mary");
  }
  expect(await server.mailbox.messages()).toHaveLength(1);
});

test("answers only under the server's own names", async () => {
  const rebound = { host: "evil.test" };
  expect((await ask("/_poolhouse/mailbox", { headers: rebound })).status).toBe(421);
});

test("forgets everything at a reset", async () => {
  await signUp();
  await ask("/_poolhouse/clock", { method: "POST", body: '{"advanceSeconds":60}' });
  expect((await ask("/_poolhouse/reset", { method: "POST" })).status).toBe(200);
  expect(await server.mailbox.messages()).toEqual([]);
  expect(await (await ask("/_poolhouse/clock")).json()).toMatchObject({ offsetSeconds: 0 });
});

test("answers the health check alike with and without its web framework", async () => {
  const [plain, framework] = [await ask("/_poolhouse/health"), await ask("/_poolhouse/health", { method: "HEAD" })];
  expect(await plain.json()).toMatchObject({ status: "ok", services: { "cognito-idp": "running" } });
  expect(plain.status).toBe(framework.status);
  const headers = (answer: Response) =>
    [...answer.headers].filter(([name]) => !["content-length", "x-amzn-requestid"].includes(name));
  expect(headers(plain)).toEqual(headers(framework));
});

test("leaves a body past the limit to the listener's refusal", async () => {
  const listening = await startTestServer({ listen: true, flags: { bodyLimit: "2000" } });
  const init = { method: "POST", body: "x".repeat(3000) };
  const answer = await fetch(`${listening.url}/_poolhouse/clock`, init).finally(() => listening.close());
  expect([answer.status, JSON.parse(await answer.text())]).toMatchObject([413, { __type: "RequestEntityTooLarge" }]);
});

test("gives every refusal the id under which the log has it", async () => {
  const answer = await ask("/_poolhouse/nothing");
  const { requestId } = JSON.parse(await answer.text()) as { requestId: string };
  expect(answer.headers.get("x-amzn-requestid")).toBe(requestId);
});
