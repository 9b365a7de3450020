import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { claimsOf } from "../claims.ts";
import type { ApiClient } from "../clients/api-client.ts";
import { given, members, refused } from "../expect.ts";
import { createAccount, createPlace, signIn } from "./place.ts";

const role = (name: string): string => `arn:aws:iam::000000000000:role/${name}`;

export function groupTests(api: ApiClient): void {
  describe("groups", () => {
    it("a member's tokens name the groups and the role that comes first", async () => {
      const place = await createPlace(api);
      const account = await createAccount(place);
      const pool = { UserPoolId: place.poolId };
      const user = { ...pool, Username: account.username };
      const { Group: plain } = await api.call("CreateGroup", { ...pool, GroupName: "readers" });
      members(given(plain, "Group"), ["CreationDate", "GroupName", "LastModifiedDate", "UserPoolId"]);
      await api.call("CreateGroup", { ...pool, GroupName: "writers", Precedence: 5, RoleArn: role("writer") });
      await api.call("CreateGroup", { ...pool, GroupName: "editors", Precedence: 1, RoleArn: role("editor") });
      for (const GroupName of ["readers", "writers", "editors"]) {
        members(await api.call("AdminAddUserToGroup", { ...user, GroupName }), []);
      }
      const tokens = await signIn(place, account);
      const [id, access] = [claimsOf(tokens.id), claimsOf(tokens.access)];
      for (const claims of [id, access]) {
        assert.deepEqual([...(claims["cognito:groups"] as string[])].sort(), ["editors", "readers", "writers"]);
      }
      assert.deepEqual([...(id["cognito:roles"] as string[])].sort(), [role("editor"), role("writer")]);
      assert.equal(id["cognito:preferred_role"], role("editor"));
      assert.equal("cognito:roles" in access, false);

      const { Groups: listed } = await api.call("AdminListGroupsForUser", user);
      assert.deepEqual(listed?.map(({ GroupName }) => GroupName).sort(), ["editors", "readers", "writers"]);
      const { Users: readers } = await api.call("ListUsersInGroup", { ...pool, GroupName: "readers" });
      assert.deepEqual(
        readers?.map(({ Username }) => Username),
        [account.username],
      );

      // Recorded: a refresh uses today's groups.
      for (const GroupName of ["readers", "writers", "editors"]) {
        members(await api.call("AdminRemoveUserFromGroup", { ...user, GroupName }), []);
      }
      const { AuthenticationResult: refreshed } = await api.call("GetTokensFromRefreshToken", {
        ClientId: place.clientId,
        RefreshToken: tokens.refresh,
      });
      assert.equal("cognito:groups" in claimsOf(refreshed?.IdToken), false);
      assert.equal("cognito:groups" in claimsOf(refreshed?.AccessToken), false);
    });

    it("groups are read, changed, listed and deleted", async () => {
      const { poolId } = await createPlace(api);
      const pool = { UserPoolId: poolId };
      const group = { ...pool, GroupName: "admins" };
      await api.call("CreateGroup", { ...group, Description: "People who may", Precedence: 0 });
      await refused(api.call("CreateGroup", group), "GroupExistsException", "A group with the name already exists.");
      await api.call("UpdateGroup", { ...group, Description: "People who must" });
      const { Group: read } = await api.call("GetGroup", group);
      assert.equal(read?.Description, "People who must");
      // Recorded: a precedence of 0 is kept.
      assert.equal(read?.Precedence, 0);
      const { Groups: list } = await api.call("ListGroups", pool);
      assert.deepEqual(
        list?.map(({ GroupName }) => GroupName),
        ["admins"],
      );
      members(await api.call("DeleteGroup", group), []);
      await refused(api.call("GetGroup", group), "ResourceNotFoundException", "Group not found.");
      assert.deepEqual((await api.call("ListGroups", pool)).Groups, []);
    });
  });
}
