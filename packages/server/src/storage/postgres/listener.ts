import { Socket } from "node:net";
import pg from "pg";
import type { Log } from "../../platform/log.ts";
import type { StaleValueSink } from "../engine.ts";
import { heedNotice } from "./notices.ts";
import { postgresFailure } from "./postgres-error.ts";
import { connectionOptions } from "./postgres-pool.ts";

/** Hears what other nodes make stale, on a connection of its own. */
export interface Listener {
  stop(): Promise<void>;
}

/** A connection that died without a word is noticed after so long at the latest (twice this, with the answer's time-out). */
const HEARTBEAT_MILLISECONDS = 5_000;
const LONGEST_PAUSE_MILLISECONDS = 5_000;
const LEAVE_MILLISECONDS = 1_000;

/**
 * Listens until stopped. While no connection listens nothing is cached, and what was cached before is forgotten.
 *
 * @throws StorageUnavailableError when the first connection cannot be made.
 */
export async function listen(options: {
  url: string;
  channel: string;
  nodeId: string;
  sink: StaleValueSink;
  log: Log;
}): Promise<Listener> {
  const { url, channel, nodeId, sink, log } = options;
  const stop = new AbortController();
  let current: { end(): Promise<void> } | undefined;
  let timer: NodeJS.Timeout | undefined;

  const later = (milliseconds: number, act: () => Promise<void>) => {
    if (!stop.signal.aborted) timer = setTimeout(act, milliseconds).unref();
  };

  const connect = async (lost: () => void): Promise<void> => {
    const socket = new Socket();
    const client = new pg.Client({
      ...connectionOptions(url),
      query_timeout: HEARTBEAT_MILLISECONDS,
      stream: () => socket,
    });
    let ended = true;
    const end = () => {
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      void client.end().catch(() => {});
      if (!stop.signal.aborted) lost();
    };
    client.on("error", end);
    client.on("end", end);
    client.on("notification", ({ payload }) => heedNotice(nodeId, payload ?? "", sink));
    const beat = async (): Promise<void> => {
      try {
        await client.query("select 1");
        if (!ended) later(HEARTBEAT_MILLISECONDS, beat);
      } catch {
        end();
      }
    };
    try {
      await client.connect();
      await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      void client.end().catch(() => {});
      throw postgresFailure(error).error;
    }
    ended = false;
    current = {
      end: async () => {
        ended = true;
        // A server that hangs never takes leave.
        const cut = setTimeout(() => socket.destroy(), LEAVE_MILLISECONDS);
        await client.end().catch(() => {});
        clearTimeout(cut);
      },
    };
    sink.resume();
    later(HEARTBEAT_MILLISECONDS, beat);
  };

  const reconnect = async (pause: number): Promise<void> => {
    try {
      await connect(onLoss);
      log.info({}, "listening to other nodes again");
      if (stop.signal.aborted) await current?.end();
    } catch (error) {
      log.debug({ err: error }, "no connection to listen on");
      const next = Math.min(pause * 2, LONGEST_PAUSE_MILLISECONDS);
      later(next * (0.5 + Math.random() / 2), () => reconnect(next));
    }
  };

  const onLoss = () => {
    sink.suspend();
    log.warn({}, "the connection that listens to other nodes was lost: nothing is cached until it is back");
    void reconnect(50);
  };

  sink.suspend();
  await connect(onLoss);
  return {
    stop: async () => {
      stop.abort();
      clearTimeout(timer);
      await current?.end();
    },
  };
}
