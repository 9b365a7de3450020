import { connect } from "node:net";

/** An answer as it came over the socket. */
export interface SocketAnswer {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string;
}

/** Sends a request exactly as written, which no HTTP client would send so, and reads the answer. */
export function sendRaw(url: string, head: readonly string[], body = ""): Promise<SocketAnswer> {
  const { port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), "127.0.0.1");
    let text = "";
    socket.setEncoding("utf8");
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(parse(text)));
    const length = body === "" ? [] : [`content-length: ${Buffer.byteLength(body)}`];
    socket.write(`${[...head, ...length, "connection: close"].join("\r\n")}\r\n\r\n${body}`);
  });
}

function parse(text: string): SocketAnswer {
  const [head = "", body = ""] = text.split(/\r\n\r\n(.*)/s);
  const [statusLine = "", ...lines] = head.split("\r\n");
  const headers = lines.map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  return { status: Number(statusLine.split(" ")[1]), headers: Object.fromEntries(headers), body };
}

/** The head of a call of cognito-idp, signed as any client signs in development. */
export function callHead(
  operation: string,
  more: readonly string[] = [],
  { host = "localhost", path = "/" } = {},
): string[] {
  return [
    `POST ${path} HTTP/1.1`,
    `host: ${host}`,
    "content-type: application/x-amz-json-1.1",
    `x-amz-target: AWSCognitoIdentityProviderService.${operation}`,
    "x-amz-date: 20260101T000000Z",
    "authorization: AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=00",
    ...more,
  ];
}
