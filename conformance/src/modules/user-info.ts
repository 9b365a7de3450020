import type { ConformanceModule } from "../conformance-module.ts";
import { signIn } from "../protocol/sign-in.ts";
import { callUserInfo, readUserInfo } from "../protocol/user-info.ts";

export const userInfoModules: readonly ConformanceModule[] = [
  {
    name: "oidcc-userinfo-get",
    rule: "the userinfo endpoint answers to GET with the token in the header",
    async run(trial) {
      const { tokens, claims } = await signIn(trial);
      await readUserInfo(trial, await callUserInfo(trial, tokens.accessToken, "get"), claims.sub);
    },
  },
  {
    name: "oidcc-userinfo-post-header",
    rule: "the userinfo endpoint answers to POST with the token in the header",
    async run(trial) {
      const { tokens, claims } = await signIn(trial);
      await readUserInfo(trial, await callUserInfo(trial, tokens.accessToken, "post-header"), claims.sub);
    },
  },
  {
    name: "oidcc-userinfo-post-body",
    rule: "the userinfo endpoint may take the token in a form; what it then answers is right",
    async run(trial) {
      const { tokens, claims } = await signIn(trial);
      const response = await callUserInfo(trial, tokens.accessToken, "post-body");
      if (response.ok) return void (await readUserInfo(trial, response, claims.sub));
      trial.must(response.status < 500, `what is not supported is the client's error, not ${response.status}`);
      trial.should(false, "the token is taken in a form too (RFC 6750, 2.2: optional)");
    },
  },
];
