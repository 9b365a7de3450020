import { after, describe } from "node:test";
import type { ApiClient } from "../clients/api-client.ts";
import { adminTests } from "./admin.ts";
import { attributeTests } from "./attributes.ts";
import { domainTests } from "./domains.ts";
import { groupTests } from "./groups.ts";
import { listUsersTests } from "./list-users.ts";
import { passwordTests } from "./passwords.ts";
import { poolTests } from "./pools.ts";
import { refreshTests } from "./refresh.ts";
import { secretTests } from "./secrets.ts";
import { signInTests } from "./sign-in.ts";
import { signOutTests } from "./sign-out.ts";
import { signUpTests } from "./sign-up.ts";

/**
 * The whole main job through one client of the AWS API, from the pool to the deleted account. What is expected is
 * what Cognito answers; a comment says where an expectation is a recorded answer.
 *
 * @param make makes the client when the tests run; it is closed after them
 * @param concurrency how many tests run at once; each has its own pool, so that they never meet
 */
export function apiJourney(make: () => ApiClient, concurrency = 1): void {
  describe("the whole way", { concurrency }, () => {
    const api = make();
    after(() => api.close());
    for (const part of [
      poolTests,
      signUpTests,
      signInTests,
      refreshTests,
      attributeTests,
      passwordTests,
      groupTests,
      adminTests,
      listUsersTests,
      signOutTests,
      secretTests,
      domainTests,
    ]) {
      part(api);
    }
  });
}
