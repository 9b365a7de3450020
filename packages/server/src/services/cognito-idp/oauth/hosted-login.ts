import type { AwsRequest } from "../../../aws/wire-types.ts";
import type { Random } from "../../../platform/random.ts";
import type { Cognito } from "../cognito.ts";
import { domainUrl } from "../domains/domain-url.ts";
import type { LoginResponse } from "./endpoint.ts";
import { landingUri } from "./landing-uri.ts";
import type { OAuthProfile } from "./profile.ts";

/** How to begin at the login pages of a client. */
export interface LoginStart {
  /** `/oauth2/authorize` with client, redirect URI and response type; state and code challenge are the caller's to add. */
  authorizeUrl: string;
  responseType: "code" | "token";
}

/** What the start page and the landing page of a development server do at the login pages. */
export interface HostedLogin {
  /** Undefined where the client has no login pages: no domain, or no flow that a browser could take. */
  begin(clientId: string): Promise<LoginStart | undefined>;
  /** Redeems a code that came to the landing page, by the token endpoint, with the client's own secret where it has one. */
  redeem(grant: { clientId: string; code: string; verifier: string }): Promise<{ status: number; body: string }>;
}

type Handle = (request: AwsRequest & { host: string; secure: boolean }) => Promise<LoginResponse>;

/** For development servers only: whoever may call this signs in to any client without knowing its secret. */
export function createHostedLogin(
  { clients, domains, settings }: Pick<Cognito, "clients" | "domains" | "settings">,
  { handle, profile, random }: { handle: Handle; profile: OAuthProfile; random: Random },
): HostedLogin {
  const domainOf = async (poolId: string) => {
    const { prefix, custom } = await domains.ofPool(poolId);
    return prefix ?? custom;
  };
  return {
    async begin(clientId) {
      const found = await clients.find(clientId);
      const domain = found && (await domainOf(found.client.poolId));
      if (found === undefined || domain === undefined) return undefined;
      const {
        allowedOAuthFlowsUserPoolClient,
        allowedOAuthFlows = [],
        supportedIdentityProviders,
      } = found.client.settings;
      if (!supportedIdentityProviders?.length) return undefined;
      const responseType = allowedOAuthFlows.includes("code") ? "code" : "token";
      const implicit = allowedOAuthFlows.includes("implicit") && profile.implicit;
      if (!allowedOAuthFlowsUserPoolClient || (responseType === "token" && !implicit)) return undefined;
      const parameters = new URLSearchParams({
        client_id: clientId,
        redirect_uri: landingUri(settings),
        response_type: responseType,
      });
      return { authorizeUrl: `${domainUrl(settings, domain)}/oauth2/authorize?${parameters}`, responseType };
    },

    async redeem({ clientId, code, verifier }) {
      const found = await clients.find(clientId);
      const domain = found && (await domainOf(found.client.poolId));
      const [secret] = found?.secrets ?? [];
      const form = new URLSearchParams({
        grant_type: "authorization_code",
        client_id: clientId,
        redirect_uri: landingUri(settings),
        code,
        code_verifier: verifier,
        ...(secret && { client_secret: secret.value }),
      });
      const answer = await handle({
        method: "POST",
        host: "localhost",
        secure: false,
        path: `/_auth/${domain?.name ?? ""}/oauth2/token`,
        query: "",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        sourceIp: "127.0.0.1",
        requestId: random.uuid(),
        body: async () => Buffer.from(form.toString()),
      });
      return { status: answer.status, body: String(answer.body ?? "") };
    },
  };
}
