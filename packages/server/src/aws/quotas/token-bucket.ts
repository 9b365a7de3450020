/** Tokens that were left at a moment. A bucket that nobody ever took from is full and need not exist. */
interface Level {
  tokens: number;
  /** Milliseconds. */
  at: number;
}

/** Buckets of tokens by key: each holds as many as flow in within a second, and one is taken for each request. */
export interface TokenBuckets {
  /** Takes one; false when there is none. @param perSecond more than 0; the same for one key whenever it is asked for */
  take(key: string, perSecond: number): boolean;
  /** Gives back one that was taken in vain. */
  giveBack(key: string, perSecond: number): void;
}

/**
 * @param now milliseconds; going back costs nobody anything
 * @param most buckets kept at a time: those that were not asked for the longest are forgotten, which makes them full. Keys come
 *   from addresses, and whoever has very many of those must not fill the memory.
 */
export function createTokenBuckets(now: () => number, most = 20_000): TokenBuckets {
  const levels = new Map<string, Level>();

  function refilled(key: string, perSecond: number): Level {
    // A rate below one request a second still lets one through at a time.
    const capacity = Math.max(1, perSecond);
    const at = now();
    const level = levels.get(key);
    if (level === undefined) return { tokens: capacity, at };
    const elapsed = Math.max(0, at - level.at) / 1000;
    return { tokens: Math.min(capacity, level.tokens + elapsed * perSecond), at };
  }

  /** A Map keeps the order of insertion: the first entry is the one that was not asked for the longest. */
  function keep(key: string, level: Level): void {
    levels.delete(key);
    levels.set(key, level);
    if (levels.size <= most) return;
    const [oldest] = levels.keys();
    if (oldest !== undefined) levels.delete(oldest);
  }

  return {
    take(key, perSecond) {
      const { tokens, at } = refilled(key, perSecond);
      const taken = tokens >= 1;
      keep(key, { tokens: taken ? tokens - 1 : tokens, at });
      return taken;
    },
    giveBack(key, perSecond) {
      const { tokens, at } = refilled(key, perSecond);
      keep(key, { tokens: Math.min(Math.max(1, perSecond), tokens + 1), at });
    },
  };
}
