import type { StaleValue, StaleValueSink } from "./engine.ts";
import { assertOutsideUnit } from "./unit-guard.ts";

/** All caches of one storage. */
export interface Caches extends StaleValueSink {
  /** @throws Error when the name is taken. */
  define<V>(
    name: string,
    load: (key: string) => Promise<V | undefined>,
    most?: number,
  ): { get(key: string): Promise<V | undefined> };
}

/** Told what caches do, for metrics. */
export type CacheObserver = (cache: string, event: "hit" | "miss") => void;

/** Values a cache holds unless told otherwise; the least recently used one makes room. */
const MOST_VALUES = 10_000;

interface OneCache {
  drop(key: string): void;
  dropAll(): void;
}

export function createCaches(observe: CacheObserver = () => {}): Caches {
  const caches = new Map<string, OneCache>();
  let suspended = false;

  const dropAll = () => {
    for (const cache of caches.values()) cache.dropAll();
  };

  return {
    define: <V>(name: string, load: (key: string) => Promise<V | undefined>, most = MOST_VALUES) => {
      if (caches.has(name)) throw new Error(`The cache ${name} exists already.`);
      const values = new Map<string, V>();
      // A load under way is shared by all who ask for its key, and forgotten when the key is dropped: it may have read the old value.
      const loads = new Map<string, { value: Promise<V | undefined> }>();

      const begin = (key: string): Promise<V | undefined> => {
        const loading = { value: load(key) };
        loads.set(key, loading);
        const end = (value: V | undefined) => {
          if (loads.get(key) !== loading) return;
          loads.delete(key);
          if (value === undefined) return;
          values.set(key, value);
          if (values.size > most) dropOldest(values);
        };
        loading.value.then(end, () => end(undefined));
        return loading.value;
      };

      caches.set(name, {
        drop: (key) => {
          values.delete(key);
          loads.delete(key);
        },
        dropAll: () => {
          values.clear();
          loads.clear();
        },
      });

      return {
        get: async (key) => {
          assertOutsideUnit(`cache ${name}: get`);
          const held = values.get(key);
          if (held !== undefined) {
            values.delete(key);
            values.set(key, held);
            observe(name, "hit");
            return held;
          }
          observe(name, "miss");
          if (suspended) return await load(key);
          return await (loads.get(key)?.value ?? begin(key));
        },
      };
    },
    // Another node may know caches that this one has not defined (yet).
    drop: ({ cache, key }: StaleValue) => caches.get(cache)?.drop(key),
    dropAll,
    suspend: () => {
      suspended = true;
      dropAll();
    },
    resume: () => {
      dropAll();
      suspended = false;
    },
  };
}

function dropOldest(values: Map<string, unknown>): void {
  for (const oldest of values.keys()) {
    values.delete(oldest);
    return;
  }
}
