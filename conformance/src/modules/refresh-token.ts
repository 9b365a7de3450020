import type { ConformanceModule } from "../conformance-module.ts";
import { readIdToken } from "../protocol/id-token.ts";
import { signIn } from "../protocol/sign-in.ts";
import { callTokenEndpoint, mustRefuse, readTokens } from "../protocol/token.ts";
import { callUserInfo } from "../protocol/user-info.ts";

export const refreshToken: ConformanceModule = {
  name: "oidcc-refresh-token",
  rule: "a refresh token gives new tokens of the same user to its own client, and nothing to another",
  async run(trial) {
    const { main, second } = trial.op.clients;
    const first = await signIn(trial);
    const given = first.tokens.refreshToken ?? trial.skip("no refresh token was given, which the module permits");
    trial.must(/^[\x20-\x7e]+$/.test(given), "a refresh token is ASCII");
    const grants = trial.metadata.grant_types_supported;
    trial.should(Array.isArray(grants) && grants.includes("refresh_token"), "discovery names the grant refresh_token");

    const answer = await callTokenEndpoint(trial, main, { grant_type: "refresh_token", refresh_token: given });
    const renewed = readTokens(trial, answer);
    trial.must(renewed.accessToken !== first.tokens.accessToken, "the access token is a new one");
    const response = await callUserInfo(trial, renewed.accessToken, "get");
    await response.body?.cancel();
    trial.must(response.status === 200, `the new access token is good: ${response.status}`);
    if (renewed.idToken !== undefined) {
      const claims = await readIdToken(trial, first, renewed, { renewed: true });
      trial.must(claims.sub === first.claims.sub, "the new ID token is of the same user");
      trial.must(claims.auth_time === first.claims.auth_time, "the new ID token tells of the same sign-in (auth_time)");
    }

    const others = await signIn(trial, {}, { client: second });
    const stolen = trial.need(others.tokens.refreshToken, "the other client gets a refresh token too");
    const refused = await callTokenEndpoint(trial, main, { grant_type: "refresh_token", refresh_token: stolen });
    mustRefuse(trial, refused, "invalid_grant");
  },
};
