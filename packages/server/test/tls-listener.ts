import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from "node:tls";
import { createHostRule } from "../src/http/host-rule.ts";
import { type Listener, type ListenerOptions, startListener } from "../src/http/listener.ts";
import { type Authority, createAuthority } from "../src/http/tls/authority.ts";
import { awsCertificateName } from "../src/http/tls/aws-names.ts";
import { chooseCertificate } from "../src/http/tls/certificates.ts";
import { createLocalCertificates } from "../src/http/tls/local-certificates.ts";
import { permittedNames } from "../src/http/tls/server-names.ts";
import { createTunnels } from "../src/http/tunnels.ts";
import { silentLog } from "../src/platform/log.ts";
import { systemRandom } from "../src/platform/random.ts";

/** Settings of a server on the loopback with nothing configured. */
export const serverSettings = { publicUrl: undefined, host: "127.0.0.1", allowedHosts: [], region: "us-east-1" };

export interface TlsListener extends Listener {
  authority: Authority;
  /** A TLS connection to the listener that trusts its authority and nothing else. Rejects when the handshake fails. */
  secure(options?: ConnectionOptions): Promise<TLSSocket>;
  /** A plain connection through which CONNECT was sent; resolves with what was answered. */
  tunnel(target: string): Promise<{ socket: Socket; answer: string }>;
}

/** A listener with a local authority in memory that echoes method, host, scheme and body length of each request. */
export async function listenWithTls(options: Partial<ListenerOptions> = {}): Promise<TlsListener> {
  const now = () => Date.now();
  const hosts = createHostRule({ anyHost: false, publicUrl: "http://localhost:4566", allowedHosts: [] });
  const authority = await createAuthority(permittedNames(serverSettings), { now: now(), random: systemRandom });
  const local = createLocalCertificates({
    authority: async () => authority,
    hosts,
    ownNames: [],
    now,
    random: systemRandom,
    log: silentLog,
  });
  const listener = await startListener({
    handle: async (request) => {
      const body = await request.body();
      const { method, host, secure } = request;
      return { status: 200, headers: {}, body: JSON.stringify({ method, host, secure, length: body.length }) };
    },
    host: "127.0.0.1",
    port: 0,
    bodyLimit: 1e6,
    trustProxy: false,
    log: silentLog,
    random: systemRandom,
    certificates: chooseCertificate(undefined, local),
    tunnels: createTunnels((name) => hosts.accepts(name) && awsCertificateName(name) !== undefined),
    ...options,
  });

  return {
    ...listener,
    authority,
    secure: (more = {}) => {
      const socket = connectTls({
        ...(more.socket === undefined && { port: listener.port, host: "127.0.0.1" }),
        ca: authority.certificate,
        ...more,
      });
      return secured(socket);
    },
    async tunnel(target) {
      const socket = connect(listener.port, "127.0.0.1");
      socket.on("error", () => {});
      socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`);
      const [chunk] = await once(socket, "data");
      return { socket, answer: String(chunk) };
    },
  };
}

async function secured(socket: TLSSocket): Promise<TLSSocket> {
  await new Promise<void>((resolve, reject) => {
    socket.once("secureConnect", resolve);
    socket.once("error", reject);
    socket.once("close", () => reject(new Error("the connection was closed")));
  });
  // What happens later is the test's to look at.
  socket.on("error", () => {});
  return socket;
}

/** Everything that is read until the other end closes. */
export function readAll(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    socket.setEncoding("latin1");
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("error", () => {});
    socket.once("close", () => resolve(text));
    if (socket.closed) resolve(text);
  });
}
