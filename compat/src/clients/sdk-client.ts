import {
  CognitoIdentityProvider,
  type CognitoIdentityProviderClientConfig,
  CognitoIdentityProviderServiceException,
} from "@aws-sdk/client-cognito-identity-provider";
import { credentials, endpoint, region } from "../endpoint.ts";
import { type ApiClient, type Input, type OperationName, type Output, ServiceError } from "./api-client.ts";

/** The settings of an application's SDK client. Retries are off: an answer must be right the first time. */
export function sdkConfiguration(server: string = endpoint): CognitoIdentityProviderClientConfig {
  return { endpoint: server, region, credentials, maxAttempts: 1 };
}

/** The AWS SDK for JavaScript, version 3. */
export function sdkClient(server: string = endpoint): ApiClient {
  const sdk = new CognitoIdentityProvider(sdkConfiguration(server));
  return {
    name: "AWS SDK for JavaScript",
    current: true,
    async call<Name extends OperationName>(operation: Name, input: Input<Name>): Promise<Output<Name>> {
      // The SDK's methods are the operations with a small first letter. TypeScript cannot follow that, so the method is
      // typed here; `Input` and `Output` are derived from the command that it sends.
      const method = `${operation.charAt(0).toLowerCase()}${operation.slice(1)}` as "getUser";
      const send = sdk[method].bind(sdk) as unknown as (
        input: Input<Name>,
      ) => Promise<Output<Name> & { $metadata: unknown }>;
      try {
        const { $metadata: _, ...output } = await send(input);
        return output as unknown as Output<Name>;
      } catch (error) {
        if (!(error instanceof CognitoIdentityProviderServiceException)) throw error;
        throw new ServiceError(error.name, error.message, error.$metadata.httpStatusCode);
      }
    },
    async close() {
      sdk.destroy();
    },
  };
}
