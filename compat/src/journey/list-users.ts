import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import type { ApiClient, Input } from "../clients/api-client.ts";
import { given, members } from "../expect.ts";
import { arrangerOf, createPlace, type Place } from "./place.ts";

const names = ["anna", "anton", "berta", "carla", "dora"];

export function listUsersTests(api: ApiClient): void {
  describe("listing users", () => {
    let place: Place;

    before(async () => {
      place = await createPlace(api);
      const arranger = arrangerOf(api);
      for (const name of names) {
        await arranger.call("AdminCreateUser", {
          UserPoolId: place.poolId,
          Username: name,
          MessageAction: "SUPPRESS",
          UserAttributes: [
            { Name: "email", Value: `${name}@example.com` },
            { Name: "family_name", Value: "Example" },
          ],
        });
      }
      await arranger.call("AdminDisableUser", { UserPoolId: place.poolId, Username: "dora" });
      await arranger.call("AdminSetUserPassword", {
        UserPoolId: place.poolId,
        Username: "carla",
        Password: "Password1!",
        Permanent: true,
      });
    });

    async function found(request: Partial<Input<"ListUsers">>): Promise<string[]> {
      const { Users } = await api.call("ListUsers", { UserPoolId: place.poolId, ...request });
      return given(Users, "Users").map(({ Username }) => given(Username, "Username"));
    }

    for (const [Filter, expected] of [
      ['email = "berta@example.com"', ["berta"]],
      ['email ^= "an"', ["anna", "anton"]],
      ['username = "carla"', ["carla"]],
      ['username ^= "an"', ["anna", "anton"]],
      ['family_name = "Example"', names],
      ['cognito:user_status = "CONFIRMED"', ["carla"]],
      ['status = "Disabled"', ["dora"]],
      ['email = "nobody@example.com"', []],
    ] as const) {
      it(`filters by ${Filter}`, async () => {
        assert.deepEqual((await found({ Filter })).sort(), [...expected]);
      });
    }

    it("each user has Cognito's members, and only the attributes asked for", async () => {
      const { Users } = await api.call("ListUsers", {
        UserPoolId: place.poolId,
        Filter: 'username = "anna"',
        AttributesToGet: ["email"],
      });
      const user = given(Users?.[0], "the user");
      members(user, ["Attributes", "Enabled", "UserCreateDate", "UserLastModifiedDate", "UserStatus", "Username"]);
      assert.deepEqual(user.Attributes, [{ Name: "email", Value: "anna@example.com" }]);
    });

    it("pages hold each user once", async () => {
      const seen: string[] = [];
      let PaginationToken: string | undefined;
      do {
        const page = await api.call("ListUsers", {
          UserPoolId: place.poolId,
          Limit: 2,
          ...(PaginationToken && { PaginationToken }),
        });
        const users = given(page.Users, "Users");
        assert.ok(users.length <= 2);
        for (const { Username } of users) seen.push(given(Username, "Username"));
        PaginationToken = page.PaginationToken;
      } while (PaginationToken !== undefined);
      assert.deepEqual(seen.sort(), names);
    });
  });
}
