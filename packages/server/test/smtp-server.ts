import { createServer, type Socket } from "node:net";

/** A mail as it arrived. */
export interface ReceivedMail {
  from: string;
  to: string[];
  /** Headers and body as sent, lines ended by "\r\n". */
  source: string;
}

/** How the server answers; a test changes it under way. */
export interface SmtpBehaviour {
  /** To RCPT TO. */
  recipient: string;
  /** To the message itself. */
  data: string;
  /** Awaited before the message is taken. */
  hold: () => Promise<void>;
  /** Sends a line of a never-ending reply to RCPT TO every so many milliseconds, in place of an answer. */
  trickleMs: number | undefined;
  /** Cuts the connection after the message, without an answer, and does not take it. */
  cut: boolean;
}

/** A real SMTP server on loopback, as far as RFC 5321 needs one to take mail: no TLS, no login. */
export interface SmtpServer {
  url: string;
  /** What was accepted, in the order of arrival. */
  received: ReceivedMail[];
  /** The sources of all messages, accepted or not. */
  seen: string[];
  /** The verbs of all commands. */
  verbs: string[];
  behaviour: SmtpBehaviour;
  close(): Promise<void>;
}

const OK: SmtpBehaviour = {
  recipient: "250 ok",
  data: "250 taken",
  hold: async () => {},
  trickleMs: undefined,
  cut: false,
};

export async function startSmtpServer(): Promise<SmtpServer> {
  const log = { received: [] as ReceivedMail[], seen: [] as string[], verbs: [] as string[] };
  const behaviour = { ...OK };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
    serve(socket, behaviour, log);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server listens on no port");
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    ...log,
    behaviour,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function serve(socket: Socket, behaviour: SmtpBehaviour, log: Pick<SmtpServer, "received" | "seen" | "verbs">): void {
  let from = "";
  let to: string[] = [];
  let input = "";
  let taking = false;
  const say = (line: string) => socket.write(`${line}\r\n`);

  const take = async (source: string) => {
    log.seen.push(source);
    await behaviour.hold();
    if (behaviour.cut) {
      socket.destroy();
      return;
    }
    // What is not accepted was not received.
    if (behaviour.data.startsWith("2")) log.received.push({ from, to, source });
    say(behaviour.data);
  };

  const command = (line: string) => {
    const verb = line.slice(0, 4).toUpperCase();
    log.verbs.push(verb);
    if (verb === "EHLO" || verb === "HELO") {
      // Offers to take a password, as a server does whose offer of STARTTLS was taken out on the way.
      say("250-test");
      say("250 AUTH PLAIN LOGIN");
    } else if (verb === "MAIL") {
      from = /<(.*?)>/.exec(line)?.[1] ?? "";
      to = [];
      say("250 ok");
    } else if (verb === "RCPT") {
      to.push(/<(.*?)>/.exec(line)?.[1] ?? "");
      if (behaviour.trickleMs === undefined) say(behaviour.recipient);
      else {
        const timer = setInterval(() => say("250-patience"), behaviour.trickleMs);
        socket.on("close", () => clearInterval(timer));
      }
    } else if (verb === "DATA") {
      taking = true;
      say("354 go ahead");
    } else if (verb === "QUIT") {
      say("221 bye");
      socket.end();
    } else if (verb === "STAR") say("502 no encryption here");
    else say("250 ok");
  };

  socket.on("data", (chunk) => {
    input += chunk.toString("latin1");
    for (;;) {
      const end = taking ? input.indexOf("\r\n.\r\n") : input.indexOf("\r\n");
      if (end === -1) return;
      const text = input.slice(0, end);
      input = input.slice(end + (taking ? 5 : 2));
      if (taking) {
        taking = false;
        void take(text);
      } else command(text);
    }
  });
  say("220 test");
}
