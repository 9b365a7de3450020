import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { networkOf } from "../aws/quotas/network-of.ts";
import type { Log } from "../platform/log.ts";
import { createServer } from "../platform/node-http.ts";
import { openFilesLimit } from "../platform/open-files.ts";
import type { Random } from "../platform/random.ts";
import { createBodyRoom } from "./body-room.ts";
import { answerBrokenConnection } from "./broken-connection.ts";
import { createConnectionPlaces } from "./connection-places.ts";
import { errorResponse } from "./error-response.ts";
import { HttpError, httpErrors } from "./errors.ts";
import { plainAddress, throughProxy } from "./forwarded.ts";
import type { Handle } from "./front.ts";
import { defaultLimits, type ListenerLimits } from "./listener-limits.ts";
import type { HttpRequest, HttpResponse } from "./message.ts";
import { type BodyReader, bodyReader } from "./request-body.ts";
import { readHead } from "./request-head.ts";
import { splitByFirstByte } from "./split-connections.ts";
import type { Certificates } from "./tls/certificates.ts";
import type { Tunnels } from "./tunnels.ts";
import { writeResponse } from "./write-response.ts";

export interface ListenerOptions {
  handle: Handle;
  /** The address to bind: `127.0.0.1`, `::`. */
  host: string;
  /** 0 takes any free one. */
  port: number;
  /** Largest body in bytes. */
  bodyLimit: number;
  trustProxy: boolean;
  log: Log;
  random: Random;
  /** For TLS connections to the same port; without any they are refused with an alert. */
  certificates?: Certificates | undefined;
  /** Answers CONNECT; without it the server is no proxy. */
  tunnels?: Tunnels | undefined;
  limits?: Partial<ListenerLimits>;
}

export interface Listener {
  /** As bound. */
  address: string;
  port: number;
  /**
   * Takes no new connection, closes those that wait, finishes the requests that were begun, and cuts what is left after `graceMs`.
   * May be called more than once.
   */
  close(graceMs?: number): Promise<void>;
}

/**
 * Listens on one port for plain HTTP and TLS.
 * @throws the system's error (EADDRINUSE, EACCES, EADDRNOTAVAIL) when the address cannot be bound.
 */
