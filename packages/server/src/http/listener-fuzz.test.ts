import { connect } from "node:net";
import { expect, it } from "vitest";
import fc from "../../test/property.ts";
import { silentLog } from "../platform/log.ts";
import { systemRandom } from "../platform/random.ts";
import { createFront } from "./front.ts";
import { createHostRule } from "./host-rule.ts";
import { startListener } from "./listener.ts";
import { createOriginRule } from "./origin-rule.ts";

/** Pieces of requests, whole and broken, in any order. */
const piece = fc.oneof(
  fc.constantFrom(
    "GET / HTTP/1.1\r\n",
    "POST /x?y HTTP/1.1\r\n",
    "OPTIONS * HTTP/1.0\r\n",
    "Host: localhost\r\n",
    "Host: evil.example\r\n",
    "Content-Length: 3\r\n",
    "Content-Length: 99999999999999999999\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Expect: 100-continue\r\n",
    "Upgrade: h2c\r\n",
    "Origin: null\r\n",
    "X-Amz-Target: a.b\r\n",
    "\r\n",
    "3\r\nabc\r\n0\r\n\r\n",
    "\u0016\u0003\u0001",
    "\u0000",
  ),
  fc.string({ unit: "binary", maxLength: 20 }),
);

it("answers the next request, whatever the one before it was", async () => {
  const failures: object[] = [];
  const log = { ...silentLog, error: (fields: object) => void failures.push(fields) };
  const listener = await startListener({
    handle: createFront({
      surfaces: [
        {
          name: "any",
          matches: () => true,
          origins: { kind: "own-rules" },
          handle: async (request) => ({ status: 200, headers: {}, body: String((await request.body()).length) }),
        },
      ],
      hosts: createHostRule({ anyHost: false, publicUrl: "http://localhost", allowedHosts: [] }),
      caller: createOriginRule({ publicUrl: "http://localhost", allowedOrigins: [] }),
      signaturesVerified: false,
      trustProxy: false,
      log,
    }),
    host: "127.0.0.1",
    port: 0,
    bodyLimit: 1000,
    trustProxy: false,
    log,
    random: systemRandom,
  });

  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
      const answer = await new Promise<string>((resolve) => {
        const socket = connect(listener.port, "127.0.0.1");
        let text = "";
        socket.setEncoding("latin1").on("data", (chunk) => {
          text += chunk;
        });
        socket.on("error", () => {}).on("close", () => resolve(text));
        // The end of what is sent ends every wait for more.
        socket.end(pieces.join(""), "latin1");
      });
      if (answer !== "" && !answer.startsWith("\u0015"))
        expect(answer).toMatch(/^HTTP\/1\.1 (100|200|204|400|408|413|417|421|431) /);
      const next = await fetch(`http://127.0.0.1:${listener.port}/`, { method: "POST", body: "abc" });
      expect(await next.text()).toBe("3");
    }),
    { numRuns: 200 },
  );
  expect(failures).toEqual([]);
  await listener.close(0);
});
