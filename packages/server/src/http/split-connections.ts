import type { Server } from "node:http";
import type { Socket } from "node:net";
import { type SecureContext, TLSSocket } from "node:tls";
import { readFirstByte, refuseTls } from "./first-byte.ts";
import type { ListenerLimits } from "./listener-limits.ts";

/**
 * Puts the look at the first byte before Node's own handling of a connection.
 *
 * @param waiting holds the connections that have not begun to speak HTTP: nothing on them would be lost by cutting them.
 * @param secureContext the certificate for TLS; without one it is refused.
 */
export function splitByFirstByte(
  server: Server,
  waiting: Set<Socket>,
  limits: ListenerLimits,
  secureContext: (() => SecureContext | undefined) | undefined,
): void {
  const speakHttp = server.listeners("connection");
  server.removeAllListeners("connection");
  const plain = (socket: Socket) => {
    for (const listener of speakHttp) listener.call(server, socket);
  };
  server.on("connection", (socket: Socket) => {
    waiting.add(socket);
    socket.once("close", () => waiting.delete(socket));
    socket.setNoDelay(true);
    readFirstByte(socket, limits.firstByte, (speaks) => {
      const context = speaks === "tls" ? secureContext?.() : undefined;
      if (speaks === "tls" && !context) return refuseTls(socket);
      const speak = (connection: Socket) => {
        waiting.delete(socket);
        plain(connection);
      };
      if (context) secure(socket, context, limits.headers, speak);
      else speak(socket);
    });
  });
}

/** Speaks TLS on a socket and hands the connection on once the handshake is done, or cuts it when that takes too long. */
function secure(socket: Socket, context: SecureContext, waitMs: number, done: (secured: TLSSocket) => void): void {
  const secured = new TLSSocket(socket, { isServer: true, secureContext: context, ALPNProtocols: ["http/1.1"] });
  const timer = setTimeout(() => secured.destroy(), waitMs);
  secured.once("close", () => clearTimeout(timer));
  secured.on("error", () => secured.destroy());
  secured.once("secure", () => {
    clearTimeout(timer);
    done(secured);
  });
}
