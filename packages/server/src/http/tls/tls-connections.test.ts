import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect as connectTls } from "node:tls";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { listenWithTls, readAll, type TlsListener } from "../../../test/tls-listener.ts";
import { toolOnPath } from "../../../test/tool-on-path.ts";
import type { ListenerOptions } from "../listener.ts";

const execute = promisify(execFile);
const listeners: TlsListener[] = [];
afterEach(async () => {
  await Promise.all(listeners.splice(0).map((listener) => listener.close(0)));
});

async function listen(options: Partial<ListenerOptions> = {}): Promise<TlsListener> {
  const listener = await listenWithTls(options);
  listeners.push(listener);
  return listener;
}

const request = (host: string) => `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;

describe("a TLS connection", () => {
  it("carries requests, which know it", async () => {
    const { secure } = await listen();
    const socket = await secure({ servername: "localhost" });
    socket.write(request("localhost"));
    expect(await readAll(socket)).toMatch(/^HTTP\/1\.1 200 OK\r\n.*"secure":true/s);
  });

  it("and plain HTTP are answered on one port", async () => {
    const { port } = await listen();
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).json()).toMatchObject({ secure: false });
  });

  it("takes several requests and large bodies", async () => {
    const { secure } = await listen();
    const socket = await secure({ servername: "localhost" });
    const head = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 300000\r\n";
    socket.write(`${head}\r\n${"x".repeat(300_000)}`);
    await once(socket, "data");
    socket.write(`${head}Connection: close\r\n\r\n${"x".repeat(300_000)}`);
    expect(await readAll(socket)).toContain('"length":300000');
  });

  it("is read whole when its hello comes byte by byte", async () => {
    const { port, authority } = await listen();
    const [hello, rest] = await recordedHello();
    const socket = connect(port, "127.0.0.1");
    const answered = once(socket, "data");
    for (const byte of hello) {
      socket.write(Buffer.from([byte]));
      await new Promise(setImmediate);
    }
    const [answer] = await answered;
    // A handshake record: the server's hello.
    expect([answer[0], answer[5], rest.length, authority.certificate.length > 0]).toEqual([0x16, 0x02, 0, true]);
    socket.destroy();
  });

  it.each([
    ["localhost", "DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1"],
    [undefined, "DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1"],
    ["LOCALHOST", "DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1"],
    ["console.localhost", "DNS:console.localhost"],
    ["cognito-idp.eu-west-1.amazonaws.com", "DNS:cognito-idp.eu-west-1.amazonaws.com"],
    ["shop.auth.us-east-1.amazoncognito.com", "DNS:*.auth.us-east-1.amazoncognito.com"],
    ["a1b2.execute-api.us-east-1.amazonaws.com", "DNS:*.execute-api.us-east-1.amazonaws.com"],
  ])("gets a certificate for the name that it asks for: %s", async (servername, names) => {
    const { secure } = await listen();
    // Without a name the address is what is checked.
    const socket = await secure(servername === undefined ? { host: "127.0.0.1" } : { servername });
    expect([socket.authorized, socket.getPeerX509Certificate()?.subjectAltName]).toEqual([true, names]);
    socket.destroy();
  });

  it.each(["evil.example", "s3.us-east-1.amazonaws.com", "a.b.execute-api.us-east-1.amazonaws.com", "amazonaws.com"])(
    "gets no certificate for a name that is not served: %s",
    async (servername) => {
      const { secure } = await listen();
      await expect(secure({ servername })).rejects.toMatchObject({ code: "ERR_TLS_CERT_ALTNAME_INVALID" });
    },
  );

  it.each(["TLSv1", "TLSv1.1"] as const)("of an old version is refused: %s", async (version) => {
    const { secure } = await listen();
    await expect(
      secure({
        servername: "localhost",
        minVersion: version,
        maxVersion: version,
        ciphers: "DEFAULT@SECLEVEL=0",
      }),
    ).rejects.toMatchObject({ code: "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION" });
  });

  it("may not negotiate anew", async () => {
    const { secure } = await listen();
    const socket = await secure({ servername: "localhost", maxVersion: "TLSv1.2" });
    const failure = once(socket, "error");
    socket.renegotiate({}, () => {});
    expect(await failure).toMatchObject([{ code: "ERR_SSL_NO_RENEGOTIATION" }]);
    socket.destroy();
  });

  it("is cut when what comes after its handshake was tampered with", async () => {
    const { port, secure } = await listen();
    const relay = await relayTo(port);
    const socket = await secure({ servername: "localhost", port: relay.port });
    socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    await once(socket, "data");
    const ended = readAll(socket);
    // An application record that no key of this connection made.
    relay.inject(Buffer.concat([Buffer.from([0x17, 0x03, 0x03, 0x00, 0x40]), Buffer.alloc(64, 1)]));
    expect(await ended).toBe("");
    relay.close();
  });

  it.each([
    ["stops within its hello", Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01])],
    ["never begins", Buffer.alloc(0)],
  ])("is cut when it %s", async (_name, bytes) => {
    const { port } = await listen({ limits: { headers: 50, firstByte: 50 } });
    const socket = connect(port, "127.0.0.1");
    socket.write(bytes);
    expect(await readAll(socket)).toBe("");
  });

  it("is cut when it stops after its handshake", async () => {
    const { secure } = await listen({ limits: { headers: 1000, check: 10 } });
    const socket = await secure({ servername: "localhost" });
    socket.write("GET / HTTP/1.1\r\n");
    expect(await readAll(socket)).toMatch(/^HTTP\/1\.1 408 /);
  });

  it("keeps its place while it is answered, however many others come", async () => {
    const [begun, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const { port, secure } = await listen({
      limits: { connections: 2 },
      async handle() {
        begun.resolve();
        await gate.promise;
        return { status: 200, headers: {}, body: "done" };
      },
    });
    const socket = await secure({ servername: "localhost" });
    const answer = readAll(socket);
    socket.write(request("localhost"));
    await begun.promise;
    const others = Array.from({ length: 4 }, () => connect(port, "127.0.0.1"));
    await Promise.race(others.map(readAll));
    gate.resolve();
    expect(await answer).toMatch(/^HTTP\/1\.1 200 OK\r\n.*done$/s);
    for (const other of others) other.destroy();
  });

  it("of garbage ends, and the next one is answered", async () => {
    const { port, secure } = await listen();
    const socket = connect(port, "127.0.0.1");
    socket.write(Buffer.concat([Buffer.from([0x16, 0x03, 0x01, 0x00, 0x20]), Buffer.alloc(200, 0xff)]));
    await readAll(socket);
    (await secure({ servername: "localhost" })).destroy();
  });

  it("is closed with the listener, in any state", async () => {
    const listener = await listen();
    const idle = await listener.secure({ servername: "localhost" });
    const begun = connect(listener.port, "127.0.0.1");
    begun.write(Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00]));
    await once(begun, "connect");
    const ended = Promise.all([readAll(idle), readAll(begun)]);
    await listener.close();
    await ended;
  });

  it("gets an alert when there can be no certificate", async () => {
    const { secure } = await listen({
      certificates: {
        contextFor: async () => {
          throw new Error("the data folder is gone");
        },
      },
    });
    await expect(secure({ servername: "localhost" })).rejects.toMatchObject({
      code: "ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE",
    });
  });
});

async function freeServer(): Promise<{ server: Server; port: number }> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return { server, port: typeof address === "object" && address ? address.port : 0 };
}

/** Somebody on the way between a client and a server, who can add to what the client sends. */
async function relayTo(target: number) {
  const { server, port } = await freeServer();
  let onward: Socket | undefined;
  server.on("connection", (socket: Socket) => {
    onward = connect(target, "127.0.0.1");
    socket.pipe(onward).pipe(socket);
    for (const end of [socket, onward]) end.on("error", () => end.destroy());
  });
  return { port, inject: (bytes: Buffer) => onward?.write(bytes), close: () => server.close() };
}

/** The bytes that a client begins with. */
async function recordedHello(): Promise<[Buffer, Buffer]> {
  const { server, port } = await freeServer();
  const client = connectTls({ port, host: "127.0.0.1", servername: "localhost" });
  client.on("error", () => {});
  const [socket] = await once(server, "connection");
  const [hello] = await once(socket, "data");
  client.destroy();
  socket.destroy();
  server.close();
  const length = 5 + hello.readUInt16BE(3);
  return [hello.subarray(0, length), hello.subarray(length)];
}

describe("the certificates of the local authority", () => {
  const folder = mkdtempSync(join(tmpdir(), "poolhouse-tls-"));
  const ca = join(folder, "authority.pem");
  let listener: TlsListener;
  beforeAll(async () => {
    listener = await listenWithTls();
    writeFileSync(ca, listener.authority.certificate);
  });
  afterAll(async () => {
    await listener.close(0);
    rmSync(folder, { recursive: true });
  });

  const python = [
    "import ssl, sys, http.client",
    "context = ssl.create_default_context(cafile=sys.argv[1])",
    // What Python 3.13 checks by default.
    "context.verify_flags |= ssl.VERIFY_X509_STRICT | ssl.VERIFY_X509_PARTIAL_CHAIN",
    "connection = http.client.HTTPSConnection('127.0.0.1', int(sys.argv[2]), context=context)",
    "connection.request('GET', '/')",
    "sys.stdout.write(connection.getresponse().read().decode())",
  ].join("\n");

  it.each([
    ["curl", (port: string) => ["--silent", "--noproxy", "*", "--cacert", ca, `https://localhost:${port}/`]],
    ["curl", (port: string) => ["--silent", "--noproxy", "*", "--cacert", ca, `https://127.0.0.1:${port}/`]],
    ["python3", (port: string) => ["-c", python, ca, port]],
  ] as const)("are accepted by %s", async (tool, words) => {
    if (!toolOnPath(tool)) return;
    const { stdout } = await execute(tool, words(String(listener.port)));
    expect(JSON.parse(stdout)).toMatchObject({ secure: true });
  });

  it("are accepted by OpenSSL in strict mode", async () => {
    if (!toolOnPath("openssl")) return;
    const words = ["s_client", "-connect", `127.0.0.1:${listener.port}`, "-servername", "x.localhost"];
    const checks = ["-verify_hostname", "x.localhost", "-verify_return_error", "-x509_strict", "-no-CApath"];
    const running = execute("openssl", [...words, ...checks, "-no-CAstore", "-CAfile", ca]);
    running.child.stdin?.end();
    expect((await running).stdout).toContain("Verify return code: 0 (ok)");
  });
});
