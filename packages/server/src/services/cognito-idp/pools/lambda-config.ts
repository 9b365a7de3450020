import type { LambdaConfigType } from "../../../models/cognito-idp/types.ts";

/**
 * A pool's triggers as they are kept. PreTokenGeneration and PreTokenGenerationConfig are one setting that shows in both members, the
 * version being V1_0 when only the function was named (documented: AWS CLI, list-user-pools and describe-user-pool). `assertPoolSettings`
 * sees to it that they agree.
 */
export function lambdaConfig(given: LambdaConfigType = {}): LambdaConfigType {
  const { PreTokenGeneration: arn, PreTokenGenerationConfig: config } = given;
  if (arn !== undefined && config === undefined) {
    return { ...given, PreTokenGenerationConfig: { LambdaVersion: "V1_0", LambdaArn: arn } };
  }
  return config === undefined ? given : { ...given, PreTokenGeneration: arn ?? config.LambdaArn };
}
