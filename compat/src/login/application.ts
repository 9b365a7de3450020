import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** A running web application. */
export interface Application {
  /** `http://localhost:PORT`, no slash at the end. */
  origin: string;
  close(): Promise<void>;
}

/** @param handle an error that it throws is a 500 with the error's text */
export async function openApplication(
  handle: (request: IncomingMessage, response: ServerResponse, origin: string) => Promise<void>,
): Promise<Application> {
  let origin = "";
  const server = createServer((request, response) => {
    handle(request, response, origin).catch((error: unknown) => {
      response.writeHead(500, { "content-type": "text/plain" }).end(String(error));
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was assigned");
  origin = `http://localhost:${address.port}`;
  return {
    origin,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Sessions by a cookie, kept in memory. */
export function memorySessions(): (request: IncomingMessage, response: ServerResponse) => Record<string, unknown> {
  const sessions = new Map<string, Record<string, unknown>>();
  return (request, response) => {
    const known = /(?:^|; )application=([\w-]+)/.exec(request.headers.cookie ?? "")?.[1];
    const session = known === undefined ? undefined : sessions.get(known);
    if (session !== undefined) return session;
    const id = randomBytes(16).toString("base64url");
    const fresh: Record<string, unknown> = {};
    sessions.set(id, fresh);
    response.setHeader("set-cookie", `application=${id}; Path=/; HttpOnly; SameSite=Lax`);
    return fresh;
  };
}
