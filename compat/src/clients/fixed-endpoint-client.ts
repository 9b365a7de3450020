/**
 * Stock JavaScript clients with nothing configured but what AWS would need: each looks for its pool under AWS's own host name. The program
 * runs one of them and prints what came of it as JSON; proxy and authority come to it by its environment.
 *
 *     node fixed-endpoint-client.ts CLIENT '{"poolId":…,"clientId":…,"username":…,"password":…,"token":…}'
 */
import { Agent, get } from "node:https";
import process from "node:process";
import { CognitoIdentityProvider } from "@aws-sdk/client-cognito-identity-provider";
import { AuthenticationDetails, CognitoUser, CognitoUserPool } from "amazon-cognito-identity-js";
import { Amplify } from "aws-amplify";
import { getCurrentUser, signIn } from "aws-amplify/auth";
import { CognitoJwtVerifier } from "aws-jwt-verify";

export interface FixedEndpointInput {
  readonly region: string;
  readonly poolId: string;
  readonly clientId: string;
  readonly username: string;
  readonly password: string;
  /** An access token of the pool. */
  readonly token: string;
}

const clients: Readonly<Record<string, (input: FixedEndpointInput) => Promise<unknown>>> = {
  /** The SDK makes agents of its own, which do not look at the environment: its documentation says to hand it one. */
  async "sdk-v3"({ region, poolId }) {
    const client = new CognitoIdentityProvider({
      region,
      maxAttempts: 1,
      requestHandler: { httpsAgent: new Agent({ keepAlive: true, proxyEnv: process.env }) },
    });
    const { UserPool } = await client.describeUserPool({ UserPoolId: poolId });
    client.destroy();
    return UserPool?.Id;
  },

  "identity-js": ({ poolId, clientId, username, password }) =>
    new Promise((resolve, reject) => {
      const pool = new CognitoUserPool({ UserPoolId: poolId, ClientId: clientId });
      const user = new CognitoUser({ Username: username, Pool: pool });
      user.authenticateUser(new AuthenticationDetails({ Username: username, Password: password }), {
        onSuccess: (session) => resolve(session.getAccessToken().payload.username),
        onFailure: reject,
      });
    }),

  async amplify({ poolId, clientId, username, password }) {
    Amplify.configure({ Auth: { Cognito: { userPoolId: poolId, userPoolClientId: clientId } } });
    await signIn({ username, password });
    return (await getCurrentUser()).username;
  },

  async "aws-jwt-verify"({ poolId, clientId, token }) {
    const verifier = CognitoJwtVerifier.create({ userPoolId: poolId, tokenUse: "access", clientId });
    return (await verifier.verify(token)).username;
  },

  async fetch({ region, poolId }) {
    const response = await fetch(`https://cognito-idp.${region}.amazonaws.com/${poolId}/.well-known/jwks.json`);
    // A JSON boundary: only the number of keys is looked at.
    return ((await response.json()) as { keys: unknown[] }).keys.length;
  },

  https: ({ region, poolId }) =>
    new Promise((resolve, reject) => {
      const url = `https://cognito-idp.${region}.amazonaws.com/${poolId}/.well-known/openid-configuration`;
      get(url, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).on("error", reject);
    }),
};

const [, , name = "", input = "{}"] = process.argv;
const run = clients[name];
if (!run) throw new Error(`there is no client ${name}`);
// The caller's own JSON.
process.stdout.write(JSON.stringify(await run(JSON.parse(input) as FixedEndpointInput)));
process.exit(0);
