import { describe, expect, it } from "vitest";
import { createPinoLog, type PinoLogOptions } from "./pino-log.ts";
import { prettyLine } from "./pretty-log.ts";

function capture(options: Partial<PinoLogOptions> = {}) {
  const lines: string[] = [];
  const log = createPinoLog({ format: "json", level: "trace", write: (line) => void lines.push(line), ...options });
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? "null") as Record<string, unknown> };
}

describe("a log line", () => {
  it("is one JSON object with its level's name", () => {
    const { log, last } = capture();
    log.info({ requestId: "r1" }, "answered");
    expect(last()).toMatchObject({ level: "info", requestId: "r1", msg: "answered", time: expect.any(Number) });
  });

  it("is left out below the level", () => {
    const { log, lines } = capture({ level: "warn" });
    log.info({}, "no");
    log.warn({}, "yes");
    expect(lines).toHaveLength(1);
  });

  it("carries the fields of its child", () => {
    const { log, last } = capture();
    log.child({ requestId: "r2", token: "hunter2" }).error({}, "x");
    expect(last()).toMatchObject({ requestId: "r2", token: "[secret]" });
  });

  it.each([
    { password: "hunter2" },
    { PreviousPassword: "hunter2" },
    { client_secret: "hunter2" },
    { AccessToken: "hunter2" },
    { refresh_token: ["hunter2"] },
    { Session: "hunter2" },
    { headers: { authorization: "hunter2", cookie: "hunter2" } },
    { input: { AuthParameters: { PASSWORD: "hunter2", SRP_A: "hunter2", SECRET_HASH: "hunter2" } } },
    { list: [{ ConfirmationCode: "hunter2" }] },
    { bytes: Buffer.from("hunter2") },
    { a: { b: { c: { d: { e: { f: "hunter2" } } } } } },
  ])("never holds what its name says is secret: %j", (fields) => {
    for (const format of ["json", "pretty"] as const) {
      const { log, lines } = capture({ format });
      log.info(fields, "x");
      expect(lines.join("")).not.toContain("hunter2");
      expect(lines.join("")).not.toContain(Buffer.from("hunter2").toString("base64"));
    }
  });

  it("shows an error with its cause, without the members that drivers add", () => {
    const { log, last } = capture();
    const cause = Object.assign(new Error("duplicate key"), {
      code: "23505",
      detail: "Key (name)=(hunter2) already exists.",
    });
    log.error({ err: new Error("failed", { cause }) }, "x");
    expect(last().err).toMatchObject({ message: "failed", cause: { message: "duplicate key", code: "23505" } });
    expect(JSON.stringify(last())).not.toContain("hunter2");
  });
});

describe("a pretty line", () => {
  it("stands on one line, whatever a client sent", () => {
    const { log, lines } = capture({ format: "pretty" });
    log.warn({ path: "/x\ninfo forged\u001b[31m", requestId: "r1" }, "odd\nmessage");
    expect(lines[0]).toMatch(
      /^\d\d:\d\d:\d\d warn {2}odd\\nmessage path="\/x\\ninfo forged\\u001b\[31m" requestId=r1\n$/,
    );
  });

  it("shows a stack below, without control characters", () => {
    const { log, lines } = capture({ format: "pretty" });
    log.error({ err: new Error("broken \u001b[31m") }, "x");
    expect(lines[0]).toMatch(/\n {4}Error: broken \?\[31m\n {4,}at /);
  });

  it("passes on what is no JSON object", () =>
    expect([prettyLine("x\n", false), prettyLine("1", false)]).toEqual(["x\n", "1"]));
});
