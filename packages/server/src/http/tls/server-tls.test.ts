import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { request as plainRequest } from "node:http";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "node:tls";
import { afterEach, describe, expect, it } from "vitest";
import { serverSettings } from "../../../test/tls-listener.ts";
import { loadConfig } from "../../config/load.ts";
import { type RunningServer, startServer } from "../../main.ts";
import { systemRandom as random } from "../../platform/random.ts";
import { createAuthority } from "./authority.ts";
import { permittedNames } from "./server-names.ts";

const servers: RunningServer[] = [];
const folders: string[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "poolhouse-server-tls-"));
  folders.push(path);
  return path;
}

async function start(...argv: string[]): Promise<RunningServer> {
  const config = loadConfig({
    argv: ["--port", "0", "--log-level", "silent", ...argv],
    env: {},
    cwd: folder(),
  });
  const server = await startServer(config);
  servers.push(server);
  return server;
}

const production = [
  "--production",
  "--memory",
  "--credentials",
  '[{"accessKeyId":"AKIA1","secretAccessKey":"secret-secret","account":"123456789012"}]',
];

/** Files of a certificate for the loopback, and what to trust. */
async function certificateFiles() {
  const now = Date.now();
  const authority = await createAuthority(permittedNames(serverSettings), { now, random });
  const issued = await authority.issue(["localhost"], { now, random });
  const place = folder();
  writeFileSync(join(place, "tls.pem"), issued.certificate);
  writeFileSync(join(place, "tls.key"), issued.privateKey);
  return {
    ca: authority.certificate,
    flags: ["--tls-certificate", join(place, "tls.pem"), "--tls-key", join(place, "tls.key")],
  };
}

async function get(port: number, path: string, ca: string, servername = "localhost") {
  const asked = request({ host: "127.0.0.1", servername, port, path, ca, headers: { host: `${servername}:${port}` } });
  asked.end();
  const [response] = await once(asked, "response");
  let body = "";
  for await (const chunk of response) body += chunk;
  return { status: response.statusCode, body };
}

/** What keeps a TLS connection from being made, if anything. */
function refusal(port: number, ca?: string): Promise<string | undefined> {
  const socket = connect({ port, host: "127.0.0.1", servername: "localhost", ...(ca !== undefined && { ca }) });
  return new Promise((resolve) => {
    socket.once("secureConnect", () => {
      socket.destroy();
      resolve(undefined);
    });
    socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code));
  });
}

/** What CONNECT to a name of AWS is answered with. */
async function connectStatus(port: number): Promise<number | undefined> {
  const path = "cognito-idp.us-east-1.amazonaws.com:443";
  const asked = plainRequest({ port, host: "127.0.0.1", method: "CONNECT", path });
  asked.end();
  const [response, socket] = await once(asked, "connect");
  socket.destroy();
  return response.statusCode;
}

describe("a development server", () => {
  it("speaks TLS without being told to, and gives out what its clients need to trust", async () => {
    const { url, port } = await start("--memory");
    const response = await fetch(`${url}/_poolhouse/authority.pem`);
    const ca = await response.text();
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "application/x-pem-file"]);
    expect(ca).not.toContain("PRIVATE");
    expect(await get(port, "/_poolhouse/health", ca)).toMatchObject({ status: 200 });
    expect(await refusal(port)).toBe("UNABLE_TO_VERIFY_LEAF_SIGNATURE");
  });

  it("tells the certificate to no page of others, and under no name of AWS", async () => {
    const { url } = await start("--memory");
    const path = `${url}/_poolhouse/authority.pem`;
    expect((await fetch(path, { headers: { origin: "https://evil.example" } })).status).toBe(403);
    const ca = await (await fetch(path)).text();
    const aws = "cognito-idp.us-east-1.amazonaws.com";
    expect(await get(Number(new URL(url).port), "/_poolhouse/authority.pem", ca, aws)).toMatchObject({ status: 404 });
  });

  it("makes its authority at the first use and not before", async () => {
    const data = folder();
    const { port } = await start("--data", data);
    expect(readdirSync(data)).not.toContain("tls");
    await refusal(port);
    expect(readdirSync(join(data, "tls")).sort()).toEqual(["authority-key.pem", "authority.pem"]);
  });

  it("uses a configured certificate for its names, and its authority for others", async () => {
    const { flags, ca } = await certificateFiles();
    const { url, port } = await start("--memory", ...flags);
    expect(await get(port, "/_poolhouse/health", ca)).toMatchObject({ status: 200 });
    const authority = await (await fetch(`${url}/_poolhouse/authority.pem`)).text();
    const aws = "cognito-idp.us-east-1.amazonaws.com";
    expect(await get(port, "/us-east-1_aaaaaaaaa/.well-known/jwks.json", authority, aws)).toMatchObject({
      status: 404,
    });
  });

  it("does not start with a certificate that cannot be used", async () =>
    expect(start("--memory", "--tls-certificate", "missing.pem", "--tls-key", "missing.key")).rejects.toThrow(
      /missing\.pem cannot be read \(ENOENT\)/,
    ));
});

describe("a production server", () => {
  it("speaks no TLS without a certificate, has no authority and is no proxy", async () => {
    const { url, port } = await start(...production);
    expect(await refusal(port)).toMatch(/HANDSHAKE_FAILURE/);
    expect((await fetch(`${url}/_poolhouse/authority.pem`)).status).not.toBe(200);
    expect(await connectStatus(port)).toBe(405);
  });

  it("speaks TLS with its certificate, and is still no proxy", async () => {
    const { flags, ca } = await certificateFiles();
    const { port } = await start(...production, ...flags);
    expect(await get(port, "/_poolhouse/health", ca)).toMatchObject({ status: 200 });
    expect(await connectStatus(port)).toBe(405);
  });
});
