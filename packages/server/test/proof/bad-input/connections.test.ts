import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callHead } from "../../attacks/raw-http.ts";
import { proofDatabases } from "../proof-server.ts";
import { type AttackedServer, attackServer, SECRET } from "./attacked-server.ts";
import { converse, open } from "./socket.ts";

/** The beginning of a TLS handshake. */
const HALF_A_HELLO = "\x16\x03\x01\x02\x00\x01\x00";

describe.each(proofDatabases)("connections that are not as they should be, on $name", (database) => {
  let attacked: AttackedServer;
  beforeAll(async () => {
    attacked = await attackServer(database);
  });
  afterAll(() => attacked?.close());

  test("many half requests at once hold nobody else up", async () => {
    const half = `${callHead("InitiateAuth").join("\r\n")}\r\ncontent-length: 1000\r\n\r\n{"ClientId":"${SECRET}`;
    const halves = [
      half,
      half.slice(0, 60),
      "P",
      HALF_A_HELLO,
      half.replace("content-length: 1000", "transfer-encoding: chunked"),
    ];
    const sockets = await Promise.all(
      Array.from({ length: 100 }, (_, index) => open(attacked.server.url, halves[index % halves.length] ?? "")),
    );
    await attacked.expectAlive();
    for (const socket of sockets) socket.destroy();
    await attacked.expectAlive();
  });

  test("requests written all at once are answered in order, a bad one among them too", async () => {
    const one = (operation: string, body: string) =>
      `${callHead(operation).join("\r\n")}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    const good = one("DescribeUserPool", JSON.stringify({ UserPoolId: attacked.pool.poolId }));
    const bad = one("InitiateAuth", `{"PASSWORD":"${SECRET}`);
    const text = await converse(attacked.server.url, `${good}${bad}${one("NoSuchOperation", "{}")}${good}`, 4);
    expect([...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(["200", "400", "400", "200"]);
  });

  test("a client that leaves before its answer harms nobody", async () => {
    const body = attacked.signIn();
    const whole = `${callHead("InitiateAuth").join("\r\n")}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    for (let turn = 0; turn < 20; turn++) (await open(attacked.server.url, whole)).destroy();
    await attacked.expectAlive();
  });

  test("what is no HTTP at all is refused or cut", async () => {
    for (const bytes of ["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\0\0\0\0", `${SECRET}\r\n\r\n`, "GET /\r\n\r\n"]) {
      await converse(attacked.server.url, bytes, 1, { hangUp: true });
      await attacked.expectAlive();
    }
  });
});
