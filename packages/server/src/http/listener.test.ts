import { connect, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { silentLog } from "../platform/log.ts";
import { systemRandom } from "../platform/random.ts";
import { errorResponse } from "./error-response.ts";
import { HttpError } from "./errors.ts";
import type { Handle } from "./front.ts";
import { type Listener, type ListenerOptions, startListener } from "./listener.ts";

const listeners: Listener[] = [];
afterEach(async () => {
  await Promise.all(listeners.splice(0).map((listener) => listener.close(0)));
});

/** Answers what it understood of a request. */
const echo: Handle = async (request) => {
  try {
    const body = await request.body();
    const { method, target, host, sourceIp, secure } = request;
    return {
      status: 200,
      headers: {},
      body: JSON.stringify({ method, target, host, sourceIp, secure, length: body.length }),
    };
  } catch (error) {
    if (error instanceof HttpError) return errorResponse(error, request.requestId);
    throw error;
  }
};

async function listen(
  handle: Handle = echo,
  options: Partial<ListenerOptions> = {},
): Promise<Listener & { url: string }> {
  const listener = await startListener({
    handle,
    host: "127.0.0.1",
    port: 0,
    bodyLimit: 1000,
    trustProxy: false,
    log: silentLog,
    random: systemRandom,
    ...options,
  });
  listeners.push(listener);
  return { ...listener, url: `http://127.0.0.1:${listener.port}` };
}

function open(port: number): { socket: Socket; ended: Promise<string> } {
  const socket = connect(port, "127.0.0.1");
  const ended = new Promise<string>((resolve) => {
    let text = "";
    socket.setEncoding("latin1");
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(text));
  });
  return { socket, ended };
}

/** Writes bytes as they are and reads until the server ends the connection. */
function raw(port: number, text: string): Promise<string> {
  const { socket, ended } = open(port);
  socket.write(text, "latin1");
  return ended;
}

const closing = "Connection: close\r\n";
const statusOf = (answer: string) => Number(answer.slice("HTTP/1.1 ".length, "HTTP/1.1 200".length));

