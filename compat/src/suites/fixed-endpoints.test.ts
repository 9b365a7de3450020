import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { FixedDomainInput } from "../clients/fixed-domain-client.ts";
import type { FixedEndpointInput } from "../clients/fixed-endpoint-client.ts";
import { sdkClient } from "../clients/sdk-client.ts";
import { awsEnvironment, awsIssuerEndpoint, region } from "../endpoint.ts";
import { createAccount, createPlace, signIn } from "../journey/place.ts";
import { openLoginPlace } from "../login/login-place.ts";
import { awsCli, boto3 } from "../tools.ts";

const execute = promisify(execFile);
const javaScript = fileURLToPath(new URL("../clients/fixed-endpoint-client.ts", import.meta.url));
const webServer = fileURLToPath(new URL("../clients/fixed-domain-client.ts", import.meta.url));
const python = fileURLToPath(new URL("../clients/fixed_endpoint_client.py", import.meta.url));

describe("clients that look for AWS under its own names, with HTTPS_PROXY and the authority's certificate", () => {
  let folder: string;
  let environment: NodeJS.ProcessEnv;
  let input: FixedEndpointInput;

  before(async () => {
    const server = awsIssuerEndpoint();
    folder = await mkdtemp(join(tmpdir(), "poolhouse-fixed-endpoints-"));
    const authority = join(folder, "authority.pem");
    await writeFile(authority, await (await fetch(`${server}/_poolhouse/authority.pem`)).text());
    const { AWS_ENDPOINT_URL: _, ...settings } = awsEnvironment;
    const inherited = Object.entries(process.env).filter(([name]) => !/_proxy$|^AWS_ENDPOINT_URL/i.test(name));
    environment = {
      ...Object.fromEntries(inherited),
      ...settings,
      HTTPS_PROXY: server,
      AWS_CA_BUNDLE: authority,
      NODE_EXTRA_CA_CERTS: authority,
      NODE_USE_ENV_PROXY: "1",
      CURL_CA_BUNDLE: authority,
    };

    const api = sdkClient(server);
    const place = await createPlace(api);
    const account = await createAccount(place, server);
    const { access } = await signIn(place, account);
    await api.close();
    const { poolId, clientId } = place;
    input = { region, poolId, clientId, username: account.username, password: account.password, token: access };
  });
  after(() => rm(folder, { recursive: true }));

  const run = async (command: string, ...args: string[]) => (await execute(command, args, { env: environment })).stdout;
  const node = async (client: string): Promise<unknown> =>
    JSON.parse(await run(process.execPath, javaScript, client, JSON.stringify(input)));

  it("AWS SDK for JavaScript 3", async () => assert.equal(await node("sdk-v3"), input.poolId));
  it("amazon-cognito-identity-js, SRP", async () => assert.equal(await node("identity-js"), input.username));
  it("aws-amplify", async () => assert.equal(await node("amplify"), input.username));
  it("aws-jwt-verify fetches the keys", async () => assert.equal(await node("aws-jwt-verify"), input.username));
  it("fetch", async () => assert.equal(await node("fetch"), 2));
  it("node:https", async () => assert.equal(await node("https"), 200));

  it("a web server and a browser, at the domain of the login pages", async () => {
    const place = await openLoginPlace(awsIssuerEndpoint());
    const client = await place.addClient({ GenerateSecret: true });
    const { username, password } = place.account;
    const asked: FixedDomainInput = {
      region,
      poolId: place.poolId,
      prefix: place.prefix,
      ...client,
      username,
      password,
    };
    assert.equal(JSON.parse(await run(process.execPath, webServer, JSON.stringify(asked))), username);
  });

  const cli = awsCli();
  it("AWS CLI, signed and unsigned", { skip: cli.present ? false : cli.reason }, async () => {
    if (!cli.present) return;
    const pool = ["cognito-idp", "describe-user-pool", "--user-pool-id", input.poolId];
    assert.equal((await run(cli.command, ...pool, "--query", "UserPool.Id", "--output", "text")).trim(), input.poolId);
    const user = ["cognito-idp", "get-user", "--no-sign-request", "--access-token", input.token];
    assert.equal((await run(cli.command, ...user, "--query", "Username", "--output", "text")).trim(), input.username);
  });

  const boto = boto3();
  it("boto3", { skip: boto.present ? false : boto.reason }, async () => {
    if (!boto.present) return;
    assert.match(await run(boto.command, python), /^us-east-1_[0-9A-Za-z]{9}\n$/);
  });

  it("no other service of AWS is reached through it", { skip: cli.present ? false : cli.reason }, async () => {
    if (!cli.present) return;
    await assert.rejects(run(cli.command, "sts", "get-caller-identity"), /proxy/i);
  });
});
