import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { describe, it } from "node:test";
import type { ApiClient } from "../clients/api-client.ts";
import { given, members, refused } from "../expect.ts";
import { word } from "../names.ts";
import { createPlace, everyFlow } from "./place.ts";

/** Recorded from AWS for CreateUserPool with nothing but a name (its tier aside). */
const freshPoolMembers = [
  "AccountRecoverySetting",
  "AdminCreateUserConfig",
  "Arn",
  "CreationDate",
  "DeletionProtection",
  "EmailConfiguration",
  "EstimatedNumberOfUsers",
  "Id",
  "IssuerConfiguration",
  "KeyConfiguration",
  "LambdaConfig",
  "LastModifiedDate",
  "MfaConfiguration",
  "Name",
  "Policies",
  "SchemaAttributes",
  "UserAttributeUpdateSettings",
  "UserPoolTier",
  "VerificationMessageTemplate",
];

/** Members of 2026, which an older client does not show. */
const newMembers = ["IssuerConfiguration", "KeyConfiguration"];

/** Recorded from AWS for CreateUserPoolClient with nothing but a name; Describe answers the same. */
const freshClientMembers = [
  "AllowedOAuthFlowsUserPoolClient",
  "AuthSessionValidity",
  "ClientId",
  "ClientName",
  "CreationDate",
  "EnablePropagateAdditionalUserContextData",
  "EnableTokenRevocation",
  "LastModifiedDate",
  "RefreshTokenValidity",
  "TokenValidityUnits",
  "UserPoolId",
];

