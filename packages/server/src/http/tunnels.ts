import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { httpErrors } from "./errors.ts";
import { parseHost } from "./hosts.ts";

/**
 * The server as an HTTPS proxy (CONNECT, RFC 9110 §9.3.6) to itself: clients whose endpoint is fixed reach it with nothing but
 * HTTPS_PROXY. It opens no connection to anybody, so nothing can be reached through it.
 */
export interface Tunnels {
  /**
   * The server name that a CONNECT request asks for.
   * @throws HttpError 403 for everything that this server does not itself answer, and within a tunnel
   */
  target(message: IncomingMessage): string;
  /** Remembers that a connection came through a tunnel. */
  mark(socket: Socket, target: string): void;
  /**
   * Refuses a request that names another server than the tunnel's, which the proxy's rule has not seen.
   * @param host the Host header
   * @throws HttpError 421
   */
  check(socket: Socket, host: string): void;
}

/** @param serves whether a host name, in lower case, is of AWS and answered here */
export function createTunnels(serves: (name: string) => boolean): Tunnels {
  const targets = new WeakMap<Socket, string>();
  return {
    target(message) {
      if (targets.has(message.socket)) throw httpErrors.tunnelNested();
      const host = parseHost(message.url ?? "");
      if (host?.port !== "443" || !serves(host.name))
        throw httpErrors.tunnelRefused(host ? (message.url ?? "") : "something else");
      return host.name;
    },
    mark: (socket, target) => void targets.set(socket, target),
    check(socket, host) {
      const target = targets.get(socket);
      if (target !== undefined && parseHost(host)?.name !== target) throw httpErrors.hostNotOfTunnel(target);
    },
  };
}
