import { describe, expect, it } from "vitest";
import { serverSettings } from "../../../test/tls-listener.ts";
import { type Log, silentLog } from "../../platform/log.ts";
import { systemRandom as random } from "../../platform/random.ts";
import { createHostRule } from "../host-rule.ts";
import { createAuthority } from "./authority.ts";
import { createLocalCertificates, type LocalCertificateOptions } from "./local-certificates.ts";
import { permittedNames } from "./server-names.ts";

const day = 86_400_000;
const start = Date.now();

/** Certificates of a real authority, with a clock that stands and a list of what was issued. */
async function certificates(options: Partial<LocalCertificateOptions> & { allowedHosts?: string[] } = {}) {
  const { allowedHosts = [] } = options;
  const issued: string[][] = [];
  const told: string[] = [];
  const clock = { now: start };
  const made = await createAuthority(permittedNames({ ...serverSettings, region: "eu-west-1" }), {
    now: start,
    random,
  });
  const log: Log = {
    ...silentLog,
    debug: (fields) => {
      if ("names" in fields && Array.isArray(fields.names)) issued.push(fields.names);
    },
    warn: (fields) => told.push("name" in fields ? String(fields.name) : ""),
  };
  const local = createLocalCertificates({
    authority: async () => made,
    hosts: createHostRule({ anyHost: false, publicUrl: "http://localhost:4566", allowedHosts }),
    ownNames: [],
    now: () => clock.now,
    random,
    log,
    ...options,
  });
  return { ...local, issued, told, clock };
}

describe("a certificate of the local authority", () => {
  it("is issued once for all who ask at once and after", async () => {
    const { contextFor, issued } = await certificates();
    const names = ["x.localhost", "X.localhost", "x.localhost."];
    const contexts = [...(await Promise.all(names.map(contextFor))), await contextFor("x.localhost")];
    expect(new Set(contexts).size).toBe(1);
    expect(issued).toEqual([["x.localhost"]]);
  });

  it("is one for the server's own names and addresses", async () => {
    const { contextFor, issued } = await certificates();
    const contexts = await Promise.all([undefined, "localhost", "127.0.0.1", ""].map(contextFor));
    expect(new Set(contexts).size).toBe(1);
    expect(issued).toEqual([["localhost", "127.0.0.1", "::1"]]);
  });

  it("is one for all customers of a service and region", async () => {
    const { contextFor, issued } = await certificates();
    for (let index = 0; index < 500; index += 1) await contextFor(`api${index}.execute-api.us-east-1.amazonaws.com`);
    expect(issued).toEqual([["*.execute-api.us-east-1.amazonaws.com"]]);
  });

  it.each([
    "evil.example",
    "s3.us-east-1.amazonaws.com",
    "localhost.evil.example",
    "notlocalhost",
    "a b.localhost",
    "../localhost",
    `${"a".repeat(300)}.localhost`,
    "\u0000.localhost",
  ])("is the server's own where the name is not served: %j", async (name) => {
    const { contextFor, issued } = await certificates();
    await contextFor(name);
    expect(issued).toEqual([["localhost", "127.0.0.1", "::1"]]);
  });

  it("is the server's own, and the log says why, where the authority is not permitted the name", async () => {
    const { contextFor, issued, told } = await certificates({ allowedHosts: ["*.late.test"], ownNames: ["late.test"] });
    await contextFor("a.late.test");
    await contextFor("a.late.test");
    await contextFor("cognito-idp.xx-new-1.amazonaws.com");
    expect(issued).toEqual([["localhost", "127.0.0.1", "::1"]]);
    expect(told).toEqual(["a.late.test", "late.test", "cognito-idp.xx-new-1.amazonaws.com"]);
  });

  it("is issued anew a month before its end", async () => {
    const { contextFor, issued, clock } = await certificates();
    const first = await contextFor("localhost");
    clock.now = start + 59 * day;
    expect(await contextFor("localhost")).toBe(first);
    clock.now = start + 61 * day;
    expect(await contextFor("localhost")).not.toBe(first);
    expect(issued.length).toBe(2);
  });

  it("is forgotten when too many others were asked for since, but never the server's own", async () => {
    const { contextFor, issued } = await certificates({ kept: 3 });
    const own = await contextFor("localhost");
    const first = await contextFor("a.localhost");
    for (const name of ["b.localhost", "a.localhost", "c.localhost", "d.localhost"]) await contextFor(name);
    expect(await contextFor("localhost")).toBe(own);
    expect(await contextFor("b.localhost")).not.toBe(first);
    expect(issued.filter(([name]) => name === "b.localhost").length).toBe(2);
  });

  it("is the server's own for those who ask for a flood of names, until it ebbs", async () => {
    const { contextFor, issued, clock } = await certificates();
    const own = await contextFor("localhost");
    const flood = Array.from({ length: 300 }, (_, index) => `n${index}.localhost`);
    const contexts = await Promise.all(flood.map(contextFor));
    expect(contexts.filter((context) => context === own).length).toBe(200);
    // Those that have theirs keep it.
    expect(await contextFor("n0.localhost")).toBe(contexts[0]);
    clock.now += 1000;
    expect(await contextFor("late.localhost")).not.toBe(own);
    expect(issued.length).toBe(102);
  });

  it("can be had once the authority can, after it could not", async () => {
    const authority = await createAuthority(permittedNames(serverSettings), { now: start, random });
    let broken = true;
    const { contextFor } = await certificates({
      authority: async () => {
        if (broken) throw new Error("read-only file system");
        return authority;
      },
    });
    await expect(contextFor("localhost")).rejects.toThrow("read-only file system");
    broken = false;
    expect(await contextFor("localhost")).toBeDefined();
  });
});
