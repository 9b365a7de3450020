import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { Duplex } from "node:stream";
import { connect as connectTls } from "node:tls";
import { afterEach, describe, expect, it } from "vitest";
import { listenWithTls, readAll, type TlsListener } from "../../test/tls-listener.ts";
import type { ListenerOptions } from "./listener.ts";

const listeners: TlsListener[] = [];
afterEach(async () => {
  await Promise.all(listeners.splice(0).map((listener) => listener.close(0)));
});

async function listen(options: Partial<ListenerOptions> = {}): Promise<TlsListener> {
  const listener = await listenWithTls(options);
  listeners.push(listener);
  return listener;
}

const name = "cognito-idp.eu-west-1.amazonaws.com";
const get = (host: string, more = "Connection: close\r\n") => `GET / HTTP/1.1\r\nHost: ${host}\r\n${more}\r\n`;

/** A tunnel that was granted. */
async function open(listener: TlsListener, target = `${name}:443`): Promise<Socket> {
  const { socket, answer } = await listener.tunnel(target);
  expect(answer).toBe("HTTP/1.1 200 Connection Established\r\n\r\n");
  return socket;
}

/** A client's end of a tunnel that sends the first bytes together with CONNECT. */
function hastyTunnel(port: number): Duplex {
  const socket = connect(port, "127.0.0.1");
  let before = Buffer.from(`CONNECT ${name}:443 HTTP/1.1\r\nHost: ${name}:443\r\n\r\n`);
  let answered = false;
  const tunnel = new Duplex({
    read() {},
    write(chunk, _encoding, done) {
      socket.write(Buffer.concat([before, chunk]), done);
      before = Buffer.alloc(0);
    },
  });
  socket.on("data", (chunk) => {
    const rest = answered ? chunk : chunk.subarray(chunk.indexOf("\r\n\r\n") + 4);
    answered = true;
    if (rest.length > 0) tunnel.push(rest);
  });
  tunnel.on("close", () => socket.destroy());
  return tunnel;
}

describe("a tunnel to a name of AWS", () => {
  it.each([
    name,
    "cognito-idp-fips.us-east-1.amazonaws.com",
    "cognito-idp.us-east-1.api.aws",
    "issuer-cognito-idp.us-east-1.amazonaws.com",
    "shop.auth.us-east-1.amazoncognito.com",
    "a1b2.execute-api.us-east-1.amazonaws.com",
  ])("carries TLS to this server: %s", async (host) => {
    const listener = await listen();
    const socket = await open(listener, `${host}:443`);
    const secured = await listener.secure({ socket, servername: host });
    secured.write(get(host));
    expect(await readAll(secured)).toContain(`"host":"${host}","secure":true`);
  });

  it("is asked for in any case, and the Host may have the port", async () => {
    const listener = await listen();
    const socket = await open(listener, `${name.toUpperCase()}:443`);
    const secured = await listener.secure({ socket, servername: name });
    secured.write(get(`${name.toUpperCase()}:443`));
    expect(await readAll(secured)).toMatch(/^HTTP\/1\.1 200 /);
  });

  it("gives its certificate to a client that names no server", async () => {
    const listener = await listen();
    const socket = await open(listener);
    const secured = await listener.secure({ socket, servername: "", checkServerIdentity: () => undefined });
    expect(secured.getPeerX509Certificate()?.subjectAltName).toBe(`DNS:${name}`);
    secured.destroy();
  });

  it("takes a hello that did not wait for its answer", async () => {
    const listener = await listen();
    const secured = await listener.secure({ socket: hastyTunnel(listener.port), servername: name });
    secured.write(get(name));
    expect(String((await once(secured, "data"))[0])).toMatch(/^HTTP\/1\.1 200 /);
    secured.destroy();
  });

  it("takes several requests", async () => {
    const listener = await listen();
    const secured = await listener.secure({ socket: await open(listener), servername: name });
    secured.write(get(name, ""));
    await once(secured, "data");
    secured.write(get(name));
    expect(await readAll(secured)).toMatch(/^HTTP\/1\.1 200 /);
  });

  it("goes through a proxy connection that is TLS itself", async () => {
    const listener = await listen();
    const proxy = await listener.secure({ servername: "localhost" });
    proxy.write(`CONNECT ${name}:443 HTTP/1.1\r\nHost: ${name}:443\r\n\r\n`);
    expect(String((await once(proxy, "data"))[0])).toMatch(/^HTTP\/1\.1 200 /);
    const secured = await listener.secure({ socket: proxy, servername: name });
    secured.write(get(name));
    expect(await readAll(secured)).toContain('"secure":true');
  });

  it("is closed with the listener before its hello", async () => {
    const listener = await listen();
    const ended = readAll(await open(listener));
    await listener.close();
    expect(await ended).toBe("");
  });
});

