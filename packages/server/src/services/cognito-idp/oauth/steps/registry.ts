import { client } from "./client.ts";
import { clientId } from "./client-id.ts";
import { codeChallenge } from "./code-challenge.ts";
import { enabledProvider } from "./enabled-provider.ts";
import { flow } from "./flow.ts";
import { idTokenHint } from "./id-token-hint.ts";
import { identityProvider } from "./identity-provider.ts";
import { lang } from "./lang.ts";
import { loginHint } from "./login-hint.ts";
import { maxAge } from "./max-age.ts";
import { nonce } from "./nonce.ts";
import { prompt } from "./prompt.ts";
import { redirectUri } from "./redirect-uri.ts";
import { registeredUri } from "./registered-uri.ts";
import { repeated } from "./repeated.ts";
import { requiredChallenge } from "./required-challenge.ts";
import { resource } from "./resource.ts";
import { responseType } from "./response-type.ts";
import { scope } from "./scope.ts";
import { size } from "./size.ts";
import { state } from "./state.ts";
import type { AddresseeStep, Step } from "./step.ts";
import { unsupported } from "./unsupported.ts";

/** Which client asks. Refusals go to our own error page. */
export const clientSteps: readonly AddresseeStep[] = [size, clientId, client];

/** Which client asks and where its answer goes, in this order. Refusals go to our own error page. */
export const addresseeSteps: readonly AddresseeStep[] = [...clientSteps, redirectUri, registeredUri];

/** What is asked, in this order. Refusals go to the redirect URI that the steps before found registered. */
export const requestSteps: readonly Step[] = [
  state,
  responseType,
  repeated,
  flow,
  enabledProvider,
  scope,
  nonce,
  codeChallenge,
  requiredChallenge,
  prompt,
  maxAge,
  loginHint,
  lang,
  identityProvider,
  resource,
  idTokenHint,
  unsupported,
];
