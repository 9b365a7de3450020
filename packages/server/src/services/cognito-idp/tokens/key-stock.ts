import type { SigningKeyRecord } from "./keys.ts";

/** Where spare pairs wait. The private keys are sealed there. */
export interface SpareKeys {
  count(): Promise<number>;
  put(key: SigningKeyRecord): Promise<void>;
  /** Removes one and gives it; undefined when there is none. No two callers get the same. */
  take(): Promise<SigningKeyRecord | undefined>;
}

/** Pairs prepared ahead, so that creating a user pool does not wait for prime numbers. */
export interface KeyStock {
  /** A pair nobody else has: a spare one, else a new one. Spares are then made up for in the background. */
  take(): Promise<SigningKeyRecord>;
  /** Fills up in the background; call it once at start, when the server is idle. Does nothing while a filling is under way. */
  fill(): void;
  /** Stops filling and waits for the pair under way. */
  close(): Promise<void>;
}

/**
 * @param target how many pairs to keep; a pool takes two
 * @param onError hears why filling stopped; the next `take` or `fill` tries again
 */
export function createKeyStock({
  spares,
  generate,
  target = 4,
  onError,
}: {
  spares: SpareKeys;
  generate: () => Promise<SigningKeyRecord>;
  target?: number;
  onError: (error: unknown) => void;
}): KeyStock {
  let filling: Promise<void> | undefined;
  let closed = false;

  /** One after the other: two at once would keep half of libuv's threads from signing. */
  async function fillUp(): Promise<void> {
    while (!closed && (await spares.count()) < target) await spares.put(await generate());
  }

  function fill(): void {
    if (closed) return;
    filling ??= fillUp()
      .catch(onError)
      .finally(() => {
        filling = undefined;
      });
  }

  return {
    async take() {
      const key = (await spares.take()) ?? (await generate());
      fill();
      return key;
    },
    fill,
    async close() {
      closed = true;
      await filling;
    },
  };
}