describe("a request over a socket", () => {
  it("reaches the handler with its parts", async () => {
    const { url, port } = await listen();
    const response = await fetch(`${url}/a?b=c`, { method: "POST", body: "12345" });
    expect(await response.json()).toEqual({
      method: "POST",
      target: "/a?b=c",
      host: `127.0.0.1:${port}`,
      sourceIp: "127.0.0.1",
      secure: false,
      length: 5,
    });
  });

  it("is answered when its first bytes come one by one", async () => {
    const { port } = await listen();
    const { socket, ended } = open(port);
    socket.setNoDelay(true);
    for (const char of `GET / HTTP/1.1\r\nHost: localhost\r\n${closing}\r\n`) {
      await new Promise((resolve) => socket.write(char, resolve));
    }
    expect(statusOf(await ended)).toBe(200);
  });

  it("is answered in order when several come at once", async () => {
    const { port } = await listen(async ({ path }) => {
      if (path === "/slow") await new Promise((resolve) => setTimeout(resolve, 20));
      return { status: 200, headers: {}, body: path };
    });
    const host = "Host: localhost\r\n";
    const answer = await raw(port, `GET /slow HTTP/1.1\r\n${host}\r\nGET /fast HTTP/1.1\r\n${host}${closing}\r\n`);
    expect(answer.match(/\/(slow|fast)/g)).toEqual(["/slow", "/fast"]);
  });

  it("is one of so many that may wait on one connection: with one more it is cut, and nothing more is taken up", async () => {
    const gate = Promise.withResolvers<void>();
    const begun: string[] = [];
    const handle: Handle = async ({ path }) => {
      begun.push(path);
      await gate.promise;
      return { status: 200, headers: {}, body: path };
    };
    const { port } = await listen(handle, { limits: { ahead: 3 } });
    const ask = (path: string, more = "") => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${more}\r\n`;
    expect(await raw(port, ["/a", "/b", "/c", "/d", "/e"].map((path) => ask(path)).join(""))).toBe("");
    expect(begun).toEqual(["/a", "/b", "/c"]);

    gate.resolve();
    const within = await raw(port, ask("/f") + ask("/g") + ask("/h", closing));
    expect(within.match(/\/[fgh]/g)).toEqual(["/f", "/g", "/h"]);
  });

  it("makes room for the next of its connection once it is answered", async () => {
    const { port } = await listen(echo, { limits: { ahead: 1 } });
    const { socket } = open(port);
    for (let round = 0; round < 3; round++) {
      const answered = new Promise<string>((resolve) => socket.once("data", resolve));
      socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
      expect(statusOf(await answered)).toBe(200);
    }
    socket.destroy();
  });

  it("takes the client's address from its proxy with --trust-proxy", async () => {
    const { url } = await listen(echo, { trustProxy: true });
    const headers = { "x-forwarded-for": "6.6.6.6, 203.0.113.9", "x-forwarded-proto": "https" };
    expect(await (await fetch(url, { headers })).json()).toMatchObject({ sourceIp: "203.0.113.9", secure: true });
  });

  it("answers HEAD with the length of what GET would send", async () => {
    const { url } = await listen(async () => ({ status: 200, headers: {}, body: "12345" }));
    const response = await fetch(url, { method: "HEAD" });
    expect([response.headers.get("content-length"), await response.text()]).toEqual(["5", ""]);
  });

  it("streams a body that comes in parts", async () => {
    const { url } = await listen(async () => ({
      status: 200,
      headers: {},
      body: (async function* () {
        yield Buffer.from("a".repeat(100_000));
        yield Buffer.from("b");
      })(),
    }));
    expect((await (await fetch(url)).text()).length).toBe(100_001);
  });

  it("ends the connection when a streamed body fails, so that it does not look complete", async () => {
    const { url } = await listen(async () => ({
      status: 200,
      headers: {},
      body: (async function* () {
        yield Buffer.from("a");
        throw new Error("broken");
      })(),
    }));
    await expect(fetch(url).then((response) => response.text())).rejects.toThrow();
  });

  it("tells the handler that the client went away", async () => {
    let gone: (() => void) | undefined;
    const told = new Promise<void>((resolve) => {
      gone = resolve;
    });
    const { port } = await listen(async ({ signal }) => {
      signal.addEventListener("abort", () => gone?.());
      await told;
      return { status: 200, headers: {}, body: null };
    });
    const { socket } = open(port);
    socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    setTimeout(() => socket.destroy(), 20);
    await told;
  });

  it("is a 500 when the handler breaks its promise, and the next one is answered", async () => {
    let calls = 0;
    const { url } = await listen(async () => {
      calls += 1;
      if (calls === 1) throw new Error("broken");
      return { status: 200, headers: { "x-bad\n": "" }, body: null };
    });
    expect((await fetch(url)).status).toBe(500);
    expect((await fetch(url)).status).toBe(500);
  });
});

describe("connections beyond the limit", () => {
  const limits = { connections: 3 };
  const ask = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
  async function connected(port: number) {
    const one = open(port);
    await new Promise((resolve) => one.socket.once("connect", resolve));
    return one;
  }
  function answerOf(socket: Socket): Promise<string> {
    const answered = new Promise<string>((resolve) => socket.once("data", resolve));
    socket.write(ask);
    return answered;
  }

  it("take the place of the oldest of those that wait for another request", async () => {
    const { port, url } = await listen(echo, { limits });
    const idle = [];
    for (let count = 0; count < 3; count++) {
      const one = await connected(port);
      await answerOf(one.socket);
      idle.push(one);
    }
    expect((await fetch(url)).status).toBe(200);
    await idle[0]?.ended;
    for (const { socket } of idle.slice(1)) {
      expect(statusOf(await answerOf(socket))).toBe(200);
      socket.destroy();
    }
  });

  it("take the places of the oldest where nobody has asked", async () => {
    const { port } = await listen(echo, { limits });
    const all = [];
    for (let count = 0; count < 5; count++) all.push(await connected(port));
    for (const { ended } of all.slice(0, 2)) expect(await ended).toBe("");
    const rest = all.slice(2);
    expect((await Promise.all(rest.map(({ socket }) => answerOf(socket)))).map(statusOf)).toEqual([200, 200, 200]);
    for (const { socket } of rest) socket.destroy();
  });

  it("leave alone what is being answered, and not what is half asked", async () => {
    const gate = Promise.withResolvers<void>();
    let begun = 0;
    const handle: Handle = async (request) => {
      begun += 1;
      await Promise.all([request.body(), gate.promise]);
      return { status: 200, headers: {}, body: "done" };
    };
    const { port } = await listen(handle, { limits });
    const whole = await connected(port);
    whole.socket.write(ask);
    const half = await connected(port);
    half.socket.write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n123");
    while (begun < 2) await new Promise(setImmediate);
    const others = [await connected(port), await connected(port)];
    const answered = new Promise<string>((resolve) => whole.socket.once("data", resolve));
    expect(await Promise.race([half.ended, whole.ended.then(() => "the whole one was cut")])).toBe("");
    gate.resolve();
    expect(statusOf(await answered)).toBe(200);
    for (const { socket } of [whole, ...others]) socket.destroy();
  });
});

describe("a body", () => {
  it("is refused past the limit by its declared length, before it is sent", async () => {
    const { port } = await listen();
    const answer = await raw(
      port,
      `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n${closing}\r\n`,
    );
    expect(statusOf(answer)).toBe(413);
    expect(JSON.parse(answer.slice(answer.indexOf("{")))).toMatchObject({ __type: "RequestEntityTooLarge" });
  });

  it("is refused past the limit when it comes in chunks", async () => {
    const { port } = await listen();
    const chunk = `400\r\n${"x".repeat(1024)}\r\n`;
    const answer = await raw(
      port,
      `POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n${closing}\r\n${chunk}0\r\n\r\n`,
    );
    expect(statusOf(answer)).toBe(413);
  });

  it("of exactly the limit is taken", async () => {
    const { url } = await listen();
    expect(await (await fetch(url, { method: "POST", body: "x".repeat(1000) })).json()).toMatchObject({ length: 1000 });
  });

  it("finds its place however many others are sent and never end: the largest of these give way", async () => {
    const { port, url } = await listen(echo, { bodyLimit: 100_000, limits: { bodies: 400_000 } });
    const head = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n";
    const uploads = Array.from({ length: 10 }, () => open(port).socket);
    const refused = uploads.map((socket) => new Promise<string>((resolve) => socket.once("data", resolve)));
    for (const socket of uploads) socket.write(`${head}${"x".repeat(90_000)}`);
    expect(statusOf(await Promise.race(refused))).toBe(503);
    for (let round = 0; round < 3; round++) {
      const small = await fetch(url, { method: "POST", body: "small" });
      expect([small.status, await small.json()]).toMatchObject([200, { length: 5 }]);
    }
    for (const socket of uploads) socket.destroy();
  });

  it("that anybody may send drives out none of those who sign", async () => {
    const handle: Handle = async (request) =>
      echo(request.path === "/public" ? { ...request, body: () => request.body(50_000) } : request);
    const { port, url } = await listen(handle, { bodyLimit: 100_000, limits: { bodies: 400_000 } });
    const uploads = Array.from({ length: 20 }, () => open(port).socket);
    const refused = uploads.map((socket) => new Promise<string>((resolve) => socket.once("data", resolve)));
    const head = "POST /public HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50000\r\n\r\n";
    for (const socket of uploads) socket.write(`${head}${"x".repeat(49_000)}`);
    expect(statusOf(await Promise.race(refused))).toBe(503);
    const large = await fetch(url, { method: "POST", body: "x".repeat(100_000) });
    expect([large.status, await large.json()]).toMatchObject([200, { length: 100_000 }]);
    for (const socket of uploads) socket.destroy();
  });

  it("leaves the connection usable when nobody read it", async () => {
    const { url } = await listen(async () => ({ status: 403, headers: {}, body: "no" }));
    for (let round = 0; round < 3; round++) {
      const response = await fetch(url, { method: "POST", body: "x".repeat(200_000) });
      expect([response.status, await response.text()]).toEqual([403, "no"]);
    }
  });

  it("is asked for only when something reads it (Expect: 100-continue)", async () => {
    const { port } = await listen(async (request) => {
      if (request.path === "/refused") return { status: 403, headers: {}, body: null };
      return echo(request);
    });
    const head = (path: string) =>
      `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nExpect: 100-continue\r\n${closing}\r\n`;
    const refused = await raw(port, head("/refused"));
    expect(refused).not.toContain("100 Continue");
    expect(statusOf(refused)).toBe(403);

    const { socket, ended } = open(port);
    socket.write(head("/"));
    socket.once("data", () => socket.write("{}"));
    const taken = await ended;
    expect(taken).toContain("100 Continue");
    expect(taken).toContain('"length":2');
  });
});

describe("a request that cannot be read", () => {
  const host = "Host: localhost\r\n";
  it.each([
    ["no HTTP at all", "hello\r\n\r\n", 400],
    ["two lengths", `POST / HTTP/1.1\r\n${host}Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx`, 400],
    [
      "a length and chunks (smuggling)",
      `POST / HTTP/1.1\r\n${host}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /evil HTTP/1.1\r\n${host}\r\n`,
      400,
    ],
    ["chunks under another name", `POST / HTTP/1.1\r\n${host}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`, 400],
    ["a space before the colon", `GET / HTTP/1.1\r\nHost : localhost\r\n\r\n`, 400],
    ["a folded header", `GET / HTTP/1.1\r\n${host}A: 1\r\n b\r\n\r\n`, 400],
    ["a header with a NUL", `GET / HTTP/1.1\r\n${host}A: \u0000\r\n\r\n`, 400],
    ["a negative length", `POST / HTTP/1.1\r\n${host}Content-Length: -1\r\n\r\n`, 400],
    [
      "bare line feeds in a chunk's size",
      `POST / HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\n1\nx\r\n0\r\n\r\n`,
      400,
    ],
    ["two hosts", `GET / HTTP/1.1\r\n${host}Host: evil.example\r\n${closing}\r\n`, 400],
    ["a URL of another host", `GET http://evil.example/ HTTP/1.1\r\n${host}${closing}\r\n`, 400],
    ["a target that is no path", `GET evil HTTP/1.1\r\n${host}${closing}\r\n`, 400],
    ["HTTP/2 without TLS", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400],
    ["headers past the limit", `GET / HTTP/1.1\r\n${host}A: ${"x".repeat(40_000)}\r\n\r\n`, 431],
    ["a target past the limit", `GET /${"x".repeat(40_000)} HTTP/1.1\r\n${host}\r\n`, 431],
    ["an unknown expectation", `GET / HTTP/1.1\r\n${host}Expect: magic\r\n${closing}\r\n`, 417],
    ["CONNECT", `CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n`, 405],
  ])("is refused: %s", async (_name, text, status) => {
    const { port } = await listen();
    const answer = await raw(port, text);
    expect(statusOf(answer)).toBe(status);
    const body: unknown = JSON.parse(answer.slice(answer.lastIndexOf("{")));
    expect(body).toMatchObject({ requestId: expect.stringMatching(/^[0-9a-f-]{36}$/), message: expect.any(String) });
    expect(answer).not.toContain("/evil");
  });

  it("does not keep the next one from being answered", async () => {
    const { port, url } = await listen();
    await raw(port, "\u0000\u0001\u0002\r\n\r\n");
    expect((await fetch(url)).status).toBe(200);
  });
});

