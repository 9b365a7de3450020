import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { startPoolhouse } from "@poolhouse/testkit";
import { expect, test } from "vitest";
import { createSealer } from "../../src/platform/sealing.ts";
import { parseSealingKeys } from "../../src/platform/sealing-keys.ts";
import { importSigningKey } from "../../src/services/cognito-idp/tokens/keys.ts";
import { signJwt } from "../../src/services/cognito-idp/tokens/sign-jwt.ts";
import { basic, granted, post } from "../cognito-idp/granted.ts";
import { LOGIN_CLIENT, openLoginDomain } from "../cognito-idp/login-domain.ts";
import { claimsOf, putPoolInUse } from "../cognito-idp/pool-in-use.ts";
import { rawCall } from "../cognito-idp/raw-call.ts";

const SEALING_KEYS = `one:${Buffer.alloc(32, 7).toString("base64")}`;

test("whoever came by the keys of one pool speaks for no user of another", async () => {
  const folder = mkdtempSync(join(tmpdir(), "poolhouse-attack-"));
  const server = await startPoolhouse({ flags: { memory: false, data: folder, sealingKeys: SEALING_KEYS } });
  try {
    const [victims, own] = [await putPoolInUse(server), await putPoolInUse(server)];
    await victims.addUser("victim");
    await own.addUser("victim");
    const stolen = stolenKey(join(folder, "poolhouse.db"), own.poolId);
    const getUser = (AccessToken: string) => rawCall(server, "GetUser", { AccessToken }, { signed: false });

    const genuine = claimsOf((await own.signIn("victim")).accessToken);
    expect(await getUser(await signJwt(stolen, genuine))).toMatchObject({ status: 200 });

    const wanted = claimsOf((await victims.signIn("victim")).accessToken);
    for (const claims of [
      wanted,
      { ...wanted, origin_jti: genuine.origin_jti },
      { ...genuine, iss: wanted.iss, sub: wanted.sub },
    ]) {
      expect(JSON.parse((await getUser(await signJwt(stolen, claims))).body)).toEqual({
        __type: "NotAuthorizedException",
        message: "Invalid Access Token",
      });
    }
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

test("nor at another pool's userInfo and introspection", async () => {
  const folder = mkdtempSync(join(tmpdir(), "poolhouse-attack-"));
  const server = await startPoolhouse({
    flags: { memory: false, data: folder, sealingKeys: SEALING_KEYS, oauthFeatures: "introspection=on" },
  });
  try {
    const [victims, own] = [await openLoginDomain(server), await openLoginDomain(server)];
    for (const { pool } of [victims, own]) await pool.addUser("victim");
    const stolen = stolenKey(join(folder, "poolhouse.db"), own.pool.poolId);
    const asking = await victims.pool.addClient({ ...LOGIN_CLIENT, GenerateSecret: true });
    const wanted = (await granted(victims, "victim")).access_token;
    const forged = await signJwt(stolen, claimsOf(wanted));
    for (const [token, status, active] of [
      [wanted, 200, true],
      [forged, 401, false],
    ] as const) {
      const headers = { authorization: `Bearer ${token}` };
      expect((await victims.fetch("/oauth2/userInfo", { headers })).status).toBe(status);
      const { text } = await post(victims, "/oauth2/introspect", { token }, basic(asking));
      expect(JSON.parse(text).active).toBe(active);
    }
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** A pool's key for access tokens, as it could leave the server in a backup together with the sealing keys. */
function stolenKey(file: string, poolId: string) {
  const database = new DatabaseSync(file, { readOnly: true });
  const row = database.prepare("select * from signing_keys where pool_id = ? and use = 'access'").get(poolId);
  database.close();
  const kid = String(row?.kid);
  const place = { table: "signing_keys", row: kid, column: "private_sealed" };
  const privateKey = createSealer(parseSealingKeys(SEALING_KEYS))
    .open(String(row?.private_sealed), place)
    .toString("utf8");
  return importSigningKey({ kid, publicJwk: JSON.parse(String(row?.public_json)), privateKey });
}
