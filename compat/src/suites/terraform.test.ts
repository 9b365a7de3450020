import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { sdkClient } from "../clients/sdk-client.ts";
import { awsEnvironment, endpoint } from "../endpoint.ts";
import { domainPrefix } from "../names.ts";
import { terraform } from "../tools.ts";

const execute = promisify(execFile);
const configuration = fileURLToPath(new URL("./terraform.tf", import.meta.url));
const tool = terraform();

/** `-detailed-exitcode`: nothing to change, and changes to make. */
const UNCHANGED = 0;
const CHANGED = 2;

describe("Terraform and its AWS provider", { skip: tool.present ? false : tool.reason }, () => {
  let folder: string;
  let environment: NodeJS.ProcessEnv;
  let outputs: Record<string, { value: string }>;

  const run = async (...args: string[]): Promise<string> => {
    const options = { cwd: folder, env: environment, maxBuffer: 1 << 26 };
    return (await execute("terraform", [...args, "-no-color"], options)).stdout;
  };
  const plan = async (...args: string[]): Promise<{ code: number; text: string }> => {
    try {
      return { code: UNCHANGED, text: await run("plan", "-input=false", "-detailed-exitcode", ...args) };
    } catch (error) {
      const { code, stdout = "", stderr = "" } = error as { code?: number; stdout?: string; stderr?: string };
      if (code === CHANGED) return { code, text: stdout };
      throw new Error(`terraform plan ended with ${code}:\n${stdout}${stderr}`);
    }
  };

  before(async () => {
    assert.ok(tool.present);
    folder = await mkdtemp(join(tmpdir(), "poolhouse-terraform-"));
    await writeFile(join(folder, "main.tf"), await readFile(configuration, "utf8"));
    const settings = join(folder, "settings.tfrc");
    await writeFile(settings, `provider_installation {\n  filesystem_mirror {\n    path = "${tool.mirror}"\n  }\n}\n`);
    environment = {
      ...process.env,
      ...awsEnvironment,
      TF_CLI_CONFIG_FILE: settings,
      TF_IN_AUTOMATION: "1",
      CHECKPOINT_DISABLE: "1",
      TF_VAR_prefix: domainPrefix("tf"),
    };
    await run("init", "-input=false");
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("applies pool, clients, domain, pages, groups and scopes", async () => {
    await run("apply", "-input=false", "-auto-approve");
    outputs = JSON.parse(await run("output", "-json"));
    const page = await fetch(`${endpoint}/_auth/${outputs.domain?.value}/login?client_id=${outputs.client_id?.value}`);
    assert.notEqual(page.status, 404, "the domain answers");
  });

  it("plans no change after that", async () => {
    const { code, text } = await plan();
    assert.equal(code, UNCHANGED, text);
  });

  it("changes what changed, in place, and plans nothing more", async () => {
    environment.TF_VAR_minimum_length = "12";
    environment.TF_VAR_button_color = "#0f766e";
    const { code, text } = await plan();
    assert.equal(code, CHANGED, text);
    assert.match(text, /0 to add, \d+ to change, 0 to destroy/);
    await run("apply", "-input=false", "-auto-approve");
    const after = await plan();
    assert.equal(after.code, UNCHANGED, after.text);
  });

  it("takes an existing pool over by import", async () => {
    await run("state", "rm", "aws_cognito_user_pool.main");
    await run("import", "-input=false", "aws_cognito_user_pool.main", outputs.pool_id?.value ?? "");
    const { code, text } = await plan();
    assert.equal(code, UNCHANGED, text);
  });

  it("destroys everything", async () => {
    await run("destroy", "-input=false", "-auto-approve");
    const api = sdkClient(endpoint);
    const described = await api.call("DescribeUserPool", { UserPoolId: outputs.pool_id?.value }).catch(String);
    assert.match(String(described), /ResourceNotFoundException/);
    await api.close();
  });
});
