import { execFile } from "node:child_process";
import process from "node:process";
import { awsEnvironment } from "../endpoint.ts";
import { type ApiClient, type Input, type OperationName, type Output, ServiceError } from "./api-client.ts";
import { sdkClient } from "./sdk-client.ts";

/** `AdminSetUserMFAPreference` → `admin-set-user-mfa-preference`, as the CLI names its commands. */
function commandName(operation: string): string {
  return operation
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1-$2")
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase();
}

/** What botocore prints for an error answer, whatever stands before it (`aws: [ERROR]: ` in newer versions). */
const errorLine = /An error occurred \((\w+)\) when calling the \w+ operation(?: \([^)]*\))?: ([\s\S]*)/;

/**
 * Runs `aws cognito-idp …` and resolves to what it prints.
 *
 * @param args everything after `aws cognito-idp`
 * @throws ServiceError when the service refuses; Error with the CLI's words when the CLI itself does
 */
export function awsCognito(command: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      command,
      ["cognito-idp", ...args],
      { env: { ...process.env, ...awsEnvironment }, maxBuffer: 16 * 1024 * 1024, timeout: 120_000 },
      (error, stdout, stderr) => {
        if (error === null) return resolve(stdout);
        const [, name, message] = errorLine.exec(stderr) ?? [];
        // The CLI ends its line; a text of the service that ends in a newline has one more.
        if (name !== undefined) return reject(new ServiceError(name, (message ?? "").replace(/\n$/, "")));
        reject(new Error(`aws cognito-idp ${args.join(" ")}: ${stderr.trim() || error.message}`));
      },
    );
  });
}

/**
 * The AWS command line interface, given each operation's input as JSON. Each call is a process that takes half a second
 * to start, so the SDK lays the ground for each test.
 */
export function cliClient(command: string): ApiClient {
  const arranger = sdkClient();
  return {
    name: "AWS CLI",
    current: false,
    arranger,
    async call<Name extends OperationName>(operation: Name, input: Input<Name>): Promise<Output<Name>> {
      const printed = await awsCognito(command, [
        commandName(operation),
        "--cli-input-json",
        JSON.stringify(input),
        "--output",
        "json",
        // One request a call, as from the other clients: page after page is the journey's own doing.
        ...(paginated.has(operation) ? ["--no-paginate"] : []),
      ]);
      // The CLI prints nothing for an operation without output.
      return (printed.trim() === "" ? {} : JSON.parse(printed)) as Output<Name>;
    },
    close: () => arranger.close(),
  };
}

/** The operations for which the CLI follows page after page by itself, and so knows `--no-paginate`. */
const paginated: ReadonlySet<string> = new Set([
  "AdminListGroupsForUser",
  "AdminListUserAuthEvents",
  "ListGroups",
  "ListIdentityProviders",
  "ListResourceServers",
  "ListUserPoolClients",
  "ListUserPools",
  "ListUsers",
  "ListUsersInGroup",
]);
