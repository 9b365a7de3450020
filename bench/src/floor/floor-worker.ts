import { constants, createPrivateKey, randomBytes, sign } from "node:crypto";
import { parentPort, workerData } from "node:worker_threads";
import { openSslPower } from "../../../packages/server/src/services/cognito-idp/credentials/open-ssl-power.ts";
import { N } from "../../../packages/server/src/services/cognito-idp/credentials/srp-group.ts";

/** Work for one thread: so many sign-ins of so many signatures and exponentiations each. */
export interface FloorJob {
  signIns: number;
  signatures: number;
  powers: number;
}

const key = createPrivateKey(workerData.privateKey);
const base = BigInt(`0x${randomBytes(383).toString("hex")}`) % N;
/** As long as the part of a token that is signed. */
const content = randomBytes(900);

parentPort?.on("message", ({ signIns, signatures, powers }: FloorJob) => {
  for (let signIn = 0; signIn < signIns; signIn++) {
    for (let count = 0; count < powers; count++) {
      openSslPower(base, BigInt(`0x${randomBytes(32).toString("hex")}`));
    }
    for (let count = 0; count < signatures; count++) {
      sign("sha256", content, { key, padding: constants.RSA_PKCS1_PADDING });
    }
  }
  parentPort?.postMessage("done");
});
