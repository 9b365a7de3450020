import { connect, type Socket } from "node:net";
import type { SocketAnswer } from "../../attacks/raw-http.ts";

/** Writes bytes as they are and reads what comes. */
export function sendBytes(url: string, lines: readonly string[], body: Buffer): Promise<SocketAnswer> {
  return converse(
    url,
    Buffer.concat([
      Buffer.from(`${[...lines, `content-length: ${body.length}`, "connection: close"].join("\r\n")}\r\n\r\n`),
      body,
    ]),
    1,
  ).then((text) => {
    const [top = "", answer = ""] = text.split(/\r\n\r\n(.*)/s);
    return { status: Number(top.split(" ")[1]), headers: {}, body: answer };
  });
}

/** Opens a connection, writes, and leaves it open. */
export function open(url: string, text: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1", () => socket.write(text, () => resolve(socket)));
    socket.on("error", reject);
  });
}

/**
 * Writes, and reads until so many answers came or the server ended the connection.
 * @param hangUp says that nothing more will come, so that the server need not wait for it
 */
export function converse(
  url: string,
  bytes: string | Buffer,
  answers: number,
  { hangUp = false } = {},
): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    let text = "";
    const end = () => {
      socket.destroy();
      resolve(text);
    };
    socket.setEncoding("utf8");
    socket.on("data", (chunk) => {
      text += chunk;
      const begun = text.match(/HTTP\/1\.1 \d+ /g)?.length ?? 0;
      if (begun >= answers && complete(text)) end();
    });
    socket.on("error", end);
    socket.on("close", end);
    if (hangUp) socket.end(bytes);
    else socket.write(bytes);
  });
}

/** Whether the last answer is there to its end. */
function complete(text: string): boolean {
  const last = text.slice(text.lastIndexOf("HTTP/1.1 "));
  const [top = "", body] = last.split(/\r\n\r\n(.*)/s);
  const length = Number(/content-length: (\d+)/i.exec(top)?.[1] ?? 0);
  return body !== undefined && Buffer.byteLength(body) >= length;
}
