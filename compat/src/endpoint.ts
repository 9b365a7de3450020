import process from "node:process";

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new Error(`${name} is not set: start the suites with \`node compat/run.js\``);
  }
  return value;
}

/** The server under test, whose tokens carry its own URL as issuer. No slash at the end. */
export const endpoint: string = required("POOLHOUSE_ENDPOINT");

/** The server whose tokens carry the issuer that Cognito would use. Asked for late: only the verifiers need it. */
export function awsIssuerEndpoint(): string {
  return required("POOLHOUSE_AWS_ISSUER_ENDPOINT");
}

export const region = "us-east-1";

/** Development accepts any key; a client insists on having one. */
export const credentials = { accessKeyId: "test", secretAccessKey: "test" } as const;

/** What AWS CLI and boto3 need to find the server, and what keeps this machine's own AWS settings out of the run. */
export const awsEnvironment: Readonly<Record<string, string>> = {
  AWS_ENDPOINT_URL: endpoint,
  AWS_DEFAULT_REGION: region,
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  AWS_PAGER: "",
  // Retries would hide an answer that should have been right the first time.
  AWS_MAX_ATTEMPTS: "1",
};
