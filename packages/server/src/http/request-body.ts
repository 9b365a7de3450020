import type { IncomingMessage } from "node:http";
import type { BodyRoom } from "./body-room.ts";
import { httpErrors } from "./errors.ts";

/** Where bodies are kept. */
export interface BodyRooms {
  /** Of those that are read with a lower limit than the listener's, since nobody signed them: they drive out none of the others. */
  limited: BodyRoom;
  others: BodyRoom;
}

export interface BodyReaderOptions {
  /** Bytes that no body may exceed. */
  limit: number;
  rooms: BodyRooms;
  /** Runs before the first byte is read: it tells a client that waits for permission (Expect: 100-continue) to send. */
  begin?: (() => void) | undefined;
}

/** A request's body. */
export interface BodyReader {
  /**
   * Reads the whole of it, once, and remembers it.
   * @param atMost a lower limit in bytes; that of the first call counts
   * @throws HttpError 413 past the limit, 400 when the client goes away, 503 when it had to give way to others
   */
  read(atMost?: number): Promise<Uint8Array>;
  /** When the request is answered: its bytes take no room any more. */
  release(): void;
}

export function bodyReader(message: IncomingMessage, options: BodyReaderOptions): BodyReader {
  let body: Promise<Uint8Array> | undefined;
  let release = () => {};
  return {
    read(atMost) {
      body ??= new Promise((resolve, reject) => {
        const { begin, rooms } = options;
        const limit = Math.min(atMost ?? options.limit, options.limit);
        const room = atMost === undefined ? rooms.others : rooms.limited;
        release = read(message, { limit, room, begin }, resolve, reject);
      });
      return body;
    },
    release: () => release(),
  };
}

/** @returns what gives the body's room back */
function read(
  message: IncomingMessage,
  { limit, room, begin }: { limit: number; room: BodyRoom; begin: (() => void) | undefined },
  resolve: (body: Uint8Array) => void,
  reject: (error: unknown) => void,
): () => void {
  const nothing = () => {};
  // Declared sizes are refused before anything is sent or kept.
  const declared = Number(message.headers["content-length"] ?? Number.NaN);
  if (declared > limit) {
    reject(httpErrors.bodyTooLarge(limit));
    return nothing;
  }
  if (message.destroyed && !message.readableEnded) {
    reject(httpErrors.bodyAborted());
    return nothing;
  }

  let bytes: Uint8Array = new Uint8Array();
  let size = 0;
  const stop = () => {
    message.off("data", take);
    message.off("end", end);
    message.off("error", abort);
    message.off("close", abort);
  };
  const refuse = (error: unknown) => {
    stop();
    place.leave();
    bytes = new Uint8Array();
    reject(error);
  };
  const place = room.enter(() => {
    message.pause();
    refuse(httpErrors.noRoom());
  });
  const take = (chunk: Buffer) => {
    if (size + chunk.length > limit) {
      message.pause();
      return refuse(httpErrors.bodyTooLarge(limit));
    }
    bytes = size === 0 ? chunk : appended(bytes, size, chunk, Number.isNaN(declared) ? limit : declared);
    size += chunk.length;
    // A chunk may be a part of a larger piece of memory, which it keeps.
    place.hold(bytes.buffer.byteLength);
  };
  const end = () => {
    stop();
    place.settle();
    resolve(bytes.length === size ? bytes : bytes.subarray(0, size));
  };
  const abort = () => refuse(httpErrors.bodyAborted());
  message.on("data", take);
  message.on("end", end);
  message.on("error", abort);
  message.on("close", abort);
  begin?.();
  return place.leave;
}

/**
 * The bytes with a chunk behind them, in a larger piece of memory where the present one is full. Chunks are copied and not kept: one of a single
 * byte takes three hundred, and its sender may make a body of nothing else.
 *
 * @param size how many of the bytes are there
 * @param most how many there will be at most
 */
function appended(bytes: Uint8Array, size: number, chunk: Uint8Array, most: number): Uint8Array {
  const needed = size + chunk.length;
  const larger = Math.max(needed, Math.min(most, Math.max(4096, needed * 2)));
  const memory = needed > bytes.length ? new Uint8Array(larger) : bytes;
  if (memory !== bytes) memory.set(bytes.subarray(0, size));
  memory.set(chunk, size);
  return memory;
}
