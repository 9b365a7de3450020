import { CognitoIdentityProviderServiceException } from "@aws-sdk/client-cognito-identity-provider";

/** How a call of a stock client was refused: `{type}: {message}`. @throws Error when it was answered, or failed in another way. */
export async function refusedCall(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof CognitoIdentityProviderServiceException)) throw error;
    if (error.$metadata.httpStatusCode !== 400) throw error;
    return `${error.name}: ${error.message}`;
  }
  throw new Error("The call was answered");
}
