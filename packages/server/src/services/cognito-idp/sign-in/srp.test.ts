import { createHmac, createSecretKey } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { AuthenticationHelper, bigInteger } from "../../../../test/cognito-idp/identity-js.ts";
import { createSrpClient } from "../../../../test/cognito-idp/srp-client.ts";
import fc from "../../../../test/property.ts";
import { systemRandom } from "../../../platform/random.ts";
import { createCredential, type SrpCredential } from "../credentials/credential.ts";
import { createModPowPool } from "../credentials/mod-pow-pool.ts";
import { simulatedCredential } from "../credentials/simulated-credential.ts";
import { N, signedBytes } from "../credentials/srp-group.ts";
import { beginSrp, provesPassword, type SrpChallenge, secretBlockId } from "./srp.ts";

const pool = createModPowPool();
afterAll(() => pool.close());
const ports = { modPow: pool.modPow, random: systemRandom };
const timestamp = "Tue Nov 3 09:05:07 UTC 2026";
const owner = { poolName: "AbC123xyz", userId: "alice" };

/** A stock client that begins a sign-in. */
function createClient(poolName: string) {
  const client = createSrpClient(`us-east-1_${poolName}`);
  return {
    clientPublic: client.SRP_A,
    sign(
      challenge: { salt: string; userId: string } & Pick<SrpChallenge, "serverPublic" | "secretBlock">,
      password: string,
    ): string {
      const parameters = {
        SALT: challenge.salt,
        SRP_B: challenge.serverPublic,
        SECRET_BLOCK: challenge.secretBlock,
        USER_ID_FOR_SRP: challenge.userId,
      };
      return client.answer(parameters, password, timestamp).PASSWORD_CLAIM_SIGNATURE;
    },
  };
}

async function begin(clientPublic: string, credential: SrpCredential): Promise<SrpChallenge> {
  const challenge = await beginSrp(clientPublic, credential, ports);
  if (challenge === undefined) throw new Error("SRP_A was refused");
  // What is stored between the two steps goes through JSON.
  return JSON.parse(JSON.stringify(challenge));
}

/** One whole exchange with the stock client. */
async function signIn(credential: SrpCredential, password: string): Promise<boolean> {
  const client = createClient(credential.poolName);
  const challenge = await begin(client.clientPublic, credential);
  const signature = client.sign({ ...challenge, salt: credential.salt, userId: credential.userId }, password);
  const proof = { secretBlock: challenge.secretBlock, timestamp, signature };
  return provesPassword({ state: challenge.state, credential, proof }, ports);
}

describe("amazon-cognito-identity-js", () => {
  test("proves random passwords and no other password", async () => {
    const passwords = fc.sample(fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }), 10);
    const odd = [" ", "pässwörd", "пароль", "密码🔐", "a".repeat(256)];
    const userIds = ["alice", "f4d80488-1001-7025-8f40-0a1b2c3d4e5f", "Bob:Builder", "ünï@example.com", "名前"];
    for (const [index, password] of [...odd, ...passwords].entries()) {
      const userId = userIds[index % userIds.length] ?? "alice";
      const credential = await createCredential(password, { ...owner, userId }, ports);
      expect(await signIn(credential, password)).toBe(true);
      if (index % 5 === 0) expect(await signIn(credential, `${password}x`)).toBe(false);
    }
  });

  test("pads numbers as signedBytes does", () => {
    const helper = new AuthenticationHelper("x");
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: N }), (value) => {
        expect(signedBytes(value).toString("hex")).toBe(helper.padHex(bigInteger(value.toString(16))).toLowerCase());
      }),
    );
  });

  test("proves nothing against a simulated credential", async () => {
    const credential = simulatedCredential(createSecretKey(systemRandom.bytes(32)), "nobody", {
      ...owner,
      userId: "nobody",
    });
    expect(await signIn(credential, "Passw0rd!")).toBe(false);
  });
});