describe("what HTTP offers besides", () => {
  it("an Upgrade is not taken up, and the request is answered as it is", async () => {
    const { port } = await listen();
    const answer = await raw(
      port,
      `GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: upgrade, close\r\n\r\n`,
    );
    expect(statusOf(answer)).toBe(200);
  });

  it("OPTIONS * is answered", async () => {
    const { port } = await listen();
    expect(statusOf(await raw(port, `OPTIONS * HTTP/1.1\r\nHost: localhost\r\n${closing}\r\n`))).toBe(204);
  });

  it("HTTP/1.0 is answered and ended", async () => {
    const { port } = await listen();
    expect(statusOf(await raw(port, "GET / HTTP/1.0\r\nHost: localhost\r\n\r\n"))).toBe(200);
  });

  it("a TLS hello gets an alert at once where there is no certificate", async () => {
    const { port } = await listen();
    const answer = await raw(port, "\u0016\u0003\u0001\u0000\u0005hello");
    expect([...answer].map((char) => char.charCodeAt(0))).toEqual([0x15, 3, 1, 0, 2, 2, 0x28]);
  });
});

describe("a slow client", () => {
  const limits = { headers: 50, request: 100, check: 10 };

  it("that sends nothing is cut off", async () => {
    const { port } = await listen(echo, { limits: { firstByte: 50 } });
    expect(await open(port).ended).toBe("");
  });

  it("that does not finish its headers gets a 408", async () => {
    const { port } = await listen(echo, { limits });
    expect(statusOf(await raw(port, "GET / HTTP/1.1\r\nHost: loc"))).toBe(408);
  });

  it("that does not finish its body gets a 408", async () => {
    const { port } = await listen(echo, { limits });
    expect(statusOf(await raw(port, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n123"))).toBe(408);
  });

  it("that takes nothing of its answer is cut off", async () => {
    let ended: ((reason: string) => void) | undefined;
    const done = new Promise<string>((resolve) => {
      ended = resolve;
    });
    const { port } = await listen(
      async () => ({
        status: 200,
        headers: {},
        body: (async function* () {
          try {
            while (true) yield Buffer.alloc(1_000_000);
          } finally {
            ended?.("cut");
          }
        })(),
      }),
      { limits: { stall: 50 } },
    );
    const { socket } = open(port);
    socket.pause();
    socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    expect(await done).toBe("cut");
    socket.destroy();
  });
});

describe("a shutdown", () => {
  it("finishes the requests that were begun and takes no new ones", async () => {
    let begun: (() => void) | undefined;
    let finish: (() => void) | undefined;
    const started = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const released = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const { close, url } = await listen(async () => {
      begun?.();
      await released;
      return { status: 200, headers: {}, body: "done" };
    });
    const answer = fetch(url);
    await started;
    const closed = close(5000);
    await expect(fetch(url)).rejects.toThrow();
    finish?.();
    const response = await answer;
    expect([await response.text(), response.headers.get("connection")]).toEqual(["done", "close"]);
    await closed;
  });

  it("closes connections that wait for a request, and those that never sent one", async () => {
    const { close, port } = await listen();
    const silent = open(port);
    const waiting = open(port);
    waiting.socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    await new Promise((resolve) => waiting.socket.once("data", resolve));
    await close(60_000);
    expect(await silent.ended).toBe("");
    expect(statusOf(await waiting.ended)).toBe(200);
  });

  it("cuts what does not end in time, and tells its handler", async () => {
    let begun: (() => void) | undefined;
    const started = new Promise<void>((resolve) => {
      begun = resolve;
    });
    let told = false;
    const { close, url } = await listen(async ({ signal }) => {
      begun?.();
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
      told = true;
      return { status: 200, headers: {}, body: null };
    });
    const answer = fetch(url).catch(() => "cut");
    await started;
    await close(20);
    expect([await answer, told]).toEqual(["cut", true]);
  });

  it("may be asked for twice", async () => {
    const { close } = await listen();
    await Promise.all([close(), close()]);
  });
});

it("says why it cannot listen", async () => {
  const { port } = await listen();
  await expect(listen(echo, { port })).rejects.toMatchObject({ code: "EADDRINUSE" });
});
