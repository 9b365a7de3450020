import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callHead, type SocketAnswer, sendRaw } from "../../attacks/raw-http.ts";
import { PASSWORD } from "../../cognito-idp/pool-in-use.ts";
import { proofDatabases } from "../proof-server.ts";
import { type AttackedServer, attackServer, SECRET } from "./attacked-server.ts";
import { sendBytes } from "./socket.ts";

const typeOf = ({ body }: SocketAnswer) => /"__type":"(\w+)"/.exec(body)?.[1];
const nested = (depth: number) => `${'{"a":'.repeat(depth)}"${SECRET}"${"}".repeat(depth)}`;

/** The lines of a call of InitiateAuth, some of them changed or left out. */
const head = (changed: Record<string, string | undefined> = {}) =>
  callHead("InitiateAuth").flatMap((line) => {
    const [name = ""] = line.split(":");
    if (!(name in changed)) return [line];
    return changed[name] === undefined ? [] : [`${name}: ${changed[name]}`];
  });

describe.each(proofDatabases)("a request that cannot be right, on $name", (database) => {
  let attacked: AttackedServer;
  beforeAll(async () => {
    attacked = await attackServer(database);
  });
  afterAll(() => attacked?.close());

  describe("in a body", () => {
    const bodies: [what: string, body: () => string | Buffer, type: string, status?: number][] = [
      ["nothing at all", () => "", "SerializationException"],
      ["an empty object", () => "{}", "InvalidParameterException"],
      ["white space", () => "   ", "SerializationException"],
      ["null", () => "null", "SerializationException"],
      ["a list", () => `["${SECRET}"]`, "SerializationException"],
      ["a text", () => `"${SECRET}"`, "SerializationException"],
      ["a number", () => "1e999", "SerializationException"],
      ["half an object", () => attacked.signIn().slice(0, -5), "SerializationException"],
      ["two objects", () => attacked.signIn() + attacked.signIn(), "SerializationException"],
      ["a comment", () => `/* ${SECRET} */ ${attacked.signIn()}`, "SerializationException"],
      ["single quotes", () => attacked.signIn().replaceAll('"', "'"), "SerializationException"],
      ["XML", () => `<a>${SECRET}</a>`, "SerializationException"],
      ["a form", () => `Action=InitiateAuth&PASSWORD=${SECRET}`, "SerializationException"],
      [
        "bytes that are no UTF-8",
        () =>
          Buffer.concat([
            Buffer.from(attacked.signIn().slice(0, -3)),
            Buffer.from([0xff, 0xc0, 0x80]),
            Buffer.from('"}}'),
          ]),
        "SerializationException",
      ],
      ["UTF-16", () => Buffer.from(attacked.signIn(), "utf16le"), "SerializationException"],
      ["a hundred thousand levels", () => `{"ClientMetadata":${nested(100_000)}}`, "SerializationException"],
      ["many levels in a member nobody knows", () => `{"Nobody":${nested(50_000)}}`, "SerializationException"],
      ["a list for a text", () => attacked.signIn({ ClientId: [SECRET] }), "SerializationException"],
      ["an object for a text", () => attacked.signIn({ ClientId: { a: SECRET } }), "SerializationException"],
      ["a text for a map", () => attacked.signIn({ AuthParameters: SECRET }), "SerializationException"],
      ["a list for a map", () => attacked.signIn({ AuthParameters: [SECRET] }), "SerializationException"],
      [
        "a map in a map of texts",
        () => attacked.signIn({ AuthParameters: { PASSWORD: { a: SECRET } } }),
        "SerializationException",
      ],
      [
        "more than is taken",
        () => attacked.signIn({ ClientMetadata: { a: SECRET.repeat(50_000) } }),
        "RequestEntityTooLarge",
        413,
      ],
    ];
    test.each(bodies)("%s is refused", async (_, body, type, status = 400) => {
      const answer = await sendBytes(attacked.server.url, head(), Buffer.from(body()));
      expect([answer.status, typeOf(answer)]).toEqual([status, type]);
      await attacked.expectAlive();
    });

    test("a known member twice, one nobody knows, and a byte-order mark do not confuse", async () => {
      const twice = attacked
        .signIn({ AuthParameters: { USERNAME: "alice", PASSWORD } })
        .replace("{", `{"ClientId":"${SECRET}",`);
      const odd = [
        twice,
        attacked.signIn({ Nobody: { knows: [1, { this: null }] }, AuthParameters: { USERNAME: "alice", PASSWORD } }),
      ];
      for (const body of odd) expect((await sendRaw(attacked.server.url, head(), body)).status).toBe(200);
      const marked = await sendBytes(attacked.server.url, head(), Buffer.from(`\ufeff${attacked.signIn()}`));
      expect(marked.status).toBe(400);
      await attacked.expectAlive();
    });
  });

  describe("in a head", () => {
    const heads: [what: string, head: () => string[], expected: string][] = [
      ["no target", () => head({ "x-amz-target": undefined }), "4.. "],
      ["an empty target", () => head({ "x-amz-target": "" }), "4.. "],
      ["an operation nobody knows", () => callHead("NoSuchOperation"), "400 UnknownOperationException"],
      [
        "another service's operation",
        () => head({ "x-amz-target": "DynamoDB_20120810.ListTables" }),
        "400 UnknownOperationException",
      ],
      ["what every object has for an operation", () => callHead("__proto__"), "400 UnknownOperationException"],
      ["a constructor for an operation", () => callHead("constructor"), "400 UnknownOperationException"],
      ["another operation's case", () => callHead("initiateauth"), "400 UnknownOperationException"],
      ["a long target", () => callHead("A".repeat(8_000)), "400 UnknownOperationException"],
      ["another content type", () => head({ "content-type": "application/xml" }), "4.. "],
      ["no content type", () => head({ "content-type": undefined }), "[24].. "],
      ["too many bytes", () => head({ "x-amz-date": "x".repeat(100_000) }), "(431|NaN) "],
      [
        "too many lines",
        () => [...head(), ...Array.from({ length: 5_000 }, (_, index) => `x-${index}: ${SECRET}`)],
        "4.. ",
      ],
      ["a space before the colon", () => [...head(), `x-odd : ${SECRET}`], "400 "],
      ["a NUL", () => [...head(), `x-odd: ${SECRET}\0`], "400 "],
      ["a second length", () => [...head(), "content-length: 1"], "400 "],
      ["a length and chunks", () => [...head(), "transfer-encoding: chunked"], "400 "],
      ["a length that is no number", () => [...head(), "content-length: -1"], "400 "],
      ["no host", () => head({ host: undefined }), "4.. "],
      ["a foreign host", () => head({ host: "example.com" }), "421 "],
      ["two hosts", () => [...head(), "host: example.com"], "4.. "],
      ["another protocol", () => ["POST / HTTP/3.0", ...head().slice(1)], "[45].. "],
      ["no protocol", () => ["GARBAGE", `x: ${SECRET}`], "400 "],
      ["a path outside", () => [`POST /../../etc/passwd HTTP/1.1`, ...head().slice(1)], "4.. "],
    ];
    // A server that refuses what is still being written may end the connection before its answer is read.
    test.each(heads)("%s is refused", async (_, make, expected) => {
      const answer = await sendBytes(attacked.server.url, make(), Buffer.from(attacked.signIn()));
      expect(`${answer.status} ${typeOf(answer) ?? ""}`).toMatch(new RegExp(`^${expected}`));
      expect(answer.status).not.toBe(500);
      await attacked.expectAlive();
    });

    const signatures: [what: string, authorization: string | undefined, type: string][] = [
      ["no signature", undefined, "MissingAuthenticationTokenException"],
      ["garbage", SECRET, "IncompleteSignatureException"],
      ["another scheme", `Bearer ${SECRET}`, "IncompleteSignatureException"],
      [
        "half a signature",
        "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/cognito-idp/aws4_request",
        "IncompleteSignatureException",
      ],
      [
        "a scope that is none",
        "AWS4-HMAC-SHA256 Credential=test, SignedHeaders=host, Signature=00",
        "IncompleteSignatureException",
      ],
    ];
    test.each(signatures)("%s is refused where one is needed", async (_, authorization, type) => {
      const lines = callHead("DescribeUserPool").flatMap((line) =>
        line.startsWith("authorization:")
          ? authorization === undefined
            ? []
            : [`authorization: ${authorization}`]
          : [line],
      );
      const answer = await sendRaw(attacked.server.url, lines, JSON.stringify({ UserPoolId: attacked.pool.poolId }));
      expect([answer.status, typeOf(answer)]).toEqual([400, type]);
      await attacked.expectAlive();
    });
  });
});
