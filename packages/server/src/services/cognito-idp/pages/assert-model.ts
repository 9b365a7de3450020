import { createValidator, type Validator, validationMessage } from "../../../aws/validate.ts";
import type { AttributeType } from "../../../models/cognito-idp/types.ts";
import { loadModel } from "../../../models/index.ts";
import { errors } from "../errors.ts";

let validate: Validator | undefined;

/**
 * What the model asks of a user's password and attributes. The API's wire asks it of every call; a form comes to the same code without passing
 * there, and must not bring what the API could neither take nor sign in with.
 *
 * @throws InvalidParameterException in the API's words, which repeat no value
 */
export function assertModel(given: { password: string; attributes?: readonly AttributeType[] }): void {
  validate ??= createValidator(loadModel("cognito-idp"));
  // Every operation has these shapes; the other members are there because they must be.
  const call = { ClientId: "x", Username: "x", Password: given.password, UserAttributes: given.attributes };
  const violations = validate("SignUpRequest", call);
  if (violations.length > 0) throw errors.invalidParameter(validationMessage(violations));
}
