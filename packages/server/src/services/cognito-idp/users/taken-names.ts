import type { AwsError } from "../../../aws/errors.ts";
import { errors } from "../errors.ts";
import { isVerifiable } from "./attribute-rules.ts";
import { NameTaken } from "./user-store.ts";

/** Runs a unit that changes a user; a name or alias that another user holds becomes AliasExistsException. */
export async function tellTakenNames<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof NameTaken) throw errors.aliasInUse();
    throw error;
  }
}

/**
 * The same for a new user, by SignUp or AdminCreateUser: the text says which name is taken.
 *
 * @param taken for a name that is neither an e-mail address nor a telephone number
 */
export async function tellTakenNewName<T>(taken: () => AwsError, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof NameTaken)) throw error;
    throw isVerifiable(error.kind) ? errors.accountWithAttributeExists(error.kind) : taken();
  }
}

/** The same where a code just proved the address: the text names the attribute. */
export async function tellTakenAlias<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof NameTaken) throw errors.accountWithAliasExists(error.kind);
    throw error;
  }
}
