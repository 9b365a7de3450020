/** A request as every surface sees it, whether it came through a socket or from a test in this process. */
export interface HttpRequest {
  method: string;
  /** Path and query exactly as sent, beginning with "/". */
  target: string;
  /** The part of `target` before "?", still encoded. */
  path: string;
  /** The part of `target` after "?", still encoded; "" when there is none. */
  query: string;
  /** Names in lower case; repeated headers joined with ", " (set-cookie never occurs in requests). */
  headers: Readonly<Record<string, string>>;
  /** The Host header's value in lower case, with its port. */
  host: string;
  /** The peer's address, or the forwarded one under `--trust-proxy`. */
  sourceIp: string;
  secure: boolean;
  /** UUID v4, also in the log and in the answer. */
  requestId: string;
  /**
   * The whole body.
   * @param atMost a lower limit than the listener's, in bytes
   * @throws HttpError 413 past the limit
   */
  body(atMost?: number): Promise<Uint8Array>;
  /** Aborted when the client goes away or the server gives up. */
  signal: AbortSignal;
}

export interface HttpResponse {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string | string[]>;
  body: string | Uint8Array | AsyncIterable<Uint8Array> | null;
}
