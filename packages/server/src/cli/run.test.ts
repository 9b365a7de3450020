import { createServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { flagName } from "../config/option.ts";
import { callOptions, certificateOptions, options } from "../config/options.ts";
import { errorResponse } from "../http/error-response.ts";
import { HttpError } from "../http/errors.ts";
import type { Handle } from "../http/front.ts";
import { type Listener, startListener } from "../http/listener.ts";
import type { HttpRequest } from "../http/message.ts";
import { silentLog } from "../platform/log.ts";
import { systemRandom } from "../platform/random.ts";
import { run } from "./run.ts";
import { whoAnswers } from "./who-answers.ts";

const listeners: Listener[] = [];
afterEach(async () => {
  await Promise.all(listeners.splice(0).map((listener) => listener.close(0)));
});

async function listen(handle: Handle): Promise<string> {
  const listener = await startListener({
    handle,
    host: "127.0.0.1",
    port: 0,
    bodyLimit: 1e6,
    trustProxy: false,
    log: silentLog,
    random: systemRandom,
  });
  listeners.push(listener);
  return `http://127.0.0.1:${listener.port}`;
}

/** An address where nobody listens any more. */
async function nobody(): Promise<string> {
  const url = await listen(async () => ({ status: 200, headers: {}, body: null }));
  await listeners.pop()?.close(0);
  return url;
}

async function poolhouse(...argv: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run({
    argv,
    env: {},
    cwd: "/nonexistent",
    out: (line) => void out.push(line),
    err: (line) => void err.push(line),
  });
  return { code, out: out.join("\n"), err: err.join("\n") };
}

describe("the command line", () => {
  it.each([["help"], ["--help"], ["-h"], []])("explains itself: %j", async (...argv) => {
    const { code, out } = await poolhouse(...argv);
    expect(code).toBe(0);
    expect(out).toContain("poolhouse start [options]");
  });

  it.each([
    ["start", options],
    ["call", callOptions],
    ["certificate", certificateOptions],
  ])("explains every option of %s", async (name, table) => {
    const { out } = await poolhouse("help", name);
    for (const key of Object.keys(table)) expect(out).toContain(flagName(key));
    expect(out).not.toMatch(/Default: \.$/m);
    expect((await poolhouse(name, "--help")).out).toBe(out);
  });

  it("tells its version", async () =>
    expect((await poolhouse("--version")).out).toMatch(/^poolhouse \d+\.\d+\.\d+ on Node \d+/));

  it.each([
    [["strat"], "There is no command 'strat'. Did you mean 'start'? See: poolhouse help"],
    [["constructor"], "There is no command 'constructor'. See: poolhouse help"],
    [["start", "--prot", "1"], "There is no option --prot. Did you mean --port?\nSee: poolhouse help start"],
    [["call", "cognito-idp"], "Usage: poolhouse call SERVICE OPERATION [JSON | -]"],
    [["call", "cognito", "X"], "There is no service 'cognito'. There are: cognito-idp."],
    [
      ["call", "cognito-idp", "ListUserPool"],
      "cognito-idp has no operation 'ListUserPool'. Did you mean ListUserPools?",
    ],
    [["migrate", "--memory"], "With --memory there is no database to migrate."],
  ])("does not do what it does not understand: %j", async (argv, sentence) =>
    expect(await poolhouse(...argv)).toEqual({ code: 2, out: "", err: sentence }),
  );
});

describe("poolhouse call", () => {
  it("sends a signed request and prints the answer", async () => {
    let seen: HttpRequest | undefined;
    const endpoint = await listen(async (request) => {
      seen = request;
      return { status: 200, headers: {}, body: (await request.body()).length === 2 ? '{"UserPools":[]}' : "{}" };
    });
    const { code, out } = await poolhouse(
      "call",
      "cognito-idp",
      "list-user-pools",
      "{}",
      "--endpoint",
      endpoint,
      "--region",
      "eu-west-1",
    );
    expect([code, JSON.parse(out)]).toEqual([0, { UserPools: [] }]);
    expect(seen?.headers["x-amz-target"]).toBe("AWSCognitoIdentityProviderService.ListUserPools");
    expect(seen?.headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=test\/\d{8}\/eu-west-1\/cognito-idp\/aws4_request, /,
    );
  });

  it("ends with 1 and the error when the server refuses", async () => {
    const endpoint = await listen(async ({ requestId }) =>
      errorResponse(new HttpError(400, "NotAuthorizedException", "No."), requestId),
    );
    const { code, err, out } = await poolhouse("call", "cognito-idp", "ListUserPools", "--endpoint", endpoint);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain("NotAuthorizedException");
  });

  it("says so when nothing answers", async () => {
    const { code, err } = await poolhouse("call", "cognito-idp", "ListUserPools", "--endpoint", await nobody());
    expect([code, err]).toEqual([1, expect.stringMatching(/^Nothing answers at http:\S+ \(.*ECONNREFUSED/)]);
  });

  it("refuses an input that is not JSON before it calls", async () =>
    expect((await poolhouse("call", "cognito-idp", "ListUserPools", "{")).err).toMatch(/^The input is not JSON: /));
});

describe("who answers at a port", () => {
  it("Poolhouse, by its health", async () => {
    const url = await listen(async () => ({
      status: 200,
      headers: {},
      body: '{"status":"ok","version":"1.2.3","services":{}}',
    }));
    expect(await whoAnswers(url)).toEqual({ kind: "poolhouse", version: "1.2.3" });
  });

  it("another web server, by the name it gives itself", async () => {
    const url = await listen(async () => ({ status: 200, headers: { server: "LocalStack" }, body: "{}" }));
    expect(await whoAnswers(url)).toEqual({ kind: "other", what: "a web server that calls itself 'LocalStack'" });
  });

  it("something that does not speak HTTP", async () => {
    const silent = createServer(
      (socket) =>
        void socket
          .on("error", () => {})
          .resume()
          .end("SSH-2.0-x\r\n"),
    );
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const address = silent.address();
    const port = typeof address === "object" && address ? address.port : 0;
    expect(await whoAnswers(`http://127.0.0.1:${port}`)).toEqual({
      kind: "other",
      what: "a program that does not speak HTTP",
    });
    await new Promise((resolve) => silent.close(resolve));
  });

  it("nobody", async () => expect(await whoAnswers(await nobody())).toEqual({ kind: "nobody" }));
});
