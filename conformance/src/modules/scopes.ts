import type { ConformanceModule } from "../conformance-module.ts";
import { type SignIn, signIn } from "../protocol/sign-in.ts";
import { CLAIMS_OF_SCOPES, callUserInfo, readUserInfo, type UserInfo } from "../protocol/user-info.ts";
import type { Trial } from "../trial.ts";

/** A sign-in with scopes and what the userinfo endpoint then tells. */
async function signInWith(trial: Trial, scopes: readonly string[]): Promise<{ signedIn: SignIn; info: UserInfo }> {
  const offered = trial.metadata.scopes_supported ?? [];
  const missing = scopes.filter((scope) => !offered.includes(scope));
  if (missing.length > 0) trial.skip(`scopes_supported lacks ${missing.join(", ")}, which the module permits`);
  const signedIn = await signIn(trial, { scope: ["openid", ...scopes].join(" ") });
  const response = await callUserInfo(trial, signedIn.tokens.accessToken, "get");
  const info = await readUserInfo(trial, response, signedIn.claims.sub);
  const claims = scopes.flatMap((scope) => CLAIMS_OF_SCOPES[scope] ?? []);
  const absent = claims.filter((claim) => !(claim in info));
  trial.should(absent.length === 0, `every claim of the scopes is told; missing are ${absent.join(", ")}`);
  return { signedIn, info };
}

const module = (name: string, scopes: readonly string[]): ConformanceModule => ({
  name,
  rule: `the scope ${scopes.join(", ")} opens its claims at the userinfo endpoint`,
  run: async (trial) => void (await signInWith(trial, scopes)),
});

export const scopeModules: readonly ConformanceModule[] = [
  module("oidcc-scope-profile", ["profile"]),
  {
    name: "oidcc-scope-email",
    rule: "the scope email opens the address, at the userinfo endpoint only",
    async run(trial) {
      const { signedIn, info } = await signInWith(trial, ["email"]);
      trial.should(!("email" in signedIn.claims), "the address is not in the ID token (OpenID Connect Core, 5.4)");
      trial.should(!("name" in info), "the name is not told, which was not asked for");
    },
  },
  module("oidcc-scope-address", ["address"]),
  module("oidcc-scope-phone", ["phone"]),
  module("oidcc-scope-all", ["profile", "email", "address", "phone"]),
  {
    name: "oidcc-claims-essential",
    rule: "a request for single claims is no error, and they are told if possible",
    async run(trial) {
      const claims = JSON.stringify({ userinfo: { name: { essential: true } } });
      const { tokens, claims: idToken } = await signIn(trial, { claims });
      const response = await callUserInfo(trial, tokens.accessToken, "get");
      const info = await readUserInfo(trial, response, idToken.sub);
      trial.should("name" in info, "the essential claim is told");
      trial.should(!("name" in idToken), "the name is not in the ID token, for which it was not asked");
    },
  },
];
