import { createServer, type RequestListener, type Server } from "node:http";
import type { LookupFunction } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createOutboundHttp, type OutboundOptions } from "./outbound-http.ts";

const servers: Server[] = [];
const clients: { close(): void }[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

function client(options: OutboundOptions) {
  const outbound = createOutboundHttp(options);
  clients.push(outbound);
  return outbound;
}

/** A name server of the test's own. */
const leadingTo =
  (...addresses: string[]): LookupFunction =>
  (_name, _options, done) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );

describe("an outbound request", () => {
  it("sends and reads", async () => {
    const port = await serve(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      response
        .writeHead(201, { "x-a": ["1", "2"] })
        .end(`${request.method} ${request.headers["x-b"]} ${Buffer.concat(chunks)}`);
    });
    const answer = await client({ reach: "inner" }).send({
      method: "POST",
      url: `http://localhost:${port}/path`,
      headers: { "x-b": "c" },
      body: "grüße",
    });
    expect([answer.status, answer.headers["x-a"], answer.body.toString()]).toEqual([201, "1, 2", "POST c grüße"]);
  });

  it("does not follow a redirect, which could lead inside", async () => {
    const port = await serve((_request, response) =>
      response.writeHead(302, { location: "http://169.254.169.254/" }).end(),
    );
    expect((await client({ reach: "inner" }).send({ url: `http://127.0.0.1:${port}/` })).status).toBe(302);
  });

  it("asks whether it stands inside a unit of work", async () => {
    const assertOutsideUnit = (what: string) => {
      throw new Error(`${what} inside a unit`);
    };
    await expect(client({ reach: "inner", assertOutsideUnit }).send({ url: "http://127.0.0.1/" })).rejects.toThrow(
      "an HTTP request inside a unit",
    );
  });
});

describe("an address that must not be called", () => {
  const inside = [
    "http://127.0.0.1/",
    "http://localhost/",
    "http://[::1]/",
    "http://10.0.0.1/",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://0/",
    "http://[::ffff:127.0.0.1]/",
    "http://[fd00::1]/",
  ];
  const cloud = [
    "http://169.254.169.254/latest/meta-data/",
    "http://[fd00:ec2::254]/",
    "http://[::ffff:169.254.169.254]/",
    "http://2852039166/",
  ];
  const wrong = [
    "file:///etc/passwd",
    "ftp://example.com/",
    "http://user:password@example.com/",
    "not a url",
    "gopher://x/",
  ];

  it.each([...inside, ...cloud, ...wrong])("is refused from a public server: %s", async (url) =>
    expect(client({ reach: "public" }).send({ url })).rejects.toMatchObject({ failure: "refused" }),
  );

  it.each([...cloud, ...wrong])("is refused in development too: %s", async (url) =>
    expect(client({ reach: "inner" }).send({ url })).rejects.toMatchObject({ failure: "refused" }),
  );

  it.each([["169.254.169.254"], ["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["::1"]])(
    "is refused when a name leads there: %s",
    async (...addresses) =>
      expect(
        client({ reach: "public", lookup: leadingTo(...addresses) }).send({ url: "http://idp.example/" }),
      ).rejects.toMatchObject({ failure: "refused" }),
  );

  it("is refused at the second question too, when the name has changed its mind (DNS rebinding)", async () => {
    const port = await serve((_request, response) => response.end("inside"));
    let asked = 0;
    const rebinding: LookupFunction = (name, options, done) => {
      asked += 1;
      leadingTo(asked === 1 ? "192.0.2.1" : "127.0.0.1")(name, options, done);
    };
    const outbound = client({ reach: "public", lookup: rebinding });
    await expect(outbound.send({ url: `http://idp.example:${port}/` })).rejects.toMatchObject({ failure: "refused" });
    await expect(outbound.send({ url: `http://idp.example:${port}/` })).rejects.toMatchObject({ failure: "refused" });
  });

  it("is called when its name is configured", async () => {
    const port = await serve((_request, response) => response.end("ok"));
    const outbound = client({ reach: "public", trustedHosts: ["idp.internal"], lookup: leadingTo("127.0.0.1") });
    expect((await outbound.send({ url: `http://idp.internal:${port}/` })).body.toString()).toBe("ok");
  });
});

describe("an answer", () => {
  it("larger than allowed is given up", async () => {
    const port = await serve((_request, response) => response.end("x".repeat(1001)));
    const outbound = client({ reach: "inner" });
    await expect(outbound.send({ url: `http://127.0.0.1:${port}/`, maxBytes: 1000 })).rejects.toMatchObject({
      failure: "too-large",
    });
    expect((await outbound.send({ url: `http://127.0.0.1:${port}/`, maxBytes: 1001 })).body).toHaveLength(1001);
  });

  it.each([
    ["that never begins", () => {}],
    ["that never ends", (_request, response) => void response.write("x")],
  ] satisfies [string, RequestListener][])("%s is given up in time", async (_name, listener) => {
    const port = await serve(listener);
    await expect(
      client({ reach: "inner" }).send({ url: `http://127.0.0.1:${port}/`, timeoutMs: 50 }),
    ).rejects.toMatchObject({ failure: "timeout" });
  });

  it("is no longer awaited when its caller gave up", async () => {
    const port = await serve(() => {});
    const signal = AbortSignal.timeout(30);
    await expect(client({ reach: "inner" }).send({ url: `http://127.0.0.1:${port}/`, signal })).rejects.toMatchObject({
      failure: "aborted",
    });
  });

  it("that does not come is told from a refusal", async () => {
    const port = await serve((request) => void request.socket.destroy());
    await expect(client({ reach: "inner" }).send({ url: `http://127.0.0.1:${port}/` })).rejects.toMatchObject({
      failure: "unreachable",
    });
  });
});
