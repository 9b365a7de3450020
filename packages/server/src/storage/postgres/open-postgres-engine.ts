import type { Caches } from "../caches.ts";
import type { OpenedEngine, StorageOptions } from "../open-storage.ts";

export async function openPostgresEngine(
  _url: string,
  _options: StorageOptions,
  _caches: Caches,
): Promise<OpenedEngine> {
  throw new Error("PostgreSQL is not there yet.");
}
