import { once } from "node:events";
import { createServer, type Server } from "node:http";

/** An application's own web server, as far as the login pages see one: where they send the browser back to. */
export interface RelyingParty {
  /** `http://localhost:PORT`, no slash at the end: the one host that Cognito takes without TLS. */
  readonly origin: string;
  readonly callback: string;
  readonly signedOut: string;
  /** Every request's path and query, oldest first. Fragments never come here: those are in the browser's address only. */
  readonly requests: readonly string[];
  /** Shows a page of the application's own instead of the plain one. @param type a media type with its charset */
  serve(path: string, type: string, body: string): void;
  close(): Promise<void>;
}

export async function openRelyingParty(): Promise<RelyingParty> {
  const requests: string[] = [];
  const served = new Map<string, { type: string; body: string }>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (url.pathname === "/favicon.ico") return void response.writeHead(404).end();
    requests.push(`${url.pathname}${url.search}`);
    const { type, body } = served.get(url.pathname) ?? { type: "text/html; charset=utf-8", body: plain(url.pathname) };
    response.writeHead(200, { "content-type": type, "cache-control": "no-store" }).end(body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://localhost:${portOf(server)}`;
  return {
    origin,
    callback: `${origin}/callback`,
    signedOut: `${origin}/signed-out`,
    requests,
    serve: (path, type, body) => void served.set(path, { type, body }),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const plain = (path: string): string => `<!doctype html><title>Application</title><h1>Application at ${path}</h1>`;

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was assigned");
  return address.port;
}
