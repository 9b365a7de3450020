import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { databases } from "../../test/databases.ts";
import { createTestSchema } from "../../test/postgres-schema.ts";

const bin = fileURLToPath(new URL("../../bin/poolhouse.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "poolhouse-program-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Program {
  process: ChildProcess;
  /** Resolves once the pattern stands in what was written to standard error. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** The exit code, and everything that was written. */
  ended: Promise<{ code: number | null; signal: string | null; err: string }>;
}

function poolhouse(...argv: string[]): Program {
  return programOf(process.execPath, bin, ...argv);
}

/** In a shell that has run a line. */
function poolhouseAfter(line: string, ...argv: string[]): Program {
  return programOf("sh", "-c", `${line} && exec "$0" "$@"`, process.execPath, bin, ...argv);
}

function programOf(program: string, ...argv: string[]): Program {
  const child = spawn(program, argv, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  // One that a failed test left would stay.
  onTestFinished(() => void child.kill("SIGKILL"));
  let err = "";
  const listeners = new Set<() => void>();
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    err += chunk;
    for (const listener of listeners) listener();
  });
  const ended = new Promise<{ code: number | null; signal: string | null; err: string }>((resolve) => {
    child.on("close", (code, signal) => resolve({ code, signal, err }));
  });
  return {
    process: child,
    ended,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(err);
          if (match) resolve(match);
        };
        listeners.add(look);
        look();
        void ended.then(() => reject(new Error(`it ended without saying ${pattern}: ${err}`)));
      }),
  };
}

const endpoint = /Endpoint +(http:\S+)/;

describe("the program", () => {
  it.each(["SIGTERM", "SIGINT"] as const)(
    "starts, says where it is, answers, and ends in order at %s",
    async (signal) => {
      const program = poolhouse("start", "--port", "0", "--memory");
      const [, url] = await program.says(endpoint);
      expect(await (await fetch(`${url}/_poolhouse/health`)).json()).toMatchObject({ status: "ok" });
      program.process.kill(signal);
      // Launchers pass on the signal that the terminal sent already.
      program.process.kill(signal);
      expect(await program.ended).toMatchObject({ code: 0 });
      await expect(fetch(`${url}/_poolhouse/health`)).rejects.toThrow();
    },
  );

  it.each([
    ["does not answer", undefined],
    // ErrorResponse: severity, SQLSTATE and message.
    ["is just starting", "SFATAL\0C57P03\0Mthe database system is starting up\0\0"],
  ])("ends in order at SIGTERM while it waits for a PostgreSQL that %s", async (_, refusal) => {
    const asked = Promise.withResolvers<void>();
    const server = createServer((socket) => {
      socket.on("error", () => {});
      socket.on("data", () => {
        asked.resolve();
        if (refusal === undefined) return;
        const length = Buffer.alloc(4);
        length.writeUInt32BE(refusal.length + 4);
        socket.end(Buffer.concat([Buffer.from("E"), length, Buffer.from(refusal)]));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const database = `postgres://poolhouse@127.0.0.1:${port}/poolhouse`;
    const program = poolhouse("start", "--port", "0", "--data", join(folder, "waits"), "--database", database);
    await asked.promise;
    program.process.kill("SIGTERM");
    expect(await program.ended).toEqual({ code: 0, signal: null, err: "SIGTERM: ends before it has started\n" });
    server.close();
  });

  it.runIf(databases.some(({ name }) => name === "postgres"))(
    "ends with a sentence, and lets go of PostgreSQL, when it cannot be put together",
    async () => {
      const schema = await createTestSchema();
      const program = poolhouse("start", "--port", "0", "--database", schema.url, "--attempt-limits", "x=1");
      expect(await program.ended).toMatchObject({
        code: 1,
        err: expect.stringMatching(/^attempt-limits: there is no limit "x"; there are .*\n$/),
      });
      await schema.drop();
    },
  );

  it("prints an environment that every client reads: boto3 knows the region by another name than the other SDKs", async () => {
    const program = poolhouse("start", "--port", "0", "--memory", "--region", "eu-west-3");
    const [, url] = await program.says(endpoint);
    await program.says(/AWS_REGION=eu-west-3 AWS_DEFAULT_REGION=eu-west-3\n/);
    await program.says(new RegExp(`AWS_ENDPOINT_URL=${url} AWS_ACCESS_KEY_ID=\\S+ AWS_SECRET_ACCESS_KEY=\\S+\n`));
    program.process.kill("SIGTERM");
    await program.ended;
  });

  it("keeps everything in its data folder", async () => {
    const data = join(folder, "kept");
    const program = poolhouse("start", "--port", "0", "--data", data);
    await program.says(endpoint);
    program.process.kill("SIGTERM");
    expect((await program.ended).code).toBe(0);
    expect([existsSync(join(data, "poolhouse.db")), existsSync(join(data, "sealing-keys"))]).toEqual([true, true]);
  });

  it.skipIf(process.platform === "win32").each([
    ["777", true],
    ["775", false],
  ])("warns of a data folder in which every user may write: mode %s", async (mode, warned) => {
    const data = mkdtempSync(join(folder, "rights-"));
    chmodSync(data, Number.parseInt(mode, 8));
    const program = poolhouse("start", "--port", "0", "--data", data);
    await program.says(/AWS_DEFAULT_REGION=/);
    program.process.kill("SIGTERM");
    const { code, err } = await program.ended;
    expect([code, err.includes(`can put other keys and other data into ${data}`)]).toEqual([0, warned]);
  });

  it.runIf(process.platform === "linux")(
    "answers however many connections are left open, where the system grants few files",
    async () => {
      const program = poolhouseAfter("ulimit -n 256", "start", "--port", "0", "--memory");
      const [, url = ""] = await program.says(endpoint);
      const sockets = Array.from({ length: 400 }, () =>
        connect(Number(new URL(url).port), "127.0.0.1").on("error", () => {}),
      );
      await Promise.all(sockets.map((socket) => once(socket, "connect")));
      expect((await fetch(`${url}/_poolhouse/health`)).status).toBe(200);
      for (const socket of sockets) socket.destroy();
      program.process.kill("SIGTERM");
      expect((await program.ended).code).toBe(0);
    },
  );

  it("says who is there when its port is taken", async () => {
    const first = poolhouse("start", "--port", "0", "--memory");
    const [, url = ""] = await first.says(endpoint);
    const second = await poolhouse("start", "--port", new URL(url).port, "--memory").ended;
    expect(second).toMatchObject({
      code: 1,
      err: expect.stringMatching(/is taken: Poolhouse \S+ runs there already\./),
    });
    first.process.kill("SIGTERM");
    await first.ended;
  });

  it("refuses to be reachable by others without being told to", async () =>
    expect(await poolhouse("start", "--host", "0.0.0.0").ended).toMatchObject({
      code: 2,
      err: expect.stringMatching(/Add --open .* or --production/),
    }));
});
