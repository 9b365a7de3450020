/** Milliseconds, except where said. */
export interface ListenerLimits {
  /** All headers of a request together, in bytes; more is a 431. */
  headerBytes: number;
  /**
   * The bodies of all requests together, in bytes: half of it for those that nobody signed, half for the others, or four of the largest that are
   * taken. What does not fit is a 503.
   */
  bodies: number;
  /** Connections that are open at a time; fewer where the system grants the process fewer files. */
  connections: number;
  /**
   * Requests of one connection that wait for their answers; with one more it is cut. Clients send one after the other: whoever sends thousands ahead has
   * all of them taken up before anybody else's.
   */
  ahead: number;
  /** From the connection to its first byte. */
  firstByte: number;
  /** From the first byte of a request to the end of its headers; later is a 408. */
  headers: number;
  /** From the first byte of a request to the end of its body; later is a 408. */
  request: number;
  /** How long a connection waits for its next request. Longer than clients' own pools keep theirs, so that they close first. */
  keepAlive: number;
  /** How long a client may take nothing of an answer. */
  stall: number;
  /** How often the limits above are looked at. */
  check: number;
}

export const defaultLimits: ListenerLimits = {
  headerBytes: 32 * 1024,
  bodies: 256 * 1024 ** 2,
  connections: 10_000,
  ahead: 100,
  firstByte: 10_000,
  headers: 10_000,
  request: 120_000,
  keepAlive: 75_000,
  stall: 60_000,
  check: 1000,
};
