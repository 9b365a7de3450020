import { createCredential, matchesPassword } from "../credentials/credential.ts";
import { simulatedCredential } from "../credentials/simulated-credential.ts";
import { errors } from "../errors.ts";
import type { CognitoContext } from "../operation.ts";
import { poolNameOf } from "../pools/pool-name.ts";
import { prepareNewPassword } from "../users/new-password.ts";
import type { SignInPorts } from "./machine-types.ts";
import { beginSrp, provesPassword } from "./srp.ts";

/** The machine's ports on the real world. */
export function signInPorts(ctx: CognitoContext): SignInPorts {
  const arithmetic = { modPow: ctx.modPow, random: ctx.random };
  return {
    matchesPassword: (credential, password) => matchesPassword(credential, password, arithmetic),
    createCredential: (password, { pool, userId }) =>
      createCredential(password, { poolName: poolNameOf(pool), userId }, arithmetic),
    newPassword: (password, { pool, userId, password: present }) =>
      prepareNewPassword(ctx, { pool, username: userId, present, given: password, refuse: errors.passwordRefused }),
    simulatedCredential: ({ pool, nameKey, userId }) =>
      simulatedCredential(pool.secret, nameKey, { poolName: poolNameOf(pool), userId }),
    beginSrp: (clientPublic, credential) => beginSrp(clientPublic, credential, arithmetic),
    provesPassword: (exchange) => provesPassword(exchange, arithmetic),
    now: () => ctx.clock.now(),
    wall: () => ctx.clock.wall(),
  };
}
