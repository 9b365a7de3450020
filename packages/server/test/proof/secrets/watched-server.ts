import { setTimeout as sleep } from "node:timers/promises";
import { inProcessFetch } from "../../../src/http/in-process.ts";
import { loadModel } from "../../../src/models/index.ts";
import { createPinoLog } from "../../../src/platform/pino-log.ts";
import { type ReceivedMail, startSmtpServer } from "../../smtp-server.ts";
import type { ProofDatabase, ProofServer } from "../proof-server.ts";
import { type Recorder, recordSecrets } from "./recorder.ts";
import { type SecretPlaces, secretPlaces } from "./secret-places.ts";
import type { WalkPorts } from "./sentinel-walk.ts";

/** A server whose log, at the level of trace, and whose mail are read along. */
export interface WatchedServer extends WalkPorts {
  server: ProofServer;
  places: SecretPlaces;
  recorder: Recorder;
  /** Codes, temporary passwords and links that went out by mail. */
  mailed: Set<string>;
  /** All of the log so far. */
  log(): Buffer;
  /** The text of /_poolhouse/metrics. */
  metrics(): Promise<Buffer>;
  close(): Promise<void>;
}

const KEY = { accessKeyId: "AKIDSENTINEL", secretAccessKey: "sentinel-operator-key" };
const ADMIN_TOKEN = "an-administrators-token";

/** A developer's server, whose mailbox keeps what it sends readable, or one in production, which sends by SMTP. */
export async function watchServer(
  database: ProofDatabase,
  mode: "development" | "production",
  format: "json" | "pretty",
): Promise<WatchedServer> {
  const lines: string[] = [];
  const log = createPinoLog({ format, level: "trace", write: (line) => lines.push(line), colour: false });
  const smtp = await startSmtpServer();
  const production = {
    production: true,
    credentials: JSON.stringify([{ ...KEY, account: "000000000000" }]),
    adminToken: ADMIN_TOKEN,
    limits: "off",
    smtpUrl: smtp.url,
  };
  const server = await database.start({
    flags: { logLevel: "trace", ...(mode === "production" && production) },
    overrides: { log },
  });
  const places = secretPlaces(loadModel("cognito-idp"));
  const recorder = recordSecrets(server, places, KEY);
  const mailed = new Set<string>();
  const nextMail = inOrder(smtp.received);
  return {
    server,
    places,
    recorder,
    sdk: recorder.sdk,
    mailed,
    async codeTo(address) {
      if (mode === "development") {
        const [message] = await server.mailbox.messages({ to: address });
        if (message?.link) mailed.add(message.link);
        return noted(mailed, message?.code);
      }
      const body = bodyOf(await nextMail(address));
      return noted(mailed, /code is (\d{6})\./.exec(body)?.[1] ?? /temporary password is (\S+)\. /.exec(body)?.[1]);
    },
    async followLinkTo(address) {
      const [message] = mode === "development" ? await server.mailbox.messages({ to: address }) : [];
      const link = message?.link ?? /href="([^"]+)"/.exec(bodyOf(await nextMail(address)))?.[1];
      const code = new URL(noted(mailed, link)).searchParams.get("confirmation_code");
      noted(mailed, code);
      const answer = await inProcessFetch(server.handle)(link ?? "");
      const page = await answer.text();
      if (!answer.ok) throw new Error(`The link did not confirm: ${answer.status} ${page}`);
    },
    log: () => Buffer.from(lines.join("")),
    async metrics() {
      const answer = await inProcessFetch(server.handle)("/_poolhouse/metrics", {
        headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
      });
      return Buffer.from(await answer.text());
    },
    async close() {
      await server.close();
      await smtp.close();
    },
  };
}

function noted(mailed: Set<string>, text: string | null | undefined): string {
  if (!text) throw new Error("No code was sent");
  mailed.add(text);
  return text;
}

/** Takes each address's mails one after the other. */
function inOrder(received: readonly ReceivedMail[]): (address: string) => Promise<ReceivedMail> {
  const taken = new Map<string, number>();
  return async (address) => {
    const before = taken.get(address) ?? 0;
    for (let tries = 0; tries < 500; tries++) {
      const mail = received.filter(({ to }) => to.includes(address))[before];
      if (mail) {
        taken.set(address, before + 1);
        return mail;
      }
      await sleep(20);
    }
    throw new Error("No mail came");
  };
}

/** The text of a mail, without its headers and the encoding of its lines (RFC 2045, 6.7). */
function bodyOf({ source }: ReceivedMail): string {
  const body = source.slice(source.indexOf("\r\n\r\n"));
  const decoded = body
    .replaceAll("=\r\n", "")
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return decoded
    .replaceAll("&amp;", "&")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'");
}
