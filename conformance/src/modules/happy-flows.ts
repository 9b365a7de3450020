import { createHash, randomBytes } from "node:crypto";
import { decodeProtectedHeader } from "jose";
import type { ConformanceModule } from "../conformance-module.ts";
import { shouldHoldNoMore } from "../protocol/id-token.ts";
import { signIn } from "../protocol/sign-in.ts";
import { callUserInfo } from "../protocol/user-info.ts";
import type { Trial } from "../trial.ts";

/** The access token opens the one resource that every OP has. */
async function mustOpenUserInfo(trial: Trial, accessToken: string): Promise<void> {
  const response = await callUserInfo(trial, accessToken, "get");
  await response.body?.cancel();
  trial.must(response.status === 200, `the access token opens the userinfo endpoint: ${response.status}`);
}

/** Whether a way to authenticate is offered; client_secret_basic is, where nothing is said (Discovery, 3). */
function mustOffer(trial: Trial, method: string): void {
  const offered = trial.metadata.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
  trial.must(Array.isArray(offered) && offered.includes(method), `discovery offers ${method}`);
}

export const happyFlows: readonly ConformanceModule[] = [
  {
    name: "oidcc-server",
    rule: "a code is given, redeemed with client_secret_basic, and the ID token is right; for another client too",
    async run(trial) {
      mustOffer(trial, "client_secret_basic");
      const { tokens, claims } = await signIn(trial);
      shouldHoldNoMore(trial, claims);
      await mustOpenUserInfo(trial, tokens.accessToken);
      const second = await signIn(trial, {}, { client: trial.op.clients.second });
      await mustOpenUserInfo(trial, second.tokens.accessToken);
    },
  },
  {
    name: "oidcc-idtoken-signature",
    rule: "an ID token is signed with RS256 where nothing else was agreed, and names its key",
    async run(trial) {
      const { tokens } = await signIn(trial);
      const { alg, kid } = decodeProtectedHeader(tokens.idToken ?? "");
      trial.must(alg === "RS256" && kid !== undefined, `the header has RS256 and a kid: ${alg}, ${kid}`);
    },
  },
  {
    name: "oidcc-idtoken-unsigned",
    rule: "an ID token is unsigned only where that was agreed at registration",
    async run(trial) {
      const { tokens } = await signIn(trial);
      const { alg } = decodeProtectedHeader(tokens.idToken ?? "");
      trial.must(alg !== "none", "a client that did not ask for unsigned ID tokens gets none");
      const offered = trial.metadata.id_token_signing_alg_values_supported;
      trial.must(!(Array.isArray(offered) && offered.includes("none")), "an algorithm that is offered can be had");
      trial.skip("discovery does not offer the algorithm none, which the module permits");
    },
  },
  {
    name: "oidcc-ensure-request-without-nonce-succeeds-for-code-flow",
    rule: "the code flow needs no nonce",
    run: async (trial) => void (await signIn(trial, { nonce: undefined })),
  },
  {
    name: "oidcc-alternate-happy-flow",
    rule: "neither the order of scopes nor that of parameters matters",
    run: async (trial) => void (await signIn(trial, { scope: "email openid" }, { reversed: true })),
  },
  {
    name: "oidcc-ensure-post-request-succeeds",
    rule: "the authorization endpoint takes a form by POST",
    run: async (trial) => void (await signIn(trial, {}, { method: "POST" })),
  },
  {
    name: "oidcc-server-client-secret-post",
    rule: "a code is redeemed with client_secret_post",
    async run(trial) {
      mustOffer(trial, "client_secret_post");
      const { tokens } = await signIn(trial, {}, { client: trial.op.clients.post });
      await mustOpenUserInfo(trial, tokens.accessToken);
    },
  },
  {
    name: "oidcc-ensure-request-with-valid-pkce-succeeds",
    rule: "a request with a code challenge succeeds (RFC 7636)",
    async run(trial) {
      const verifier = randomBytes(32).toString("base64url");
      const challenge = createHash("sha256").update(verifier).digest("base64url");
      await signIn(trial, { code_challenge: challenge, code_challenge_method: "S256" }, { verifier });
    },
  },
];
