import { setTimeout as sleep } from "node:timers/promises";
import type { AuditedDatabase } from "./audited-database.ts";
import { connect } from "./connection.ts";
import { type Damage, damages, EVERY_DIGIT } from "./damages.ts";
import { createSharedPool } from "./pools-under-load.ts";
import { type SeededRandom, seededRandom } from "./seeded-random.ts";
import { launchServer, type ServerProcess } from "./server-process.ts";
import type { Subject } from "./subject.ts";
import { createSubjects, writeUntilKilled } from "./writers.ts";

export interface CrashRunOptions {
  rounds: number;
  seed: number;
  port: number;
  database: AuditedDatabase;
  /** Told of each round. */
  progress: (line: string, round: number) => void;
}

export interface CrashReport {
  rounds: number;
  /** Writes that were acknowledged, and of those lost answers whose writes had to be one or the other. */
  acknowledged: number;
  uncertain: number;
  subjects: number;
  faults: string[];
  /** Damages that the comparison noticed, of those that were done. */
  noticed: number;
  damaged: number;
}

const CLIENTS = 12;
/** A client that checks waits for answers most of the time; more would only queue. */
const CHECKERS = 4;
/** Things of earlier rounds that each round looks at again. */
const OLD_ONES = 6;
/** The kill comes after so many acknowledged writes at most, and up to so many milliseconds later: in the middle of the next ones. */
const MOST_WRITES = 90;
const LATEST_KILL = 25;
/** How long a server may take for them, in milliseconds. */
const PATIENCE = 30_000;
/** At the end everything is looked at, and so many of it thoroughly. */
const THOROUGH_AT_END = 120;
/** In how many things at a time the damage is looked for, the latest first: seldom is one of those that were damaged only among the older ones. */
const DAMAGED = 400;
/** Not in the way of what is tested, but counted like always. */
const ATTEMPT_LIMITS = [
  "sign-in",
  "confirm-sign-up",
  "confirm-forgot-password",
  "change-password",
  "resend-code",
  "forgot-password",
]
  .map((name) => `${name}=100000`)
  .join(",");

/**
 * Kills a server under load, again and again, and compares what it then knows with what its clients were told. At the end the
 * database is damaged, and the comparison must notice.
 */
export async function crashRun({ rounds, seed, port, database, progress }: CrashRunOptions): Promise<CrashReport> {
  const random = seededRandom(seed);
  const report: CrashReport = {
    rounds: 0,
    acknowledged: 0,
    uncertain: 0,
    subjects: 0,
    faults: [],
    noticed: 0,
    damaged: 0,
  };
  const launch = () => launchServer(port, [...database.flags, "--attempt-limits", ATTEMPT_LIMITS]);
  let server = launch();
  try {
    const subjects = createSubjects(await createSharedPoolAt(await server.ready));
    let toCheck: Subject[] = [];
    for (let round = 1; round <= rounds; round++) {
      const url = await server.ready;
      const again = Array.from({ length: Math.min(OLD_ONES, subjects.all.length) }, () => random.pick(subjects.all));
      report.uncertain += toCheck.filter(({ uncertain }) => uncertain).length;
      const faults = await compare(url, new Set([...toCheck, ...again]), () => true);

      let killed = false;
      const load = writeUntilKilled(url, {
        clients: CLIENTS,
        source: subjects,
        random: random.fork(),
        isKilled: () => killed,
      });
      const before = acknowledgedOf(subjects.all);
      const enough = before + 1 + random.below(MOST_WRITES);
      const deadline = performance.now() + PATIENCE;
      while (acknowledgedOf(subjects.all) < enough && performance.now() < deadline) await sleep(2);
      await sleep(random.below(LATEST_KILL));
      killed = true;
      await server.kill();
      const { touched, faults: refusals } = await load;
      const broken = await database.audit();
      toCheck = [...touched];
      report.rounds = round;
      const all = [...faults, ...refusals, ...broken];
      report.faults.push(...all.map((fault) => `round ${round}: ${fault}`));
      progress(
        `round ${round}: killed after ${acknowledgedOf(subjects.all) - before} writes to ${touched.size} things, ${all.length} faults`,
        round,
      );
      server = await restart(launch, random);
    }
    report.uncertain += toCheck.filter(({ uncertain }) => uncertain).length;
    report.subjects = subjects.all.length;
    report.acknowledged = acknowledgedOf(subjects.all);
    const thorough = new Set([...toCheck, ...subjects.all.slice(-THOROUGH_AT_END)]);
    const atEnd = await compare(await server.ready, new Set(subjects.all), (subject) => thorough.has(subject));
    const status = await server.stop();
    if (status !== 0) atEnd.push(`the server ended with status ${status} when it was asked to`);
    report.faults.push(...[...atEnd, ...(await database.audit())].map((fault) => `at the end: ${fault}`));
    server = await damage(database, launch, subjects.all, report);
  } finally {
    await server.kill();
  }
  return report;
}

const acknowledgedOf = (subjects: readonly Subject[]) =>
  subjects.reduce((sum, { acknowledged }) => sum + acknowledged, 0);

async function createSharedPoolAt(url: string) {
  const to = connect(url);
  try {
    return await createSharedPool(to);
  } finally {
    to.close();
  }
}

/** Sometimes the new server is killed while it starts, and another one started. */
async function restart(launch: () => ServerProcess, random: SeededRandom): Promise<ServerProcess> {
  const server = launch();
  if (random.below(5) > 0) return server;
  await sleep(random.below(250));
  await server.kill();
  return launch();
}

/** Compares many things with the server, some at a time. */
async function compare(
  url: string,
  subjects: Set<Subject>,
  thorough: (subject: Subject) => boolean,
): Promise<string[]> {
  const faults: string[] = [];
  const waiting = [...subjects];
  const checker = async () => {
    const to = connect(url);
    try {
      for (let subject = waiting.pop(); subject; subject = waiting.pop()) {
        faults.push(...(await subject.check(to, thorough(subject))));
      }
    } finally {
      to.close();
    }
  };
  await Promise.all(Array.from({ length: CHECKERS }, checker));
  return faults;
}

async function damage(
  database: AuditedDatabase,
  launch: () => ServerProcess,
  subjects: readonly Subject[],
  report: CrashReport,
): Promise<ServerProcess> {
  const done: Damage[] = [];
  for (const one of damages) if (await database.damage(one.statements(one.digits))) done.push(one);
  if ((await database.audit()).length === 0) report.faults.push("the damaged database breaks no rule");
  let server = launch();
  let unnoticed = await unnoticedOf(done, await server.ready, subjects);
  if (unnoticed.length > 0) {
    await server.stop();
    for (const one of unnoticed) await database.damage(one.statements(EVERY_DIGIT));
    server = launch();
    unnoticed = await unnoticedOf(unnoticed, await server.ready, subjects);
  }
  report.damaged = done.length;
  report.noticed = done.length - unnoticed.length;
  report.faults.push(...unnoticed.map(({ name }) => `the comparison did not notice that ${name}`));
  return server;
}

/** The damages that no comparison tells of. */
async function unnoticedOf(done: Damage[], url: string, subjects: readonly Subject[]): Promise<Damage[]> {
  let unnoticed = done;
  for (let end = subjects.length; end > 0 && unnoticed.length > 0; end -= DAMAGED) {
    const some = new Set(subjects.slice(Math.max(0, end - DAMAGED), end));
    const said = await compare(url, some, () => true);
    unnoticed = unnoticed.filter(({ noticed }) => !said.some((sentence) => noticed.test(sentence)));
  }
  return unnoticed;
}