describe("a proof", async () => {
  const credential = await createCredential("Passw0rd!", owner, ports);
  const client = createClient(owner.poolName);
  const challenge = await begin(client.clientPublic, credential);
  const signature = client.sign({ ...challenge, salt: credential.salt, userId: "alice" }, "Passw0rd!");
  const good = {
    state: challenge.state,
    credential,
    proof: { secretBlock: challenge.secretBlock, timestamp, signature },
  };

  test("is right as the client made it", async () => {
    expect(await provesPassword(good, ports)).toBe(true);
  });

  test.each([
    { secretBlock: systemRandom.bytes(48).toString("base64") },
    { timestamp: "Tue Nov 3 09:05:08 UTC 2026" },
    { signature: "" },
    { signature: "not base64 at all" },
    { signature: signature.slice(4) },
    { signature: Buffer.alloc(32).toString("base64") },
  ])("is wrong with %j", async (change) => {
    expect(await provesPassword({ ...good, proof: { ...good.proof, ...change } }, ports)).toBe(false);
  });

  test("is wrong for another user, pool or challenge", async () => {
    const other = await begin(client.clientPublic, credential);
    expect(await provesPassword({ ...good, credential: { ...credential, userId: "bob" } }, ports)).toBe(false);
    expect(await provesPassword({ ...good, credential: { ...credential, poolName: "other" } }, ports)).toBe(false);
    expect(await provesPassword({ ...good, state: other.state }, ports)).toBe(false);
  });

  test("is wrong once the password was set anew, even to the same one", async () => {
    const fresh = await createCredential("Passw0rd!", owner, ports);
    expect(await provesPassword({ ...good, credential: fresh }, ports)).toBe(false);
  });
});

describe("a client that sends no honest SRP_A", async () => {
  const credential = await createCredential("Passw0rd!", owner, ports);

  /** The signature that somebody who guesses the shared secret S would make. */
  async function signatureFor(challenge: SrpChallenge, S: bigint): Promise<string> {
    const { hkdfSync, createHash } = await import("node:crypto");
    const hashed = createHash("sha256")
      .update(signedBytes(BigInt(`0x${challenge.state.clientPublic}`)))
      .update(signedBytes(BigInt(`0x${challenge.serverPublic}`)))
      .digest("hex");
    const key = hkdfSync("sha256", signedBytes(S), signedBytes(BigInt(`0x${hashed}`)), "Caldera Derived Key", 16);
    return createHmac("sha256", new Uint8Array(key))
      .update(owner.poolName)
      .update(owner.userId)
      .update(Buffer.from(challenge.secretBlock, "base64"))
      .update(timestamp)
      .digest("base64");
  }

  test.each([
    ["0", 0n],
    ["N", N],
    ["1", 1n],
    ["N + 1", N + 1n],
    ["N - 1", N - 1n],
    ["2N", 2n * N],
    ["2N - 1", 2n * N - 1n],
  ])("gets a challenge for A = %s and never a proof", async (_, A) => {
    const challenge = await begin(A.toString(16), credential);
    expect(challenge.serverPublic).toMatch(/^[1-9a-f][0-9a-f]*$/);
    for (const S of [0n, 1n, N - 1n, 2n]) {
      const proof = { secretBlock: challenge.secretBlock, timestamp, signature: await signatureFor(challenge, S) };
      expect(await provesPassword({ state: challenge.state, credential, proof }, ports)).toBe(false);
    }
  });

  test.each(["", "xyz", "-1", "0x12", "12 ", "f".repeat(771)])("is refused when it is no number: %j", async (text) => {
    expect(await beginSrp(text, credential, ports)).toBeUndefined();
  });

  test("may write A in capital letters and with leading zeros", async () => {
    expect((await begin("00AB", credential)).state.clientPublic).toBe("ab");
  });
});

test("SRP_B is fresh each time, in lower-case hex without padding", async () => {
  const credential = await createCredential("Passw0rd!", owner, ports);
  const challenges = await Promise.all(Array.from({ length: 40 }, () => begin("2", credential)));
  expect(new Set(challenges.map((challenge) => challenge.serverPublic)).size).toBe(40);
  for (const challenge of challenges) expect(challenge.serverPublic).toMatch(/^[1-9a-f][0-9a-f]{0,767}$/);
});

test("a challenge is found by its secret block, however its base64 is padded", () => {
  const block = systemRandom.bytes(47).toString("base64");
  expect(secretBlockId(block.replaceAll("=", ""))).toBe(secretBlockId(block));
  expect(secretBlockId(`A${block.slice(1)}`) === secretBlockId(`B${block.slice(1)}`)).toBe(false);
});
