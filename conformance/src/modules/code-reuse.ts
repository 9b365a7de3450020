import type { ConformanceModule } from "../conformance-module.ts";
import { type SignIn, signIn } from "../protocol/sign-in.ts";
import { callTokenEndpoint, mustRefuse, type TokenAnswer } from "../protocol/token.ts";
import { callUserInfo } from "../protocol/user-info.ts";
import type { Trial } from "../trial.ts";

function redeemAgain(trial: Trial, { client, code }: SignIn): Promise<TokenAnswer> {
  return callTokenEndpoint(trial, client, {
    grant_type: "authorization_code",
    code,
    redirect_uri: client.redirectUri,
  });
}

export const codeReuseModules: readonly ConformanceModule[] = [
  {
    name: "oidcc-codereuse",
    rule: "a code that was redeemed is refused at once",
    async run(trial) {
      mustRefuse(trial, await redeemAgain(trial, await signIn(trial)), "invalid_grant");
    },
  },
  {
    name: "oidcc-codereuse-30seconds",
    rule: "a code that was redeemed is refused half a minute later, and its second use ends what the first gave",
    async run(trial) {
      const signedIn = await signIn(trial);
      await trial.op.wait(30);
      mustRefuse(trial, await redeemAgain(trial, signedIn), "invalid_grant");
      const response = await callUserInfo(trial, signedIn.tokens.accessToken, "get");
      await response.body?.cancel();
      trial.should(
        response.status >= 400 && response.status < 500,
        "the second use of a code revokes the access token that the first gave (RFC 6749, 4.1.2)",
      );
    },
  },
];
