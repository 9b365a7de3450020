import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import process from "node:process";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { boto3Client } from "../clients/boto3-client.ts";
import { awsEnvironment } from "../endpoint.ts";
import { apiJourney } from "../journey/api-journey.ts";
import { boto3 } from "../tools.ts";

const script = fileURLToPath(new URL("./boto3_application.py", import.meta.url));
const tool = boto3();

describe("boto3", { skip: tool.present ? false : tool.reason }, () => {
  if (!tool.present) return;
  apiJourney(() => boto3Client(tool.command));

  it("as an application uses it: exception classes, dates, paginators", () => {
    const { status, stdout, stderr } = spawnSync(tool.command, [script], {
      env: { ...process.env, ...awsEnvironment },
      encoding: "utf8",
    });
    assert.equal(status, 0, `${stdout}\n${stderr}`);
  });
});
