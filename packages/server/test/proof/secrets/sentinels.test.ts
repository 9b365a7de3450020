import { afterEach, describe, expect, test } from "vitest";
import { operations } from "../../../src/services/cognito-idp/service.ts";
import { proofDatabases } from "../proof-server.ts";
import { type Needle, secretSearch } from "./secret-search.ts";
import { walkAdministration } from "./sentinel-admin-walk.ts";
import { walkClients, walkUser } from "./sentinel-walk.ts";
import { filesOf, rowsOf } from "./stored-bytes.ts";
import { type WatchedServer, watchServer } from "./watched-server.ts";

/** Places that no successful call of this server fills, each with the reason. One that is filled after all fails the test. */
const NEVER_FILLED: Readonly<Record<string, string>> = {
  "SignUp output.Session": "only the confirmation hands a session over",
  "ListUserPoolClientSecrets output.ClientSecrets[].ClientSecretValue": "a list tells of secrets without their values",
};

let watched: WatchedServer | undefined;
afterEach(async () => {
  await watched?.close();
  watched = undefined;
});

const needles = (of: Iterable<[text: string, name: string]>): Needle[] =>
  [...of].filter(([text]) => text.length >= 6).map(([text, name]) => ({ name, text }));

describe.each(proofDatabases)("secrets sent through every operation, on $name", (database) => {
  const walkAll = async (mode: "development" | "production", format: "json" | "pretty") => {
    watched = await watchServer(database, mode, format);
    const pool = await walkClients(watched);
    await walkUser(watched, pool);
    await walkAdministration(watched, pool);
    return watched;
  };

  test("reach every place where the model of an implemented operation puts one", async () => {
    const { places, recorder } = await walkAll("development", "json");
    const wanted = Object.keys(operations).flatMap((operation) => places.of(operation));
    expect(wanted.length).toBeGreaterThan(60);
    const missing = wanted.filter((place) => !recorder.covered.has(place) && NEVER_FILLED[place] === undefined);
    expect(missing).toEqual([]);
    expect(Object.keys(NEVER_FILLED).filter((place) => recorder.covered.has(place))).toEqual([]);
  });

  test("are in no file, no row and no line of the log, what was mailed in the mailbox only", async () => {
    const { server, recorder, mailed, log, metrics } = await walkAll(
      "development",
      database.name === "sqlite" ? "json" : "pretty",
    );
    const secrets = [...recorder.secrets].filter(([text]) => !mailed.has(text));
    expect(secrets.length).toBeGreaterThan(80);
    const own = secretSearch(needles(secrets));
    const sent = secretSearch(needles([...mailed].map((text) => [text, "something mailed"])));
    const said: [string, Buffer][] = [
      ["in the log", log()],
      ["in the metrics", await metrics()],
    ];
    expect(log().length).toBeGreaterThan(1000);
    const found = (search: typeof own, all: [string, Buffer][]) =>
      all.flatMap(([where, bytes]) => search.find(bytes, where));
    expect(found(own, [...said, ...filesOf(server), ...(await rowsOf(server, database.name))])).toEqual([]);
    const rows = await rowsOf(server, database.name, { except: ["messages"] });
    expect(found(sent, [...said, ...rows])).toEqual([]);
    await server.close(async () => {
      // What was in the write-ahead log is in the database file now.
      expect(found(own, filesOf(server))).toEqual([]);
    });
  });

  test("are in no file, no row and no line of the log of a server in production, what was mailed included", async () => {
    const { server, recorder, mailed, log, metrics } = await walkAll("production", "json");
    expect(mailed.size).toBeGreaterThan(8);
    const search = secretSearch(
      needles([...recorder.secrets, ...[...mailed].map((text): [string, string] => [text, "something mailed"])]),
    );
    const all: [string, Buffer][] = [
      ["in the log", log()],
      ["in the metrics", await metrics()],
      ...filesOf(server),
      ...(await rowsOf(server, database.name)),
    ];
    expect(all.flatMap(([where, bytes]) => search.find(bytes, where))).toEqual([]);
  });

  test("names, addresses and client ids, which the model calls sensitive, are not in the log either", async () => {
    const { recorder, log } = await walkAll("development", "json");
    const search = secretSearch(needles(recorder.personal));
    expect(recorder.personal.size).toBeGreaterThan(10);
    expect(search.find(log(), "in the log")).toEqual([]);
  });

  test("are found where they do lie: in the mailbox, and in a table made for it", async () => {
    const { server, mailed } = await walkAll("development", "json");
    const sent = secretSearch(needles([...mailed].map((text) => [text, "something mailed"])));
    const rows = await rowsOf(server, database.name);
    const inMailbox = rows.filter(([where]) => where === "in the table messages");
    expect(inMailbox.flatMap(([where, bytes]) => sent.find(bytes, where))).not.toEqual([]);
  });
});