export async function startListener(options: ListenerOptions): Promise<Listener> {
  const limits = { ...defaultLimits, ...options.limits };
  const waiting = new Set<Socket>();
  const aborts = new Set<AbortController>();
  const rooms = {
    limited: createBodyRoom(limits.bodies / 2),
    others: createBodyRoom(Math.max(limits.bodies / 2, 4 * options.bodyLimit)),
  };
  let closing = false;

  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headers,
    requestTimeout: limits.request,
    keepAliveTimeout: limits.keepAlive,
    connectionsCheckingInterval: limits.check,
    // Ours says so in the form of every other refusal.
    requireHostHeader: false,
  });

  /** By connection, those that wait for their answers. */
  const unanswered = new WeakMap<Socket, Set<IncomingMessage>>();
  /** False for what is still read of a connection that was cut. */
  const isWithinBounds = (message: IncomingMessage): boolean => {
    if (message.socket.destroyed) return false;
    const carrier = connections.carrierOf(message.socket);
    const own = unanswered.get(carrier) ?? new Set();
    unanswered.set(carrier, own.add(message));
    if (own.size <= limits.ahead) return true;
    options.log.info(
      { rule: "requests-ahead", limit: limits.ahead },
      "a connection was cut: too many requests at once",
    );
    message.socket.destroy();
    return false;
  };
  const leave = (message: IncomingMessage) => unanswered.get(connections.carrierOf(message.socket))?.delete(message);

  const serve = async (message: IncomingMessage, out: ServerResponse, expectsContinue: boolean) => {
    if (!isWithinBounds(message)) return;
    const abort = new AbortController();
    aborts.add(abort);
    out.once("close", () => {
      if (!out.writableFinished) abort.abort();
    });
    out.on("error", () => abort.abort());
    const requestId = options.random.uuid();
    const begin = expectsContinue ? () => out.writeContinue() : undefined;
    const body = bodyReader(message, { limit: options.bodyLimit, rooms, begin });
    try {
      const response = closing
        ? errorResponse(httpErrors.closing(), requestId)
        : await answer(message, body, requestId, abort.signal);
      const headers = closing ? { ...response.headers, connection: "close" } : response.headers;
      await writeResponse({ ...response, headers }, out, limits.stall);
    } catch (error) {
      options.log.error({ requestId, err: error }, "an answer could not be written");
      if (!out.headersSent) await writeResponse(errorResponse(httpErrors.internal(), requestId), out, limits.stall);
      else out.destroy();
    } finally {
      aborts.delete(abort);
      body.release();
      leave(message);
      discardRest(message);
    }
  };

  const answer = async (
    message: IncomingMessage,
    body: BodyReader,
    requestId: string,
    signal: AbortSignal,
  ): Promise<HttpResponse> => {
    if (message.method === "OPTIONS" && message.url === "*") return { status: 204, headers: {}, body: null };
    let request: HttpRequest;
    try {
      const head = readHead(message.url ?? "", message.rawHeaders);
      options.tunnels?.check(message.socket, head.host);
      const peer = {
        sourceIp: plainAddress(message.socket.remoteAddress ?? ""),
        secure: message.socket instanceof TLSSocket,
      };
      request = {
        method: message.method ?? "",
        ...head,
        ...(options.trustProxy ? throughProxy(peer, head.headers) : peer),
        requestId,
        body: body.read,
        signal,
      };
    } catch (error) {
      if (error instanceof HttpError) return errorResponse(error, requestId);
      throw error;
    }
    return options.handle(request);
  };

  server.on("request", (message, out) => void serve(message, out, false));
  // The body is asked for when something reads it: a request that is refused never sends its own.
  server.on("checkContinue", (message, out) => void serve(message, out, true));
  server.on("checkExpectation", (message: IncomingMessage, out: ServerResponse) => {
    const response = errorResponse(httpErrors.expectationUnknown(), options.random.uuid());
    void writeResponse(response, out, limits.stall).finally(() => discardRest(message));
  });
  const most = Math.min(limits.connections, placesWithin(openFilesLimit()));
  const places = createConnectionPlaces({
    most,
    crowded: () => options.log.warn({ rule: "connections", limit: most }, "too many connections are open"),
  });
  const { certificates, tunnels } = options;
  const connections = splitByFirstByte(server, waiting, limits, { certificates, log: options.log });
  server.on("connection", (socket: Socket) => {
    const leavePlace = places.enter({
      network: networkOf(plainAddress(socket.remoteAddress ?? "")),
      isAnswered: () =>
        unanswered
          .get(socket)
          ?.values()
          .some(({ complete }) => complete) ?? false,
      cut: () => socket.destroy(),
    });
    socket.once("close", leavePlace);
  });
  server.on("connect", (message: IncomingMessage, socket: Socket, head: Buffer) => {
    try {
      if (!tunnels || !certificates) throw httpErrors.connectRefused();
      if (closing) throw httpErrors.closing();
      const target = tunnels.target(message);
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      if (head.length > 0) socket.unshift(head);
      connections.tunnel(socket, target, {
        secured: (connection) => tunnels.mark(connection, target),
        plain: () => answerBrokenConnection(socket, httpErrors.tunnelPlain(), options),
      });
    } catch (error) {
      const refusal = error instanceof HttpError ? error : httpErrors.internal();
      answerBrokenConnection(socket, refusal, options);
    }
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === "ECONNRESET" || !socket.writable) socket.destroy();
    else answerBrokenConnection(socket, error, options);
  });

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host: options.host, port: options.port }, () => {
      server.off("error", reject);
      resolve();
    });
  });
  server.on("error", (error) => options.log.error({ err: error }, "the listener failed"));
  const bound = boundAddress(server);

  let closed: Promise<void> | undefined;
  return {
    address: bound.address,
    port: bound.port,
    close: (graceMs = 10_000) => {
      closed ??= new Promise((resolve) => {
        closing = true;
        const cut = setTimeout(() => {
          for (const abort of aborts) abort.abort();
          server.closeAllConnections();
          for (const socket of waiting) socket.destroy();
        }, graceMs);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        // Connections that sent nothing yet have no request to finish; those between two requests are closed by the server.
        for (const socket of waiting) socket.destroy();
        server.closeIdleConnections();
      });
      return closed;
    },
  };
}

/**
 * Takes what is left of a body that nobody read, so that the client sees its answer and not a reset, and for a short time only: a
 * refused upload must not go on for ever.
 */
function discardRest(message: IncomingMessage): void {
  if (message.complete || message.destroyed) return;
  const cut = setTimeout(() => message.socket.destroy(), 2000);
  message.once("close", () => clearTimeout(cut));
  message.once("end", () => clearTimeout(cut));
  message.resume();
}

/** How many connections leave files for the database and all else. Beyond what the system grants it closes whatever comes, whosever it is. */
function placesWithin(openFiles: number): number {
  return Math.max(openFiles - 100, Math.floor(openFiles / 2));
}

function boundAddress(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the listener has no port");
  return address;
}
