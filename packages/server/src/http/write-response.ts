import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { HttpResponse } from "./message.ts";

/**
 * Writes an answer to its socket and resolves when it was handed over, or the client went away.
 * @param stallMs a client that takes nothing for so long is cut off.
 * @throws what a streamed body throws; the connection is then cut, since the answer cannot be completed.
 */
export async function writeResponse(response: HttpResponse, out: ServerResponse, stallMs: number): Promise<void> {
  const { body } = response;
  if (body === null || typeof body === "string" || body instanceof Uint8Array) {
    const bytes = typeof body === "string" ? Buffer.from(body) : body;
    const bare = response.status === 204 || response.status === 304;
    // A HEAD answer may carry the length of what GET would send.
    const length = bare ? {} : { "content-length": String(bytes?.length ?? 0) };
    out.writeHead(response.status, { ...length, ...response.headers });
    if (bytes === null || bare) out.end();
    else out.end(bytes);
    if (!out.writableFinished) await settled(out, "finish", stallMs);
    return;
  }

  out.writeHead(response.status, response.headers);
  try {
    for await (const chunk of body) {
      if (out.destroyed) return;
      if (!out.write(chunk)) await settled(out, "drain", stallMs);
    }
    out.end();
  } catch (error) {
    out.destroy();
    throw error;
  }
}

/** Waits for an event, or for the end of the connection, which it cuts when neither comes in time. */
async function settled(out: ServerResponse, event: "drain" | "finish", stallMs: number): Promise<void> {
  if (out.destroyed || out.closed) return;
  const timer = setTimeout(() => out.destroy(), stallMs);
  try {
    await Promise.race([once(out, event), once(out, "close")]);
  } catch {
    // The client went away: nobody is left to tell.
  } finally {
    clearTimeout(timer);
  }
}
