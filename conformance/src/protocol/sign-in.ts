import type { JWTPayload } from "jose";
import type { Trial } from "../trial.ts";
import { readCode } from "./answer.ts";
import { type Authorization, type AuthorizeOptions, authorize, type Parameters } from "./authorize.ts";
import { readIdToken } from "./id-token.ts";
import { redeem, type Tokens } from "./token.ts";

/** A sign-in from the authorization request to a verified ID token. */
export interface SignIn extends Authorization {
  code: string;
  tokens: Tokens;
  claims: JWTPayload;
}

export async function signIn(
  trial: Trial,
  changes: Parameters = {},
  options: AuthorizeOptions & { verifier?: string } = {},
): Promise<SignIn> {
  const authorization = await authorize(trial, changes, options);
  const code = readCode(trial, authorization);
  const { verifier } = options;
  const tokens = await redeem(trial, authorization.client, code, verifier ? { code_verifier: verifier } : {});
  return { ...authorization, code, tokens, claims: await readIdToken(trial, authorization, tokens) };
}
