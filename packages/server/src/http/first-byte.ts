import type { Socket } from "node:net";

/** A TLS record that carries a handshake begins with it (RFC 8446 §5.1); no HTTP request does. */
const tlsHandshake = 0x16;

/** The fatal alert handshake_failure in a TLS 1.0 record, which every client understands. */
const handshakeFailure = Buffer.from([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x28]);

/** Whether a connection that begins with this byte speaks TLS rather than HTTP. */
export function beginsTls(first: number): boolean {
  return first === tlsHandshake;
}

/**
 * Waits for what a connection begins with. The bytes are put back and the socket is paused: whoever takes it over lets it flow again. A
 * connection that sends nothing within `waitMs` is cut.
 */
export function readFirstByte(socket: Socket, waitMs: number, read: (first: number) => void): void {
  const timer = setTimeout(() => socket.destroy(), waitMs);
  const cut = () => {
    clearTimeout(timer);
    socket.destroy();
  };
  // Also keeps a reset during the wait from being an uncaught error.
  socket.on("error", cut);
  socket.once("close", cut);
  socket.once("end", cut);
  socket.once("data", (chunk: Buffer) => {
    clearTimeout(timer);
    socket.off("error", cut);
    socket.off("close", cut);
    socket.off("end", cut);
    socket.pause();
    socket.unshift(chunk);
    read(chunk[0] ?? 0);
  });
}

/** Answers a TLS hello where no certificate is set up, so that the client fails at once with a name for it. */
export function refuseTls(socket: Socket): void {
  socket.on("error", () => socket.destroy());
  socket.end(handshakeFailure);
  socket.resume();
  setTimeout(() => socket.destroy(), 1000).unref();
}
