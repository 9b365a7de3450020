import { errors } from "../../errors.ts";
import type { Challenge, Json } from "../machine-types.ts";
import { required } from "../parameters.ts";
import { passwordRefused } from "../prove-password.ts";
import { type SrpState, secretBlockId } from "../srp.ts";
import { readSrpTimestamp } from "../srp-timestamp.ts";

/** SRP's second half: the client proves the password over the secret block, which also names the session. */
export const passwordVerifier: Challenge = {
  name: "PASSWORD_VERIFIER",

  async ask({ subject, parameters, ports }) {
    const clientPublic = required(parameters, "SRP_A");
    const current = subject.password?.current;
    // Imported hashes know no SRP: such a user goes the way of an unknown one.
    const credential = current?.kind === "srp" ? current : ports.simulatedCredential(subject);
    const challenge = await ports.beginSrp(clientPublic, credential);
    if (challenge === undefined) return { kind: "refused", error: errors.invalidSrpA(), session: "kept" };
    return {
      parameters: {
        SALT: credential.salt,
        SECRET_BLOCK: challenge.secretBlock,
        SRP_B: challenge.serverPublic,
        USERNAME: subject.userId,
        USER_ID_FOR_SRP: subject.userId,
      },
      data: { ...challenge.state },
      sessionKey: secretBlockId(challenge.secretBlock),
    };
  },

  async answer({ subject, parameters, data, ports }) {
    const secretBlock = required(parameters, "PASSWORD_CLAIM_SECRET_BLOCK");
    const timestamp = readSrpTimestamp(required(parameters, "TIMESTAMP"), ports.wall());
    const signature = required(parameters, "PASSWORD_CLAIM_SIGNATURE");
    if (timestamp === undefined) throw errors.noSrpTimestamp();
    if (subject.locked) {
      return { kind: "refused", error: errors.passwordAttemptsExceeded(), session: "consumed" };
    }
    const current = subject.password?.current;
    const credential = current?.kind === "srp" ? current : ports.simulatedCredential(subject);
    const proof = { secretBlock, timestamp: timestamp.text, signature };
    const proven = await ports.provesPassword({ state: toSrpState(data), credential, proof });
    if (!proven || !timestamp.near || subject.user === undefined || current?.kind !== "srp") return passwordRefused();
    return { kind: "passed", proof: "password", changes: [{ kind: "forget-password-failures" }] };
  },
};

/** The memory that `ask` wrote. */
function toSrpState(data: Json): SrpState {
  if (typeof data === "object" && data !== null && !Array.isArray(data)) {
    const { clientPublic, serverPrivate, serverPublic } = data;
    if (typeof clientPublic === "string" && typeof serverPrivate === "string" && typeof serverPublic === "string") {
      return { clientPublic, serverPrivate, serverPublic };
    }
  }
  throw new Error("A stored PASSWORD_VERIFIER has no SRP state");
}
