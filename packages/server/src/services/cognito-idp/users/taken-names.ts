import { errors } from "../errors.ts";
import type { UserPool } from "../pools/user-pool.ts";
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

/** The same for SignUp: the text says which name is taken. */
export async function tellTakenSignUpName<T>(pool: UserPool, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof NameTaken)) throw error;
    const kind = pool.identity.usernameAttributes.find((name) => name === error.kind);
    throw kind === undefined ? errors.userExists() : errors.accountWithAttributeExists(kind);
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
