/** What dispatch needs of a request; http's request has all of it. */
export interface AwsRequest {
  method: string;
  /** The path without the query, still encoded. */
  path: string;
  /** The query without "?", still encoded; "" when there is none. */
  query: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  sourceIp: string;
  /** UUID v4. */
  requestId: string;
  /**
   * The whole body. May reject with an error whose `status` is a number, such as 413 past the limit.
   * @param atMost a lower limit in bytes
   */
  body(atMost?: number): Promise<Uint8Array>;
}

/** What dispatch answers. */
export interface AwsResponse {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string | Uint8Array | null;
}