describe("no tunnel leads", () => {
  it.each([
    ["to the loopback", "127.0.0.1:443"],
    ["to this server's own port", "localhost:4566"],
    ["to another port of the loopback", "[::1]:22"],
    ["to a name below localhost", "x.localhost:443"],
    ["to the metadata of a cloud's machines", "169.254.169.254:443"],
    ["to a stranger", "evil.example:443"],
    ["to another port of a name that is served", `${name}:80`],
    ["to a name that is served without a port", name],
    ["to a service of AWS that is not served", "sts.us-east-1.amazonaws.com:443"],
    ["to a name that ends like one that is served", `evil.${name}:443`],
    ["to a name that begins like one that is served", `${name}.evil.example:443`],
    ["to a name with another one in it", `${name}:443@evil.example:443`],
    ["to a URL", `https://${name}:443/`],
    ["to a path", "/"],
    ["to a port that is none", `${name}:443443`],
  ])("%s", async (_name, target) => {
    const listener = await listen();
    const { socket, answer } = await listener.tunnel(target);
    expect(answer).toMatch(/^HTTP\/1\.1 (403|400) /);
    expect(answer).not.toContain("Established");
    await readAll(socket);
  });

  it("anywhere within a tunnel", async () => {
    const listener = await listen();
    const secured = await listener.secure({ socket: await open(listener), servername: name });
    secured.write(`CONNECT ${name}:443 HTTP/1.1\r\nHost: ${name}:443\r\n\r\n`);
    expect(await readAll(secured)).toMatch(/^HTTP\/1\.1 403 .*There is no tunnel within a tunnel/s);
  });

  it("anywhere where the server is no proxy", async () => {
    const listener = await listen({ tunnels: undefined });
    const { answer } = await listener.tunnel(`${name}:443`);
    expect(answer).toMatch(/^HTTP\/1\.1 405 .*This server is no proxy/s);
  });
});

describe("a tunnel is cut, or its request refused,", () => {
  it("when plain HTTP comes through it", async () => {
    const listener = await listen();
    const socket = await open(listener);
    const ended = readAll(socket);
    socket.write(get("localhost:4566"));
    expect(await ended).toMatch(/^HTTP\/1\.1 403 .*Only TLS goes through a tunnel/s);
  });

  it.each(["localhost", "cognito-idp.eu-west-2.amazonaws.com", "evil.example"])(
    "when TLS asks for another server: %s",
    async (servername) => {
      const listener = await listen();
      const socket = await open(listener);
      await expect(listener.secure({ socket, servername })).rejects.toThrow();
    },
  );

  it("when a session that began elsewhere asks for another server", async () => {
    const listener = await listen();
    const first = await listener.secure({ servername: "localhost", maxVersion: "TLSv1.2" });
    const session = first.getSession();
    first.destroy();
    const resumed = await listener.secure({ servername: "localhost", maxVersion: "TLSv1.2", session });
    const reused = resumed.isSessionReused();
    resumed.destroy();
    const socket = await open(listener);
    const secured = connectTls({
      socket,
      servername: "localhost",
      maxVersion: "TLSv1.2",
      ca: listener.authority.certificate,
      ...(session && { session }),
    });
    secured.on("secureConnect", () => secured.write(get("localhost")));
    expect([reused, await readAll(secured)]).toEqual([true, ""]);
  });

  it.each(["localhost", "cognito-idp.eu-west-2.amazonaws.com", "127.0.0.1:4566", ""])(
    "when a request names another host: %j",
    async (host) => {
      const listener = await listen();
      const secured = await listener.secure({ socket: await open(listener), servername: name });
      secured.write(get(host));
      expect(await readAll(secured)).toMatch(/^HTTP\/1\.1 421 /);
    },
  );

  it("when a whole URL names another host", async () => {
    const listener = await listen();
    const secured = await listener.secure({ socket: await open(listener), servername: name });
    secured.write("GET http://localhost/_poolhouse/mailbox HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    expect(await readAll(secured)).toMatch(/^HTTP\/1\.1 421 /);
  });

  it("when nothing comes through it", async () => {
    const listener = await listen({ limits: { firstByte: 500 } });
    expect(await readAll(await open(listener))).toBe("");
  });

  it("when its hello does not end", async () => {
    const listener = await listen({ limits: { headers: 500 } });
    const socket = await open(listener);
    socket.write(Buffer.from([0x16, 0x03, 0x01, 0x01, 0x00]));
    expect(await readAll(socket)).toBe("");
  });
});
