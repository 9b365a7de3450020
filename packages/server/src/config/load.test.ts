import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { ConfigError } from "./errors.ts";
import { loadConfig, publicUrl } from "./load.ts";
import type { Sources } from "./read-options.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function folder(files: Record<string, unknown> = {}): string {
  const path = mkdtempSync(join(tmpdir(), "poolhouse-config-"));
  folders.push(path);
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(path, name), typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

function load(argv: string, more: Partial<Sources> = {}) {
  return loadConfig({ argv: argv.split(" ").filter(Boolean), env: {}, cwd: "/srv", ...more });
}

function faults(argv: string, more: Partial<Sources> = {}): readonly string[] {
  try {
    load(argv, more);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

const credentials = [{ accessKeyId: "AKIA1", secretAccessKey: "secret-secret", account: "123456789012" }];

describe("settings", () => {
  it("have defaults for development on this machine", () =>
    expect(load("")).toMatchObject({
      mode: "development",
      open: false,
      host: "127.0.0.1",
      port: 4566,
      publicUrl: undefined,
      dataFolder: "/srv/.poolhouse",
      database: { kind: "sqlite", file: "/srv/.poolhouse/poolhouse.db" },
      issuer: "own",
      region: "us-east-1",
      credentials: [],
      limits: false,
      bodyLimit: 10_485_760,
      log: "pretty",
    }));

  it("come from flags before the environment, the environment before the file, the file before defaults", () => {
    const cwd = folder({
      "poolhouse.config.json": { port: 1, region: "eu-west-1", host: "localhost", allowedHosts: ["a.test", "b.test"] },
    });
    const env = { POOLHOUSE_PORT: "2", POOLHOUSE_REGION: "eu-west-2" };
    expect(load("--port 3", { cwd, env })).toMatchObject({
      port: 3,
      region: "eu-west-2",
      host: "localhost",
      allowedHosts: ["a.test", "b.test"],
    });
  });

  it("can be switched off by a flag where the file switches them on", () => {
    const cwd = folder({ "poolhouse.config.json": { memory: true } });
    expect(load("", { cwd }).database).toEqual({ kind: "memory" });
    expect(load("--no-memory", { cwd }).database.kind).toBe("sqlite");
    expect(load("--memory=false", { cwd }).database.kind).toBe("sqlite");
  });

  it("pass over empty variables", () => expect(load("", { env: { POOLHOUSE_PORT: "" } }).port).toBe(4566));

  it("keep nothing in files with --memory", () => expect(load("--memory").dataFolder).toBeUndefined());

  it("make the public URL of the bound port unless it is given", () => {
    expect(publicUrl(load("--port 0"), 5555)).toBe("http://localhost:5555");
    expect(publicUrl(load("--public-url https://auth.example.com/"), 5555)).toBe("https://auth.example.com");
  });

  it.each([
    ["512k", 524_288],
    ["1048576", 1_048_576],
    ["50MB", 52_428_800],
  ])("read sizes: %s", (text, bytes) => expect(load(`--body-limit ${text}`).bodyLimit).toBe(bytes));

  it("keep events forever unless told otherwise", () => {
    expect(load("").eventsRetention).toBeUndefined();
    const env = { POOLHOUSE_EVENTS_RETENTION: "52w" };
    expect(load("", { env }).eventsRetention).toBe(52 * 7 * 86_400_000);
    expect(load("--events-retention forever", { env }).eventsRetention).toBeUndefined();
    expect(load("--events-retention 12h").eventsRetention).toBe(43_200_000);
    expect(load("--events-retention 90d").eventsRetention).toBe(90 * 86_400_000);
  });

  it("take credentials from a file, or from the variable itself", () => {
    const expected = [{ ...credentials[0], arn: "arn:aws:iam::123456789012:root" }];
    expect(load("--credentials keys.json", { cwd: folder({ "keys.json": credentials }) }).credentials).toEqual(
      expected,
    );
    expect(load("", { env: { POOLHOUSE_CREDENTIALS: JSON.stringify(credentials) } }).credentials).toEqual(expected);
    const cwd = folder({ "poolhouse.config.json": { credentials } });
    expect(load("", { cwd }).credentials).toEqual(expected);
  });

  it("limit requests in production unless told otherwise", () => {
    const env = { POOLHOUSE_CREDENTIALS: JSON.stringify(credentials) };
    expect(load("--production", { env })).toMatchObject({ mode: "production", limits: true, log: "json" });
    expect(load("--production --limits off --log pretty", { env })).toMatchObject({ limits: false, log: "pretty" });
    expect(load("--limits on").limits).toBe(true);
  });
});

describe("a start that would be unsafe is refused", () => {
  const env = { POOLHOUSE_CREDENTIALS: JSON.stringify(credentials) };

  it.each(["0.0.0.0", "::", "192.168.1.5", "example.com", "127.0.0.1.example.com", "::ffff:10.0.0.1"])(
    "on %s without saying so",
    (host) => expect(faults(`--host ${host}`)).toMatchObject([expect.stringMatching(/--open .* or --production/)]),
  );

  it.each(["localhost", "127.0.0.1", "127.1.2.3", "::1"])("never on %s", (host) =>
    expect(faults(`--host ${host}`)).toEqual([]),
  );

  it("unless --open says so", () =>
    expect(load("--host 0.0.0.0 --open")).toMatchObject({ mode: "development", open: true }));

  it("in production without credentials", () =>
    expect(faults("--production")).toMatchObject([expect.stringContaining("--credentials FILE")]));

  it("in production with an empty list of credentials", () =>
    expect(faults("--production", { env: { POOLHOUSE_CREDENTIALS: "[]" } })).toHaveLength(1));

  it("open and in production at once", () => expect(faults("--open --production", { env })).toHaveLength(1));

  it("in production on PostgreSQL without keys that outlive the machine", () =>
    expect(faults("--production --database postgres://db/x", { env })).toMatchObject([
      expect.stringContaining("--sealing-keys"),
    ]));

  it("with an administrator's token that can be guessed", () => expect(faults("--admin-token short")).toHaveLength(1));
});

describe("a setting that is wrong is named with what to do", () => {
  it.each([
    ["--prot 1", "There is no option --prot. Did you mean --port?"],
    ["--publicurl x", "There is no option --publicurl. Did you mean --public-url?"],
    ["--zzzzzz", "There is no option --zzzzzz."],
    ["--port", "--port needs a value."],
    ["--port --memory", "--port needs a value."],
    ["--port 99999", "--port must be a whole number from 0 to 65535, not '99999'."],
    ["--port 1e3", "--port must be a whole number from 0 to 65535, not '1e3'."],
    ["--log xml", "--log must be one of auto, pretty, json, not 'xml'."],
    ...["90", "0d", "1.5h", "never", "-1d", "90days"].map((time) => [
      `--events-retention ${time}`,
      `--events-retention must be forever, or a time such as 12h, 90d or 52w, not '${time}'.`,
    ]),
    ["--memory=maybe", "--memory must be true or false, not 'maybe'."],
    ["--public-url ftp://x", "--public-url must be a URL that begins with http:// or https://, not 'ftp://x'."],
    [
      "--public-url http://x/path",
      "--public-url must be a scheme and a host with an optional port: no path, query or user name.",
    ],
    ["--region eu_west", "--region must be a region's name such as eu-west-1, not 'eu_west'."],
    [
      "--allowed-hosts a.test:80",
      "--allowed-hosts has an entry that is no host name without a port: a.test:80, not 'a.test:80'.",
    ],
    [
      "--allowed-origins localhost:3000",
      "--allowed-origins has an entry that is no origin such as http://localhost:3000: localhost:3000, not 'localhost:3000'.",
    ],
    ["--memory --database postgres://h/x", "--memory keeps nothing and does not go with --database."],
    ["extra", "There is nothing to do with 'extra'."],
  ])("%s", (argv, sentence) => expect(faults(argv)).toEqual([sentence]));

  it("all of them at once", () => expect(faults("--prot 1 --log xml --port x")).toHaveLength(3));

  it("in the environment and in the file, by their names there", () => {
    const cwd = folder({ "poolhouse.config.json": { prt: 1, logLevel: "loud" } });
    expect(faults("", { cwd, env: { POOLHOUSE_PORT: "x" } })).toEqual([
      expect.stringMatching(/poolhouse\.config\.json has no setting "prt"\. Did you mean "port"\?$/),
      "POOLHOUSE_PORT must be a whole number from 0 to 65535, not 'x'.",
      expect.stringMatching(/^"logLevel" in poolhouse\.config\.json must be one of /),
    ]);
  });

  it.each(["{", "[]", "null"])("a configuration file that holds %s", (content) =>
    expect(faults("", { cwd: folder({ "poolhouse.config.json": content }) })).toHaveLength(1),
  );

  it.each([
    ['{"adminToken": hunter2}', /poolhouse\.config\.json is no JSON\.$/],
    ['{"adminToken": "hunter2",}', /is no JSON: something is wrong at position 25 \(line 1 column 26\)\.$/],
    ["", /is no JSON\.$/],
  ])("a configuration file that reads %s, without repeating a secret", (content, sentence) => {
    const [fault = ""] = faults("", { cwd: folder({ "poolhouse.config.json": content }) });
    expect(fault).toMatch(sentence);
    expect(fault).not.toContain("hunter");
  });

  it.each([
    ["{}", /must be JSON list|cannot be read/],
    ['[{"accessKeyId":"A"}]', /entry 1: secretAccessKey must be/],
    ['[{"accessKeyId":"A/B","secretAccessKey":"hunter2hunter2"}]', /entry 1: accessKeyId must be/],
    [
      '[{"accessKeyId":"A","secretAccessKey":"hunter2hunter2","account":"1"}]',
      /entry 1: account must be twelve digits/,
    ],
    ['[{"accessKeyId":"A","secretAccessKey":"hunter2hunter2","arn":"x"}]', /entry 1: arn must be/],
    [
      '[{"accessKeyId":"A","secretAccessKey":"hunter2hunter2"},{"accessKeyId":"A","secretAccessKey":"hunter2hunter3"}]',
      /names the access key A twice/,
    ],
    ['["hunter2hunter2"', /must be JSON/],
  ])("credentials that read %s, without repeating a secret", (text, sentence) => {
    const [fault = ""] = faults("", { env: { POOLHOUSE_CREDENTIALS: text } });
    expect(fault).toMatch(sentence);
    expect(fault).not.toContain("hunter2");
  });

  it.each(["--database mysql://user:hunter2@host/x", "--smtp-url http://user:hunter2@host", "--sealing-keys hunter2"])(
    "without repeating a secret: %s",
    (argv) => {
      const [fault = ""] = faults(argv);
      expect(fault).not.toBe("");
      expect(fault).not.toContain("hunter2");
    },
  );
});

describe("a TLS certificate", () => {
  it("is two files, relative to the folder of the program", () =>
    expect(load("--tls-certificate tls/id.pem --tls-key /etc/id.key").tls).toEqual({
      certificate: "/srv/tls/id.pem",
      key: "/etc/id.key",
    }));

  it.each(["--tls-certificate id.pem", "--tls-key id.key"])("needs both: %s", (argv) =>
    expect(faults(argv)).toEqual(["--tls-certificate and --tls-key go together: give both."]),
  );
});