export function poolTests(api: ApiClient): void {
  describe("pools and clients", () => {
    it("a pool made with only a name has Cognito's members and defaults", async () => {
      const PoolName = `compat ${word()}`;
      const { UserPool: created } = await api.call("CreateUserPool", { PoolName });
      const pool = given(created, "UserPool");
      const expected = freshPoolMembers.filter((name) => api.current || name in pool || !newMembers.includes(name));
      members(pool, expected);
      const id = given(pool.Id, "Id");
      assert.match(id, /^us-east-1_[0-9A-Za-z]{9}$/);
      assert.equal(pool.Arn, `arn:aws:cognito-idp:us-east-1:000000000000:userpool/${id}`);
      assert.equal(pool.Name, PoolName);
      assert.equal(pool.UserPoolTier, "ESSENTIALS");
      assert.equal(pool.MfaConfiguration, "OFF");
      assert.equal(pool.DeletionProtection, "INACTIVE");
      assert.equal(pool.EstimatedNumberOfUsers, 0);
      assert.deepEqual(pool.LambdaConfig, {});
      assert.deepEqual(pool.AdminCreateUserConfig, { AllowAdminCreateUserOnly: false, UnusedAccountValidityDays: 7 });
      assert.deepEqual(pool.EmailConfiguration, { EmailSendingAccount: "COGNITO_DEFAULT" });
      assert.deepEqual(pool.VerificationMessageTemplate, { DefaultEmailOption: "CONFIRM_WITH_CODE" });
      assert.deepEqual(pool.AccountRecoverySetting, {
        RecoveryMechanisms: [
          { Name: "verified_email", Priority: 1 },
          { Name: "verified_phone_number", Priority: 2 },
        ],
      });
      assert.deepEqual(pool.Policies, {
        PasswordPolicy: {
          MinimumLength: 8,
          RequireLowercase: true,
          RequireNumbers: true,
          RequireSymbols: true,
          RequireUppercase: true,
          TemporaryPasswordValidityDays: 7,
        },
        SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD"] },
      });
      assert.equal(pool.SchemaAttributes?.length, 20);
      assert.deepEqual(
        pool.SchemaAttributes?.find(({ Name }) => Name === "email"),
        {
          AttributeDataType: "String",
          DeveloperOnlyAttribute: false,
          Mutable: true,
          Name: "email",
          Required: false,
          StringAttributeConstraints: { MaxLength: "2048", MinLength: "0" },
        },
      );
      assert.ok(!Number.isNaN(new Date(given(pool.CreationDate, "CreationDate")).getTime()));
      assert.deepEqual(pool.CreationDate, pool.LastModifiedDate);

      // Recorded: Describe adds the tags and the attribute `identities`.
      const { UserPool: described } = await api.call("DescribeUserPool", { UserPoolId: id });
      members(given(described, "UserPool"), [...expected, "UserPoolTags"]);
      assert.deepEqual(described?.UserPoolTags, {});
      assert.equal(described?.SchemaAttributes?.length, 21);
    });

    it("a client made with only a name has Cognito's members, in Create and in Describe", async () => {
      const { UserPool: pool } = await api.call("CreateUserPool", { PoolName: "compat" });
      const UserPoolId = given(pool?.Id, "Id");
      const { UserPoolClient: created } = await api.call("CreateUserPoolClient", { UserPoolId, ClientName: "web" });
      const client = given(created, "UserPoolClient");
      members(client, freshClientMembers);
      const ClientId = given(client.ClientId, "ClientId");
      assert.match(ClientId, /^[0-9a-v]{25,26}$/);
      assert.equal(client.RefreshTokenValidity, 30);
      assert.equal(client.AuthSessionValidity, 3);
      assert.equal(client.EnableTokenRevocation, true);
      assert.deepEqual(client.TokenValidityUnits, {});
      const { UserPoolClient: described } = await api.call("DescribeUserPoolClient", { UserPoolId, ClientId });
      assert.deepEqual(described, created);
      const { UserPoolClients: list } = await api.call("ListUserPoolClients", { UserPoolId, MaxResults: 60 });
      assert.deepEqual(list, [{ ClientId, ClientName: "web", UserPoolId }]);
    });

    it("a client with a secret shows it in Create and Describe, and never in the list", async () => {
      const place = await createPlace(api, { client: { GenerateSecret: true } });
      const ids = { UserPoolId: place.poolId, ClientId: place.clientId };
      const secret = given(place.client.ClientSecret, "ClientSecret");
      assert.match(secret, /^[0-9a-v]{50,53}$/);
      const { UserPoolClient: described } = await api.call("DescribeUserPoolClient", ids);
      assert.equal(described?.ClientSecret, secret);
      const { UserPoolClients: list } = await api.call("ListUserPoolClients", { UserPoolId: place.poolId });
      members(given(list?.[0], "the client"), ["ClientId", "ClientName", "UserPoolId"]);
    });

    it("auth flows come back in Cognito's order, not in the one sent", async () => {
      const place = await createPlace(api, { client: { ExplicitAuthFlows: [...everyFlow].reverse() } });
      assert.deepEqual(place.client.ExplicitAuthFlows, everyFlow);
    });

    it("updating a pool switches verification on afterwards, and keeps what cannot be omitted", async () => {
      const { UserPool: pool } = await api.call("CreateUserPool", { PoolName: "compat", UserPoolTier: "LITE" });
      const UserPoolId = given(pool?.Id, "Id");
      const answer = await api.call("UpdateUserPool", { UserPoolId, AutoVerifiedAttributes: ["email"] });
      members(answer, []);
      const { UserPool: described } = await api.call("DescribeUserPool", { UserPoolId });
      assert.deepEqual(described?.AutoVerifiedAttributes, ["email"]);
      assert.equal(described?.UserPoolTier, "LITE");
      assert.equal(described?.SchemaAttributes?.length, 21);
    });

    it("updating a client answers the whole client and keeps an omitted name", async () => {
      const { poolId, clientId } = await createPlace(api);
      const { UserPoolClient: updated } = await api.call("UpdateUserPoolClient", {
        UserPoolId: poolId,
        ClientId: clientId,
        AccessTokenValidity: 3,
      });
      assert.equal(updated?.ClientName, "compat");
      assert.equal(updated?.AccessTokenValidity, 3);
      // What is omitted goes back to its default, and the default of the flows is to be absent.
      assert.equal(updated?.ExplicitAuthFlows, undefined);
    });

    it("pools are listed page by page, each once", async () => {
      const made = new Set<string>();
      for (let index = 0; index < 3; index += 1) {
        const { UserPool: pool } = await api.call("CreateUserPool", { PoolName: `compat ${index}` });
        made.add(given(pool?.Id, "Id"));
      }
      const seen: string[] = [];
      let NextToken: string | undefined;
      do {
        const page = await api.call("ListUserPools", { MaxResults: 60, ...(NextToken && { NextToken }) });
        for (const pool of given(page.UserPools, "UserPools")) seen.push(given(pool.Id, "Id"));
        NextToken = page.NextToken;
      } while (NextToken !== undefined);
      assert.equal(new Set(seen).size, seen.length);
      for (const id of made) assert.ok(seen.includes(id), `${id} is not in the list`);
    });

    it("custom attributes are added with their prefix", async () => {
      const { poolId } = await createPlace(api);
      await api.call("AddCustomAttributes", {
        UserPoolId: poolId,
        CustomAttributes: [{ Name: "team", AttributeDataType: "String", Mutable: true }],
      });
      const { UserPool: pool } = await api.call("DescribeUserPool", { UserPoolId: poolId });
      assert.ok(pool?.SchemaAttributes?.some(({ Name }) => Name === "custom:team"));
    });

    it("a fresh pool has no MFA, and a certificate", async () => {
      const { poolId } = await createPlace(api);
      const { MfaConfiguration } = await api.call("GetUserPoolMfaConfig", { UserPoolId: poolId });
      assert.equal(MfaConfiguration, "OFF");
      const { Certificate } = await api.call("GetSigningCertificate", { UserPoolId: poolId });
      new X509Certificate(Buffer.from(given(Certificate, "Certificate"), "base64"));
    });

    it("tags are kept, listed and removed", async () => {
      const { pool, poolId } = await createPlace(api, { pool: { UserPoolTags: { stage: "test", team: "web" } } });
      const ResourceArn = given(pool.Arn, "Arn");
      await api.call("TagResource", { ResourceArn, Tags: { stage: "live" } });
      await api.call("UntagResource", { ResourceArn, TagKeys: ["team"] });
      assert.deepEqual((await api.call("ListTagsForResource", { ResourceArn })).Tags, { stage: "live" });
      const { UserPool: described } = await api.call("DescribeUserPool", { UserPoolId: poolId });
      assert.deepEqual(described?.UserPoolTags, { stage: "live" });
    });

    it("a resource server is made, read, changed and deleted", async () => {
      const { poolId } = await createPlace(api);
      const ids = { UserPoolId: poolId, Identifier: "https://api.example.com" };
      const Scopes = [{ ScopeName: "read", ScopeDescription: "Read everything" }];
      const { ResourceServer: created } = await api.call("CreateResourceServer", { ...ids, Name: "API", Scopes });
      assert.deepEqual(created, { ...ids, Name: "API", Scopes });
      await api.call("UpdateResourceServer", { ...ids, Name: "Renamed", Scopes });
      const { ResourceServers: list } = await api.call("ListResourceServers", { UserPoolId: poolId, MaxResults: 50 });
      assert.deepEqual(list, [{ ...ids, Name: "Renamed", Scopes }]);
      await api.call("DeleteResourceServer", ids);
      await refused(api.call("DescribeResourceServer", ids), "ResourceNotFoundException");
    });

    it("deletion protection keeps a pool until it is switched off", async () => {
      const { poolId } = await createPlace(api, { pool: { DeletionProtection: "ACTIVE" } });
      const ids = { UserPoolId: poolId };
      await refused(
        api.call("DeleteUserPool", ids),
        "InvalidParameterException",
        "The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.",
      );
      await api.call("UpdateUserPool", { ...ids, DeletionProtection: "INACTIVE" });
      members(await api.call("DeleteUserPool", ids), []);
      await refused(
        api.call("DescribeUserPool", ids),
        "ResourceNotFoundException",
        `User pool ${poolId} does not exist.`,
      );
    });

    it("a client that is gone is not found, with each operation's own text", async () => {
      const { poolId, clientId } = await createPlace(api);
      const ids = { UserPoolId: poolId, ClientId: clientId };
      members(await api.call("DeleteUserPoolClient", ids), []);
      await refused(
        api.call("DescribeUserPoolClient", ids),
        "ResourceNotFoundException",
        "User pool client does not exist.",
      );
      await refused(
        api.call("InitiateAuth", {
          ClientId: clientId,
          AuthFlow: "USER_PASSWORD_AUTH",
          AuthParameters: { USERNAME: "anyone", PASSWORD: "Password1!" },
        }),
        "ResourceNotFoundException",
        `User pool client ${clientId} does not exist.`,
      );
    });
  });
}
