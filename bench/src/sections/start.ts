import { setTimeout as wait } from "node:timers/promises";
import { createJsonClient } from "../client/json-client.ts";
import { benchPool } from "../fill/bench-pool.ts";
import { progress } from "../progress.ts";
import type { Section } from "../report.ts";
import { scratchFolder } from "../scratch-folder.ts";
import type { ChildServer } from "../server/child-server.ts";
import { startCognitoLocal } from "../server/cognito-local.ts";
import { startPoolhouse } from "../server/poolhouse.ts";
import { ratio, shuffled } from "../statistics.ts";

const ROUNDS = 11;

interface Starter {
  start(): Promise<ChildServer>;
  /** Milliseconds to the first healthy answer, one a round. */
  healthy: number[];
  /** And to the first user pool created after it. */
  useful: number[];
}

/** Cold starts, with and without a compile cache. */
export async function startSection(): Promise<Section> {
  progress("start: preparing folders and caches");
  const [ownCache, otherCache, data, fresh, otherData] = [0, 1, 2, 3, 4].map(() => scratchFolder());
  if (!ownCache || !otherCache || !data || !fresh || !otherData) throw new Error("A scratch folder is missing");
  const withOwn = { NODE_COMPILE_CACHE: ownCache };
  const withOther = { NODE_COMPILE_CACHE: otherCache };
  const without = { NODE_DISABLE_COMPILE_CACHE: "1" };
  const reports = false;
  const starter = (start: Starter["start"]): Starter => ({ start, healthy: [], useful: [] });
  const starters = {
    own: starter(() => startPoolhouse({ data, environment: withOwn, reports, name: "start" })),
    ownUncached: starter(() => startPoolhouse({ data, environment: without, reports })),
    ownFresh: starter(() => startPoolhouse({ data: scratchFolder(), environment: withOwn, reports })),
    other: starter(() => startCognitoLocal(otherData, { environment: without, reports })),
    otherCached: starter(() => startCognitoLocal(otherData, { environment: withOther, reports })),
  };

  // Twice, so that what only the first run compiles is in the caches; the server writes its own one second after the start.
  for (let run = 0; run < 2; run++) {
    for (const { start } of [starters.own, starters.otherCached, starters.ownUncached, starters.other]) {
      const server = await start();
      await createPool(server);
      await wait(1500);
      await server.stop();
    }
  }
  for (let round = 0; round < ROUNDS; round++) {
    progress(`start: round ${round + 1} of ${ROUNDS}`);
    for (const { start, healthy, useful } of shuffled(Object.values(starters))) {
      const server = await start();
      healthy.push(server.startMs);
      useful.push(server.startMs + (await createPool(server)));
      await server.stop();
    }
  }

  const { own, ownUncached, ownFresh, other, otherCached } = starters;
  const aim = { atMost: 1 } as const;
  return {
    title: "Cold start",
    method:
      `Medians of ${ROUNDS} rounds in random order. From the beginning of the process to the first healthy answer to a request; Poolhouse's compile cache is on by ` +
      "default, cognito-local has none unless NODE_COMPILE_CACHE is set. Both start on a folder that an earlier run left, unless said otherwise.",
    rows: [
      { what: "Poolhouse, against cognito-local", ratio: ratio(own.healthy, other.healthy), aim },
      {
        what: "Poolhouse without compile cache, against cognito-local",
        ratio: ratio(ownUncached.healthy, other.healthy),
      },
      { what: "Poolhouse, against cognito-local with compile cache", ratio: ratio(own.healthy, otherCached.healthy) },
      { what: "Poolhouse on an empty folder, against cognito-local", ratio: ratio(ownFresh.healthy, other.healthy) },
      { what: "Poolhouse with compile cache, against without", ratio: ratio(own.healthy, ownUncached.healthy) },
      {
        what: "to the first user pool created, against cognito-local",
        ratio: ratio(own.useful, other.useful),
        note: "a pool here has two RSA keys of its own; cognito-local signs for all with one that is published with it",
      },
    ],
  };
}

/** @returns milliseconds */
async function createPool(server: ChildServer): Promise<number> {
  const client = createJsonClient(server.port);
  const began = performance.now();
  await client.call("CreateUserPool", benchPool);
  client.close();
  return performance.now() - began;
}
