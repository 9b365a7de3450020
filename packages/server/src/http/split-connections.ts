import type { Server } from "node:http";
import type { Socket } from "node:net";
import type { Log } from "../platform/log.ts";
import { beginsTls, readFirstByte, refuseTls } from "./first-byte.ts";
import type { ListenerLimits } from "./listener-limits.ts";
import type { Certificates } from "./tls/certificates.ts";
import { secureConnection } from "./tls/secure-connection.ts";

/** How connections come to speak HTTP. */
export interface Connections {
  /**
   * Goes on with a connection that became a tunnel: what it speaks next must be TLS for that name only.
   * @param then `secured` gets the connection before its first request, `plain` is called when it speaks something else
   */
  tunnel(socket: Socket, name: string, then: Then): void;
  /** The connection that carries one: itself, or what lies below TLS and a tunnel. */
  carrierOf(connection: Socket): Socket;
}

interface Then {
  secured(connection: Socket): void;
  plain(): void;
}

/**
 * Puts the look at the first byte before Node's own handling of a connection.
 *
 * @param waiting holds the connections that have not begun to speak HTTP: nothing on them would be lost by cutting them.
 * @param tls without certificates TLS is refused.
 */
export function splitByFirstByte(
  server: Server,
  waiting: Set<Socket>,
  limits: ListenerLimits,
  { certificates, log }: { certificates: Certificates | undefined; log: Log },
): Connections {
  const speakHttp = server.listeners("connection");
  server.removeAllListeners("connection");
  const carriers = new WeakMap<Socket, Socket>();
  const carrierOf = (connection: Socket): Socket => {
    const below = carriers.get(connection);
    return below ? carrierOf(below) : connection;
  };
  const speak = (socket: Socket, connection: Socket) => {
    waiting.delete(socket);
    if (connection !== socket) carriers.set(connection, socket);
    for (const listener of speakHttp) listener.call(server, connection);
    process.nextTick(() => connection.resume());
  };
  const begin = (socket: Socket, only: string | undefined, then: Then) => {
    waiting.add(socket);
    socket.once("close", () => waiting.delete(socket));
    readFirstByte(socket, limits.firstByte, (first) => {
      if (!beginsTls(first)) then.plain();
      else if (!certificates) refuseTls(socket);
      else
        secureConnection(socket, { certificates, only, waitMs: limits.headers, log }, (secured) =>
          // Until then it waits: nothing was asked.
          readFirstByte(secured, limits.firstByte, () => then.secured(secured)),
        );
    });
  };

  server.on("connection", (socket: Socket) => {
    socket.setNoDelay(true);
    begin(socket, undefined, {
      secured: (connection) => speak(socket, connection),
      plain: () => speak(socket, socket),
    });
  });

  return {
    carrierOf,
    tunnel: (socket, name, { secured, plain }) =>
      begin(socket, name, {
        secured(connection) {
          secured(connection);
          speak(socket, connection);
        },
        plain,
      }),
  };
}
