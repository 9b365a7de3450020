import type { OpUnderTest } from "../op-under-test.ts";

/** The OP's discovery document; whether it is right is for the modules. */
export interface Metadata extends Readonly<Record<string, unknown>> {
  issuer: string;
  authorization_endpoint: string;
  token_endpoint: string;
  userinfo_endpoint: string;
  jwks_uri: string;
  end_session_endpoint?: string;
  scopes_supported?: readonly string[];
}

/** @throws Error when the document is not there */
export async function fetchMetadata(op: OpUnderTest): Promise<Metadata> {
  const response = await fetch(discoveryUrl(op));
  if (response.status !== 200) throw new Error(`the discovery document is answered with ${response.status}`);
  // The modules judge what is in it.
  return (await response.json()) as Metadata;
}

export const discoveryUrl = ({ issuer }: OpUnderTest): string =>
  `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
