import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ApiClient } from "../clients/api-client.ts";
import { given, refused } from "../expect.ts";
import { domainPrefix } from "../names.ts";
import { createPlace } from "./place.ts";

const CERTIFICATE = "arn:aws:acm:us-east-1:000000000000:certificate/3a9c5f70-2d11-4d0a-9a53-0c1d2e3f4a5b";

export function domainTests(api: ApiClient): void {
  describe("domains", () => {
    it("a pool's prefix and custom domain are made, described, changed and removed", async () => {
      const { poolId: UserPoolId } = await createPlace(api);
      const prefix = domainPrefix();
      const custom = `auth.${prefix}.example.com`;
      const described = async (Domain: string) =>
        given((await api.call("DescribeUserPoolDomain", { Domain })).DomainDescription, "DomainDescription");

      assert.deepEqual(await described(prefix), {}, "a name that no domain has is an empty description");
      const made = await api.call("CreateUserPoolDomain", { UserPoolId, Domain: prefix });
      assert.equal(made.CloudFrontDomain, undefined);
      const CustomDomainConfig = { CertificateArn: CERTIFICATE };
      const second = await api.call("CreateUserPoolDomain", { UserPoolId, Domain: custom, CustomDomainConfig });
      given(second.CloudFrontDomain, "CloudFrontDomain");

      const { Status, UserPoolId: owner, ...rest } = await described(prefix);
      assert.deepEqual([Status, owner, rest.CustomDomainConfig], ["ACTIVE", UserPoolId, {}]);
      assert.deepEqual((await described(custom)).CustomDomainConfig, CustomDomainConfig);
      const { UserPool } = await api.call("DescribeUserPool", { UserPoolId });
      assert.deepEqual([UserPool?.Domain, UserPool?.CustomDomain], [prefix, custom]);

      await api.call("UpdateUserPoolDomain", { UserPoolId, Domain: prefix, ManagedLoginVersion: 2 });
      assert.equal((await described(prefix)).ManagedLoginVersion, 2);

      await refused(
        api.call("DeleteUserPool", { UserPoolId }),
        "InvalidParameterException",
        "User pool cannot be deleted. It has a domain configured that should be deleted first.",
      );
      for (const Domain of [prefix, custom]) await api.call("DeleteUserPoolDomain", { UserPoolId, Domain });
      assert.deepEqual(await described(prefix), {});
      await api.call("DeleteUserPool", { UserPoolId });
    });

    it("a name is nobody else's, and holds no reserved word", async () => {
      const { poolId: UserPoolId } = await createPlace(api);
      const Domain = domainPrefix();
      await api.call("CreateUserPoolDomain", { UserPoolId, Domain });
      const other = { UserPoolId: (await createPlace(api)).poolId };
      await refused(
        api.call("CreateUserPoolDomain", { ...other, Domain }),
        "InvalidParameterException",
        "Domain already associated with another user pool.",
      );
      await refused(
        api.call("CreateUserPoolDomain", { ...other, Domain: domainPrefix("my-aws") }),
        "InvalidParameterException",
        "Domain cannot contain reserved word: aws",
      );
      await refused(
        api.call("DeleteUserPoolDomain", { ...other, Domain }),
        "InvalidParameterException",
        "No such domain or user pool exists.",
      );
    });
  });
}
