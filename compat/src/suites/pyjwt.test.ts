import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { claimsOf } from "../claims.ts";
import { endpoint } from "../endpoint.ts";
import { given } from "../expect.ts";
import { pyJwt } from "../tools.ts";
import { type TokenSample, takeSample } from "../verifiers/token-sample.ts";

const script = fileURLToPath(new URL("../verifiers/pyjwt_verifier.py", import.meta.url));
const tool = pyJwt();

interface Verdict {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly refused?: string;
}

interface Request {
  readonly name: string;
  readonly token: string;
  readonly audience?: string;
  readonly leeway?: number;
}

describe("PyJWT", { skip: tool.present ? false : tool.reason }, () => {
  let sample: TokenSample;

  before(async () => {
    sample = await takeSample(endpoint);
  });

  /** Runs the script once over all the tokens. */
  function verify(tokens: readonly Request[]): Readonly<Record<string, Verdict>> {
    if (!tool.present) throw new Error(tool.reason);
    const issuer = claimsOf(sample.tokens.id).iss;
    const { status, stdout, stderr } = spawnSync(tool.command, [script], {
      input: JSON.stringify({ jwksUri: `${issuer}/.well-known/jwks.json`, issuer, tokens }),
      encoding: "utf8",
    });
    assert.equal(status, 0, stderr);
    return JSON.parse(stdout) as Readonly<Record<string, Verdict>>;
  }

  it("accepts both tokens with the keys from the server", () => {
    const verdicts = verify([
      { name: "id", token: sample.tokens.id, audience: sample.clientId },
      { name: "access", token: sample.tokens.access },
    ]);
    assert.equal(given(verdicts.id?.claims, String(verdicts.id?.refused)).sub, sample.sub);
    assert.equal(given(verdicts.access?.claims, String(verdicts.access?.refused)).client_id, sample.clientId);
  });

  it("refuses another audience, and a token past its hour", () => {
    const verdicts = verify([
      { name: "audience", token: sample.tokens.id, audience: "another" },
      { name: "late", token: sample.tokens.id, leeway: -3_700 },
    ]);
    assert.match(given(verdicts.audience?.refused, "a refusal"), /^InvalidAudienceError/);
    assert.match(given(verdicts.late?.refused, "a refusal"), /^ExpiredSignatureError/);
  });

  it("refuses each forgery", () => {
    for (const forged of [sample.badIdTokens, sample.badAccessTokens]) {
      const verdicts = verify(Object.entries(forged).map(([name, token]) => ({ name, token })));
      for (const name of Object.keys(forged)) {
        assert.equal(verdicts[name]?.claims, undefined, `PyJWT accepted ${name}`);
        given(verdicts[name]?.refused, `a refusal of ${name}`);
      }
    }
  });
});
