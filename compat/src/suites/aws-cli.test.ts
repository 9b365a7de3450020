import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { awsCognito, cliClient } from "../clients/cli-client.ts";
import { endpoint } from "../endpoint.ts";
import { refused } from "../expect.ts";
import { apiJourney } from "../journey/api-journey.ts";
import { codeFor } from "../mailbox.ts";
import { address, password, userName } from "../names.ts";
import { awsCli } from "../tools.ts";

const tool = awsCli();

describe("AWS CLI", { skip: tool.present ? false : tool.reason }, () => {
  if (!tool.present) return;
  const { command } = tool;
  const aws = (...args: string[]) => awsCognito(command, args);
  /** One value, as a shell script takes it. */
  const value = async (...args: string[]) => (await aws(...args, "--output", "text")).trim();

  describe("as people type it", () => {
    let pool: string;
    let client: string;

    before(async () => {
      pool = await value(
        "create-user-pool",
        "--pool-name",
        "CruddurUserPool",
        "--auto-verified-attributes",
        "email",
        "--query",
        "UserPool.Id",
      );
      client = await value(
        "create-user-pool-client",
        "--user-pool-id",
        pool,
        "--client-name",
        "web",
        "--no-generate-secret",
        "--explicit-auth-flows",
        "ALLOW_USER_PASSWORD_AUTH",
        "ALLOW_REFRESH_TOKEN_AUTH",
        "--query",
        "UserPoolClient.ClientId",
      );
    });

    it("the paths that scripts read are there", async () => {
      assert.match(pool, /^us-east-1_[0-9A-Za-z]{9}$/);
      assert.match(client, /^[0-9a-v]{25,26}$/);
      const printed = JSON.parse(await aws("describe-user-pool", "--user-pool-id", pool, "--output", "json"));
      assert.equal(printed.UserPool.Id, pool);
      assert.equal(printed.UserPool.Name, "CruddurUserPool");
      // Version 2 prints a date, version 1 the number as it came.
      assert.match(String(printed.UserPool.CreationDate), /^(\d{4}-\d\d-\d\dT|\d{10}(\.\d+)?$)/);
      assert.equal(
        await value("list-user-pools", "--max-results", "60", "--query", `UserPools[?Id=='${pool}'].Name`),
        "CruddurUserPool",
      );
    });

    it("sign-up to the account's end, with options", async () => {
      const [name, email, secret] = [userName(), address(), password()];
      const parameters = `USERNAME=${name},PASSWORD=${secret}`;
      const start = ["initiate-auth", "--client-id", client, "--auth-flow", "USER_PASSWORD_AUTH"];
      assert.equal(
        await value(
          "sign-up",
          "--client-id",
          client,
          "--username",
          name,
          "--password",
          secret,
          "--user-attributes",
          `Name=email,Value=${email}`,
          "--query",
          "UserConfirmed",
        ),
        "False",
      );
      await refused(
        aws(...start, "--auth-parameters", parameters),
        "UserNotConfirmedException",
        "User is not confirmed.",
      );
      // Output-less success prints nothing, which is what scripts test for.
      assert.equal(
        await aws(
          "confirm-sign-up",
          "--client-id",
          client,
          "--username",
          name,
          "--confirmation-code",
          await codeFor(email),
        ),
        "",
      );
      const token = await value(
        ...start,
        "--auth-parameters",
        parameters,
        "--query",
        "AuthenticationResult.AccessToken",
      );
      assert.equal(await value("get-user", "--access-token", token, "--query", "Username"), name);
      await aws(
        "update-user-attributes",
        "--access-token",
        token,
        "--user-attributes",
        "Name=nickname,Value=Ada",
        "Name=locale,Value=en",
      );
      assert.equal(
        await value(
          "admin-get-user",
          "--user-pool-id",
          pool,
          "--username",
          name,
          "--query",
          "UserAttributes[?Name=='nickname'].Value",
        ),
        "Ada",
      );
      assert.equal(await aws("delete-user", "--access-token", token), "");
    });

    it("public operations need no credentials, the administrator's do", async () => {
      await refused(
        aws(
          "initiate-auth",
          "--no-sign-request",
          "--client-id",
          client,
          "--auth-flow",
          "USER_PASSWORD_AUTH",
          "--auth-parameters",
          "USERNAME=nobody,PASSWORD=Password1!",
        ),
        "UserNotFoundException",
        "User does not exist.",
      );
      await refused(
        aws("list-user-pools", "--max-results", "1", "--no-sign-request"),
        "MissingAuthenticationTokenException",
        "Missing Authentication Token",
      );
    });

    it("lists follow their pages", async () => {
      const names = ["a", "b", "c", "d", "e"].map((letter) => `${letter}-${userName()}`);
      for (const name of names) {
        await aws(
          "admin-create-user",
          "--user-pool-id",
          pool,
          "--username",
          name,
          "--message-action",
          "SUPPRESS",
          "--user-attributes",
          "Name=family_name,Value=Page",
        );
      }
      const listed = await value(
        "list-users",
        "--user-pool-id",
        pool,
        "--filter",
        'family_name = "Page"',
        "--page-size",
        "2",
        "--query",
        "Users[].Username",
      );
      assert.deepEqual(listed.split(/\s+/).sort(), names);
    });

    it("--endpoint-url points it there as well", async () => {
      assert.equal(
        await value("describe-user-pool", "--user-pool-id", pool, "--endpoint-url", endpoint, "--query", "UserPool.Id"),
        pool,
      );
    });
  });

  // Each test waits for processes more than it works.
  apiJourney(() => cliClient(command), 2);
});
