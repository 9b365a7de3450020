import type { Socket } from "node:net";
import { type SecureContext, TLSSocket } from "node:tls";
import type { Log } from "../../platform/log.ts";
import { refuseTls } from "../first-byte.ts";
import type { Certificates } from "./certificates.ts";

export interface SecureOptions {
  certificates: Certificates;
  /** The only name that the client may ask for, in a tunnel: that of the server it asked to be led to. */
  only?: string | undefined;
  /** From the hello to the end of the handshake, in milliseconds. */
  waitMs: number;
  log: Log;
}

/**
 * Speaks TLS on a socket whose first bytes are a hello, and hands the connection on once the handshake is done. Whoever takes too
 * long is cut off.
 */
export function secureConnection(socket: Socket, options: SecureOptions, done: (secured: TLSSocket) => void): void {
  const { certificates, only, log } = options;
  const address = socket.localAddress ?? "";
  const cut = () => socket.destroy();
  const timer = setTimeout(cut, options.waitMs);
  socket.once("close", () => clearTimeout(timer));
  // Also keeps a reset during the wait for a certificate from being an uncaught error.
  socket.on("error", cut);
  const failed = (error: unknown) => {
    log.error({ rule: "tls-certificate", err: error }, "there is no certificate for a TLS connection");
    refuseTls(socket);
  };

  const begin = (secureContext: SecureContext | undefined) => {
    if (!secureContext) return refuseTls(socket);
    if (socket.destroyed) return;
    const secured = new TLSSocket(socket, {
      isServer: true,
      secureContext,
      ALPNProtocols: ["http/1.1"],
      SNICallback: (name, answer) => {
        if (!mayAsk(name, only)) return answer(new Error("another server's name"));
        certificates.contextFor({ name, address }).then(
          (context) => answer(null, context),
          (error: unknown) => answer(error instanceof Error ? error : new Error(String(error))),
        );
      },
    });
    const fail = (error: NodeJS.ErrnoException) => {
      log.debug({ rule: "tls-connection", code: error.code }, "a TLS connection failed");
      secured.destroy();
    };
    secured.on("error", fail);
    // What breaks a connection after its handshake is told by this event alone when no tls.Server made the socket, and the socket
    // would stay open. A test holds Node to it.
    secured.on("_tlsError", fail);
    secured.once("secure", () => {
      clearTimeout(timer);
      // Asked again: a resumed session never comes by the callback.
      if (mayAsk(serverName(secured), only)) done(secured);
      else secured.destroy();
    });
  };
  certificates.contextFor({ name: only, address }).then(begin).catch(failed);
}

function mayAsk(name: string | undefined, only: string | undefined): boolean {
  return only === undefined || name === undefined || name.toLowerCase() === only;
}

function serverName(secured: TLSSocket): string | undefined {
  // Declared by Node's documentation ("tls.TLSSocket servername"), missing in its types; false without SNI.
  const { servername } = secured as TLSSocket & { servername?: string | false | null };
  return servername || undefined;
}
