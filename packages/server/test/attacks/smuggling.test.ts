import { connect } from "node:net";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestServer } from "../start-test-server.ts";
import { callHead } from "./raw-http.ts";

/** Two readers of one connection, a proxy and the server, are to see different requests in the same bytes. */
let server: Poolhouse;
beforeAll(async () => {
  server = await startTestServer({ listen: true });
});
afterAll(() => server.close());

const HEAD = callHead("ListUserPools");
const BODY = '{"MaxResults":1}';
/** What would be answered if it were taken for a request of its own. */
const HIDDEN = `${[...HEAD, `content-length: ${BODY.length}`, "connection: close"].join("\r\n")}\r\n\r\n${BODY}`;

/** Everything that comes until the server ends the connection. */
function answersTo(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    let text = "";
    socket.setEncoding("latin1");
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(text));
    socket.write(Buffer.from(bytes, "latin1"));
  });
}
const statusesOf = (text: string) => [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => status);

test("what is hidden is answered when it is not hidden: the attacks below could be seen", async () => {
  const first = `${[...HEAD, `content-length: ${BODY.length}`].join("\r\n")}\r\n\r\n${BODY}`;
  expect(statusesOf(await answersTo(`${first}${HIDDEN}`))).toEqual(["200", "200"]);
});

describe("a request whose end is doubtful is refused, and nothing behind it is read", () => {
  const framings: [what: string, lines: string[], body: string][] = [
    ["a length and chunks", ["content-length: 5", "transfer-encoding: chunked"], "0\r\n\r\n"],
    ["chunks and a length", ["transfer-encoding: chunked", "content-length: 5"], "0\r\n\r\n"],
    ["chunks that are not the last coding", ["transfer-encoding: chunked, identity"], "0\r\n\r\n"],
    ["chunks twice", ["transfer-encoding: chunked", "transfer-encoding: x"], "0\r\n\r\n"],
    ["an unknown coding", ["transfer-encoding: xchunked"], "0\r\n\r\n"],
    ["a coding behind a vertical tab", ["transfer-encoding: \x0bchunked"], "0\r\n\r\n"],
    ["a space before the colon", ["transfer-encoding : chunked"], "0\r\n\r\n"],
    ["a coding on a folded line", ["transfer-encoding:", " chunked"], "0\r\n\r\n"],
    ["two lengths", ["content-length: 0", "content-length: 5"], ""],
    ["two lengths that agree, in one line", ["content-length: 0, 0"], ""],
    ["a length with a sign", ["content-length: +0"], ""],
    ["a length in hexadecimal", ["content-length: 0x0"], ""],
    ["a length past every number", [`content-length: ${"9".repeat(30)}`], ""],
    ["a folded header", ["x-note: a", " b", "content-length: 0"], ""],
    ["a carriage return within a header", ["x-note: a\rcontent-length: 9", "content-length: 0"], ""],
    ["a chunk of no size", ["transfer-encoding: chunked"], "zz\r\n{}\r\n0\r\n\r\n"],
    ["a chunk of a negative size", ["transfer-encoding: chunked"], "-2\r\n{}\r\n0\r\n\r\n"],
    ["a chunk whose size overflows", ["transfer-encoding: chunked"], "10000000000000002\r\n{}\r\n0\r\n\r\n"],
    ["a chunk longer than it says", ["transfer-encoding: chunked"], "1\r\n{}\r\n0\r\n\r\n"],
    ["chunks with line feeds alone", ["transfer-encoding: chunked"], "2\n{}\n0\n\n"],
    [
      "a chunk with a novel for an extension",
      ["transfer-encoding: chunked"],
      `2;${"x".repeat(30_000)}\r\n{}\r\n0\r\n\r\n`,
    ],
  ];

  test.each(framings)("%s", async (_, lines, body) => {
    const text = await answersTo(`${[...HEAD, ...lines].join("\r\n")}\r\n\r\n${body}${HIDDEN}`);
    expect(statusesOf(text)).not.toContain("200");
    expect(statusesOf(text).at(-1)).toBe("400");
    expect(text).not.toContain("UserPools");
  });

  test("line feeds alone between headers", async () => {
    const text = await answersTo(`${HEAD.join("\n")}\ncontent-length: 0\n\n${HIDDEN}`);
    expect(statusesOf(text)).toEqual(["400"]);
  });
});

describe("a header that decides cannot be lost behind others", () => {
  const deciding = ["origin: https://evil.example", "host: evil.example", "x-forwarded-for: 192.0.2.1"];

  test.each(deciding)("%s", async (line) => {
    const after = async (others: number) => {
      const crowd = Array.from({ length: others }, () => "a:1");
      const head = [...HEAD, `content-length: ${BODY.length}`, "connection: close", ...crowd, line];
      return statusesOf(await answersTo(`${head.join("\r\n")}\r\n\r\n${BODY}`));
    };
    for (const others of [0, 90, 900, 990, 1_000, 1_985, 1_990, 1_995, 2_000, 2_005, 2_100, 4_000]) {
      expect([others, ...(await after(others))]).toEqual([others, expect.stringMatching(/^4(?:00|03|31)$/)]);
    }
  });
});

describe("no other protocol is gone over to", () => {
  test.each([
    ["a web socket of another site", ["upgrade: websocket", "origin: https://evil.example"], ["403"]],
    ["a web socket without an origin", ["upgrade: websocket"], ["200"]],
    ["HTTP/2 in clear", ["upgrade: h2c", "http2-settings: AAMAAABkAARAAAAAAAIAAAAA"], ["200"]],
  ])("%s", async (_, lines, statuses) => {
    const head = ["GET /_poolhouse/mailbox HTTP/1.1", "host: localhost", "connection: upgrade, close", ...lines];
    const text = await answersTo(`${head.join("\r\n")}\r\n\r\n`);
    expect(statusesOf(text)).toEqual(statuses);
    expect(text).not.toContain("HTTP/1.1 101");
  });

  test("HTTP/2 with prior knowledge", async () => {
    expect(statusesOf(await answersTo("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0"))).toEqual(["400"]);
  });
});

test("trailers are no headers: they decide nothing", async () => {
  const head = [
    ...HEAD.filter((line) => !line.startsWith("x-amz-target")),
    "transfer-encoding: chunked",
    "trailer: x-amz-target",
  ];
  const chunks = `${BODY.length.toString(16)}\r\n${BODY}\r\n0\r\nx-amz-target: AWSCognitoIdentityProviderService.ListUserPools\r\n\r\n`;
  const text = await answersTo(`${[...head, "connection: close"].join("\r\n")}\r\n\r\n${chunks}`);
  expect(statusesOf(text)).toEqual(["400"]);
  expect(text).not.toContain("UserPools");
});

test("a compressed body is not unpacked: bytes are bytes, however small they were sent", async () => {
  const head = [...HEAD, "content-encoding: gzip", `content-length: ${BODY.length}`, "connection: close"];
  expect(statusesOf(await answersTo(`${head.join("\r\n")}\r\n\r\n${BODY}`))).toEqual(["200"]);
});
