import { defaultAccount } from "../../../aws/sigv4/authenticator.ts";
import { errors } from "../errors.ts";
import type { CognitoContext } from "../operation.ts";

/** A role's ARN in any partition; the model has checked its characters. */
const ROLE = /^arn:aws[\w-]*:iam::(\d{12}):role\/./;

/**
 * A group's role must be an IAM role of the caller's own account, as iam:PassRole demands at AWS. The account 000000000000 stands for
 * whichever the developer has at AWS, and may name the roles of that one.
 *
 * @throws InvalidParameterException
 */
export function assertGroupRole(ctx: CognitoContext, roleArn: string): void {
  const account = ROLE.exec(roleArn)?.[1];
  if (account === undefined) throw errors.invalidRoleArn();
  if (ctx.account !== defaultAccount && account !== ctx.account) throw errors.roleOfOtherAccount();
}
