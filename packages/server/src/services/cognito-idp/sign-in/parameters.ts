import { errors } from "../errors.ts";

/** A parameter that the flow or challenge cannot do without. @throws InvalidParameterException naming it. */
export function required(parameters: Readonly<Record<string, string>>, name: string): string {
  const value = parameters[name];
  if (value === undefined || value === "") throw errors.missingParameter(name);
  return value;
}
