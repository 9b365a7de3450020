import { Agent, request } from "node:http";

/** An answer of a service that speaks AWS JSON 1.1. */
export interface Answer {
  status: number;
  // The shape is the service's matter; each caller reads what it needs and fails on what is missing.
  body: Record<string, unknown>;
}

/** A client as thin as can be, so that the load it makes costs little beside what it causes. */
export interface JsonClient {
  /** @param operation of cognito-idp: "InitiateAuth" */
  send(operation: string, input: object): Promise<Answer>;
  /** The same; throws for everything but 200. */
  call(operation: string, input: object): Promise<Record<string, unknown>>;
  close(): void;
}

/** Development accepts any key with any signature; a real one would only cost the client time. */
const authorization =
  "AWS4-HMAC-SHA256 Credential=bench/20260101/us-east-1/cognito-idp/aws4_request, " +
  "SignedHeaders=host;x-amz-date;x-amz-target, " +
  `Signature=${"0".repeat(64)}`;

/** @param connections kept open at most */
export function createJsonClient(port: number, connections = 16): JsonClient {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const send: JsonClient["send"] = (operation, input) =>
    new Promise((resolve, reject) => {
      const body = Buffer.from(JSON.stringify(input));
      const outgoing = request(
        {
          host: "127.0.0.1",
          port,
          method: "POST",
          path: "/",
          agent,
          headers: {
            host: `127.0.0.1:${port}`,
            "content-type": "application/x-amz-json-1.1",
            "content-length": body.length,
            "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
            "x-amz-date": "20260101T000000Z",
            authorization,
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.once("error", reject);
          response.once("end", () => {
            try {
              const text = Buffer.concat(chunks).toString("utf8");
              resolve({ status: response.statusCode ?? 0, body: text === "" ? {} : JSON.parse(text) });
            } catch (error) {
              reject(error);
            }
          });
        },
      );
      outgoing.once("error", reject);
      outgoing.end(body);
    });
  return {
    send,
    async call(operation, input) {
      const { status, body } = await send(operation, input);
      if (status !== 200) throw new Error(`${operation} was answered ${status} ${JSON.stringify(body).slice(0, 300)}`);
      return body;
    },
    close: () => agent.destroy(),
  };
}

/** A member of an answer that must be a text. `path` is dotted: "AuthenticationResult.AccessToken". */
export function textAt(answer: Record<string, unknown>, path: string): string {
  let value: unknown = answer;
  for (const name of path.split(".")) {
    value = typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
  }
  if (typeof value !== "string") throw new Error(`The answer has no ${path}`);
  return value;
}
