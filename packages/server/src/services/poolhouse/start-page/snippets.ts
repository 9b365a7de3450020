import type { About } from "../ports.ts";

/** Lines for a reader to copy. */
export interface Snippet {
  /** The client they are for. */
  title: string;
  text: string;
}

type Server = Pick<About, "endpoint" | "region">;

/** Any credentials do on a development server, but clients insist on having some. */
const KEYS = { id: "test", secret: "test" } as const;

/** One line that lists the user pools with the AWS CLI, nothing else being set up. */
export function cliLine({ endpoint, region }: Server): string {
  return `AWS_ENDPOINT_URL=${endpoint} AWS_DEFAULT_REGION=${region} AWS_ACCESS_KEY_ID=${KEYS.id} AWS_SECRET_ACCESS_KEY=${KEYS.secret} aws cognito-idp list-user-pools --max-results 20`;
}

/** Makes a pool and a client, in an environment that points here. */
const firstPool = `POOL=$(aws cognito-idp create-user-pool --pool-name my-app --auto-verified-attributes email \\
  --username-attributes email --query UserPool.Id --output text)
aws cognito-idp create-user-pool-client --user-pool-id "$POOL" --client-name web \\
  --explicit-auth-flows ALLOW_USER_SRP_AUTH ALLOW_USER_PASSWORD_AUTH ALLOW_REFRESH_TOKEN_AUTH`;

/** What to do on a server that is still empty. */
export function firstPoolLines(server: Server): string {
  return `${environment(server)}
${firstPool}`;
}

function environment({ endpoint, region }: Server): string {
  return `export AWS_ENDPOINT_URL=${endpoint}
export AWS_REGION=${region} AWS_DEFAULT_REGION=${region}
export AWS_ACCESS_KEY_ID=${KEYS.id}
export AWS_SECRET_ACCESS_KEY=${KEYS.secret}`;
}

/** How each client is pointed at this server. */
export function serverSnippets(server: Server): Snippet[] {
  const { endpoint, region } = server;
  return [
    {
      title: "AWS CLI, boto3 and other SDKs: environment",
      text: environment(server),
    },
    { title: "AWS CLI: a pool and an app client", text: firstPool },
    {
      title: "AWS SDK for JavaScript",
      text: `import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";

const cognito = new CognitoIdentityProviderClient({
  endpoint: "${endpoint}",
  region: "${region}",
  credentials: { accessKeyId: "${KEYS.id}", secretAccessKey: "${KEYS.secret}" },
});`,
    },
    {
      title: "boto3",
      text: `import boto3

cognito = boto3.client(
    "cognito-idp",
    endpoint_url="${endpoint}",
    region_name="${region}",
    aws_access_key_id="${KEYS.id}",
    aws_secret_access_key="${KEYS.secret}",
)`,
    },
    {
      title: "Terraform",
      text: `provider "aws" {
  region                      = "${region}"
  access_key                  = "${KEYS.id}"
  secret_key                  = "${KEYS.secret}"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true

  endpoints {
    cognitoidp = "${endpoint}"
  }
}`,
    },
  ];
}

/** The same with one app client's ids filled in. */
export function clientSnippets({ endpoint }: Server, ids: { poolId: string; clientId: string }): Snippet[] {
  const { poolId, clientId } = ids;
  return [
    {
      title: "Amplify 6",
      text: `import { Amplify } from "aws-amplify";

Amplify.configure({
  Auth: {
    Cognito: {
      userPoolId: "${poolId}",
      userPoolClientId: "${clientId}",
      userPoolEndpoint: "${endpoint}",
    },
  },
});`,
    },
    {
      title: "amazon-cognito-identity-js 6",
      text: `import { CognitoUserPool } from "amazon-cognito-identity-js";

const pool = new CognitoUserPool({
  UserPoolId: "${poolId}",
  ClientId: "${clientId}",
  endpoint: "${endpoint}",
});`,
    },
    {
      title: "AWS CLI: sign a user up, read the code, confirm",
      text: `aws cognito-idp sign-up --endpoint-url ${endpoint} --no-sign-request --region ${regionOf(poolId)} \\
  --client-id ${clientId} --username mary@example.com --password 'Correct-Horse-1' \\
  --user-attributes Name=email,Value=mary@example.com
curl '${endpoint}/_poolhouse/mailbox?to=mary@example.com'
aws cognito-idp confirm-sign-up --endpoint-url ${endpoint} --no-sign-request --region ${regionOf(poolId)} \\
  --client-id ${clientId} --username mary@example.com --confirmation-code CODE`,
    },
    {
      title: "Terraform: take over this pool and client",
      text: `import {
  to = aws_cognito_user_pool.main
  id = "${poolId}"
}

import {
  to = aws_cognito_user_pool_client.main
  id = "${poolId}/${clientId}"
}`,
    },
  ];
}

/** Where back ends find the keys that tokens of a pool are signed with, and the issuer that the tokens name. */
export function issuerOf({ endpoint, issuer }: Pick<About, "endpoint" | "issuer">, poolId: string) {
  return {
    issuer:
      issuer === "own" ? `${endpoint}/${poolId}` : `https://cognito-idp.${regionOf(poolId)}.amazonaws.com/${poolId}`,
    keys: `${endpoint}/${poolId}/.well-known/jwks.json`,
  };
}

/** A pool's id begins with its region. */
function regionOf(poolId: string): string {
  return poolId.slice(0, poolId.lastIndexOf("_"));
}
