import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, packages } from "./build.js";
import { root } from "./steps.js";

/**
 * What somebody gets who installs the published packages: packs each, installs the tarballs into an empty folder, where no source and no
 * export condition of ours is, and signs one user in.
 */
const folder = mkdtempSync(join(tmpdir(), "poolhouse-tarballs-"));
const npm = (args, cwd) => execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
try {
  build();
  const tarballs = packages.map((name) => {
    const [{ filename }] = JSON.parse(
      npm(["pack", "--json", "--pack-destination", folder], join(root, "packages", name)),
    );
    return join(folder, filename);
  });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  npm(["install", "--no-audit", "--no-fund", "--ignore-scripts", ...tarballs], folder);
  writeFileSync(join(folder, "sign-in.js"), SIGN_IN());
  const node = { cwd: folder, encoding: "utf8", stdio: ["ignore", "inherit", "inherit"] };
  execFileSync(process.execPath, ["sign-in.js"], node);
  execFileSync(process.execPath, [join(folder, "node_modules/poolhouse/bin/poolhouse.js"), "version"], node);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function SIGN_IN() {
  return `
import { startPoolhouse } from "@poolhouse/testkit";
const poolhouse = await startPoolhouse({ listen: true });
const call = async (operation, body) => {
  const response = await fetch(poolhouse.url, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "AWSCognitoIdentityProviderService." + operation,
      authorization: "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/cognito-idp/aws4_request, SignedHeaders=host;x-amz-date, Signature=0",
      "x-amz-date": "20260101T000000Z",
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(operation + ": " + text);
  return text === "" ? {} : JSON.parse(text);
};
const { UserPool } = await call("CreateUserPool", { PoolName: "packed", AutoVerifiedAttributes: ["email"] });
const { UserPoolClient } = await call("CreateUserPoolClient", {
  UserPoolId: UserPool.Id, ClientName: "packed", ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
});
const ClientId = UserPoolClient.ClientId;
const Username = "packed";
const UserAttributes = [{ Name: "email", Value: "packed@example.com" }];
await call("SignUp", { ClientId, Username, Password: "Passw0rd!", UserAttributes });
const ConfirmationCode = await poolhouse.mailbox.code("packed@example.com");
await call("ConfirmSignUp", { ClientId, Username, ConfirmationCode });
const { AuthenticationResult } = await call("InitiateAuth", {
  ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters: { USERNAME: Username, PASSWORD: "Passw0rd!" },
});
if (!AuthenticationResult.IdToken) throw new Error("no token");
await poolhouse.close();
console.log("signed in from the packed packages");
`;
}
