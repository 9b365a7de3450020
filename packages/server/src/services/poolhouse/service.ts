import type { Outbox } from "../../storage/outbox.ts";
import { createKeptClock } from "./clock/kept-offset.ts";
import { answerHealth, type HealthAnswer } from "./health/health-answer.ts";
import { createMailboxStore } from "./mailbox/mailbox-store.ts";
import { createMessageStore } from "./outbox/message-store.ts";
import { createOutbox } from "./outbox/outbox.ts";
import { createSender } from "./outbox/sender.ts";
import { createSmtpDelivery, requiresTls } from "./outbox/smtp-delivery.ts";
import type { PoolhousePorts } from "./ports.ts";
import type { PoolhouseBindings } from "./routing.ts";
import type { PoolhouseTables } from "./tables.ts";

/** Poolhouse's own surface and the delivery of messages. */
export interface PoolhouseService {
  /** For the services that send mail and SMS. */
  outbox: Outbox;
  /** Answers `/_poolhouse/*` and `/`; loaded at the first request. `env` takes the listener's request, for its id. */
  app: { fetch(request: Request, env: PoolhouseBindings): Promise<Response> };
  /** Answers `GET /_poolhouse/health` without loading the rest. */
  health(): Promise<HealthAnswer>;
  /** Background work, for `storage.schedule`. */
  jobs: readonly { name: string; everyMs: number; run(signal: AbortSignal): Promise<void> }[];
  /** Before the first request: takes over the kept offset of the clock. */
  start(): Promise<void>;
  /** Before the storage is closed: finishes or cuts what is being sent. */
  close(): Promise<void>;
}

/** How often the outbox is looked through for what must be sent again, and the mailbox for what it cannot keep. Milliseconds. */
const RETRY_EVERY_MS = 5000;
const TRIM_EVERY_MS = 60_000;

/**
 * Builds the service. Its migrations are `poolhouseMigrations`, which the storage needs before.
 *
 * @throws TypeError when the mail server's address is no URL
 */
export function createPoolhouseService(ports: PoolhousePorts): PoolhouseService {
  const { clock, development, log, smtp } = ports;
  const storage = ports.storage.of<PoolhouseTables>();
  const store = createMessageStore({ ...ports, storage });
  const keptClock = createKeptClock(ports);
  if (smtp) requiresTls(smtp.url);
  const sender = smtp && createSender({ store, log, open: () => createSmtpDelivery(smtp) });
  const app = once(async () => {
    const { createPoolhouseApp } = await import("./app.ts");
    return createPoolhouseApp({ ...ports, keptClock, mailbox: createMailboxStore(storage) });
  });

  return {
    outbox: createOutbox({ store, development, log, canSendMail: sender !== undefined, wake: () => sender?.wake() }),
    health: () => answerHealth(ports.storage, ports.about),
    app: { fetch: async (request, env) => (await app()).fetch(request, env) },
    jobs: [
      ...(sender ? [{ name: "poolhouse.send", everyMs: RETRY_EVERY_MS, run: () => sender.drain() }] : []),
      { name: "poolhouse.trim", everyMs: TRIM_EVERY_MS, run: (signal) => store.trim(signal) },
    ],
    async start() {
      if (development) {
        await keptClock.restore();
        if (clock.offset() !== 0)
          log.warn(
            { offsetMs: clock.offset() },
            'the clock was moved; POST {"reset":true} to /_poolhouse/clock sets it right',
          );
      } else await store.forgetReadable();
      sender?.wake();
    },
    async close() {
      await sender?.close();
    },
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
