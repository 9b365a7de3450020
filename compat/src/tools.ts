import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

/** A program of this machine that a suite needs: its command line, or why there is none. */
export type Tool =
  | { readonly present: true; readonly command: string; readonly version: string }
  | { readonly present: false; readonly reason: string };

/** The first line that a command prints, or undefined when it cannot be run or fails. */
function firstLine(command: string, args: readonly string[]): string | undefined {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8", timeout: 60_000 });
  if (status !== 0) return undefined;
  return (stdout || stderr).trim().split("\n")[0];
}

/** Fails for an absent tool that POOLHOUSE_REQUIRE lists, so that a run in CI cannot pass by skipping. */
function absent(name: string, reason: string): { readonly present: false; readonly reason: string } {
  const demanded = (process.env.POOLHOUSE_REQUIRE ?? "").split(",").map((entry) => entry.trim());
  if (demanded.includes(name)) throw new Error(`POOLHOUSE_REQUIRE lists ${name}, but ${reason}`);
  return { present: false, reason };
}

/** The AWS command line interface, version 1 or 2. */
export function awsCli(): Tool {
  const version = firstLine("aws", ["--version"]);
  return version === undefined
    ? absent("awscli", "there is no `aws` on the PATH")
    : { present: true, command: "aws", version };
}

/** Where a Python may be; a distribution's own has its packages, another on the PATH may have others. */
const interpreters = [process.env.POOLHOUSE_PYTHON, "python3", "/usr/bin/python3", "python"];

/**
 * A Python that can import a module.
 *
 * @param name the tool's name in POOLHOUSE_REQUIRE
 * @param probe a statement that prints the version, and fails when anything needed is missing
 */
function pythonWith(name: string, probe: string): Tool {
  for (const command of interpreters) {
    if (command === undefined) continue;
    const version = firstLine(command, ["-c", probe]);
    if (version !== undefined) return { present: true, command, version: `${name} ${version}` };
  }
  return absent(name, `no Python here can import ${name}`);
}

/** boto3, the AWS SDK for Python. */
export const boto3 = (): Tool => pythonWith("boto3", "import boto3; print(boto3.__version__)");

/** PyJWT with RSA, which needs the package cryptography. */
export const pyJwt = (): Tool =>
  pythonWith(
    "pyjwt",
    "import jwt; from jwt.algorithms import RSAAlgorithm; assert jwt.algorithms.has_crypto; print(jwt.__version__)",
  );

/** Terraform with the AWS provider in a folder on this machine: the suites work without any registry. */
export type TerraformTool =
  | { readonly present: true; readonly version: string; readonly mirror: string }
  | { readonly present: false; readonly reason: string };

/** Where mirrors are kept: the setting, the places that Terraform looks in by itself, and one level below where software is put. */
function mirrorCandidates(): string[] {
  const { POOLHOUSE_TERRAFORM_MIRROR: set, HOME: home = "" } = process.env;
  const below = ["/opt", "/usr/local/share", "/usr/share"].flatMap((folder) =>
    existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [],
  );
  const usual = [join(home, ".terraform.d", "plugins"), join(home, ".local", "share", "terraform", "plugins"), "/opt"];
  return [...(set === undefined ? [] : [set]), ...usual, "/usr/local/share/terraform/plugins", ...below];
}

/** Terraform and a mirror that holds hashicorp/aws. */
export function terraform(): TerraformTool {
  const version = firstLine("terraform", ["version"]);
  const mirror = mirrorCandidates().find((folder) =>
    existsSync(join(folder, "registry.terraform.io", "hashicorp", "aws")),
  );
  if (version !== undefined && mirror !== undefined) return { present: true, version, mirror };
  const missing =
    version === undefined ? "there is no `terraform` on the PATH" : "no folder here holds its AWS provider";
  return absent("terraform", missing);
}
