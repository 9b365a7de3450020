import type { AuthenticationResultType } from "../../../models/cognito-idp/types.ts";
import type { CognitoContext } from "../operation.ts";
import { type FamilyTokens, signFamily } from "./sign-family.ts";

/**
 * Signs the tokens of a family in the form of the API's answers.
 *
 * @param request.refreshToken goes along when there is a new one
 * @throws ResourceNotFoundException when the pool was deleted meanwhile
 */
export async function issueTokens(
  ctx: CognitoContext,
  { refreshToken, ...request }: FamilyTokens & { refreshToken: string | undefined },
): Promise<AuthenticationResultType> {
  const { accessToken, idToken, expiresIn } = await signFamily(ctx, request);
  return {
    AccessToken: accessToken,
    ExpiresIn: expiresIn,
    ...(idToken !== undefined && { IdToken: idToken }),
    ...(refreshToken !== undefined && { RefreshToken: refreshToken }),
    TokenType: "Bearer",
  };
}
