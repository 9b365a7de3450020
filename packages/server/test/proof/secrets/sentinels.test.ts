import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operations } from "../../../src/services/cognito-idp/service.ts";
import { type ProofDatabase, proofDatabases } from "../proof-server.ts";
import { type Needle, type SecretSearch, secretSearch } from "./secret-search.ts";
import { walkAdministration } from "./sentinel-admin-walk.ts";
import { walkClients, walkUser } from "./sentinel-walk.ts";
import { filesOf, rowsOf } from "./stored-bytes.ts";
import { type WatchedServer, watchServer } from "./watched-server.ts";

/** Places that no successful call of this server fills, each with the reason. One that is filled after all fails the test. */
const NEVER_FILLED: Readonly<Record<string, string>> = {
  "SignUp output.Session": "only the confirmation hands a session over",
  "ListUserPoolClientSecrets output.ClientSecrets[].ClientSecretValue": "a list tells of secrets without their values",
};

const needles = (of: Iterable<[text: string, name: string]>): Needle[] =>
  [...of].filter(([text]) => text.length >= 6).map(([text, name]) => ({ name, text }));
const mailedBy = ({ mailed }: WatchedServer): [text: string, name: string][] =>
  [...mailed].map((text) => [text, "something mailed"]);
const findIn = (all: [where: string, bytes: Buffer][], search: SecretSearch) =>
  all.flatMap(([where, bytes]) => search.find(bytes, where));
const saidBy = async ({ log, metrics }: WatchedServer): Promise<[string, Buffer][]> => [
  ["in the log", log()],
  ["in the metrics", await metrics()],
];

async function walkEverything(
  database: ProofDatabase,
  mode: "development" | "production",
  format: "json" | "pretty",
): Promise<WatchedServer> {
  const watched = await watchServer(database, mode, format);
  const pool = await walkClients(watched);
  await walkUser(watched, pool);
  await walkAdministration(watched, pool);
  return watched;
}

describe.each(proofDatabases)("secrets sent through every operation of a developer's server on $name", (database) => {
  let watched: WatchedServer;
  let own: SecretSearch;
  beforeAll(async () => {
    watched = await walkEverything(database, "development", database.name === "sqlite" ? "json" : "pretty");
    const { recorder, mailed } = watched;
    own = secretSearch(needles([...recorder.secrets].filter(([text]) => !mailed.has(text))));
  });
  afterAll(() => watched?.close());

  test("reach every place where the model of an implemented operation puts one", () => {
    const { places, recorder } = watched;
    const wanted = Object.keys(operations).flatMap((operation) => places.of(operation));
    expect(wanted.length).toBeGreaterThan(60);
    const missing = wanted.filter((place) => !recorder.covered.has(place) && NEVER_FILLED[place] === undefined);
    expect(missing).toEqual([]);
    expect(Object.keys(NEVER_FILLED).filter((place) => recorder.covered.has(place))).toEqual([]);
    expect(recorder.secrets.size).toBeGreaterThan(80);
  });

  test("are in no file, no row, no metric and no line of the log", async () => {
    const { server } = watched;
    expect(watched.log().length).toBeGreaterThan(1000);
    const all = [...(await saidBy(watched)), ...filesOf(server), ...(await rowsOf(server, database.name))];
    expect(findIn(all, own)).toEqual([]);
  });

  test("are readable in the mailbox only, if they were mailed", async () => {
    const { server } = watched;
    const sent = secretSearch(needles(mailedBy(watched)));
    const rows = await rowsOf(server, database.name);
    const isMailbox = ([where]: [string, Buffer]) => where === "in the table messages";
    expect(findIn(rows.filter(isMailbox), sent)).not.toEqual([]);
    const elsewhere = [...(await saidBy(watched)), ...rows.filter((one) => !isMailbox(one))];
    expect(findIn(elsewhere, sent)).toEqual([]);
  });

  test("are not in the log, nor are names, addresses and client ids, which the model calls sensitive", () => {
    const { personal } = watched.recorder;
    expect(personal.size).toBeGreaterThan(10);
    expect(secretSearch(needles(personal)).find(watched.log(), "in the log")).toEqual([]);
  });

  test("are in no file after the server has ended and put its write-ahead log away", async () => {
    await watched.server.close(async () => {
      expect(findIn(filesOf(watched.server), own)).toEqual([]);
    });
  });
});

describe.each(proofDatabases)("secrets sent through every operation of a server in production on $name", (database) => {
  test("are in no file, no row, no metric and no line of the log, though they were mailed", async () => {
    const watched = await walkEverything(database, "production", "json");
    try {
      expect(watched.mailed.size).toBeGreaterThan(8);
      const search = secretSearch(needles([...watched.recorder.secrets, ...mailedBy(watched)]));
      const { server } = watched;
      const all = [...(await saidBy(watched)), ...filesOf(server), ...(await rowsOf(server, database.name))];
      expect(findIn(all, search)).toEqual([]);
    } finally {
      await watched.close();
    }
  });
});
