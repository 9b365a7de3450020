import type { Log } from "../../../platform/log.ts";
import { isDeliverableAddress } from "./address.ts";
import type { LeasedMessage } from "./message.ts";
import type { MessageStore, Settlement } from "./message-store.ts";
import { waitAfter } from "./retry-schedule.ts";
import { CONNECTIONS, type DeliveryFailure, type SmtpDelivery } from "./smtp-delivery.ts";

/** Sends what waits in the outbox, a few messages at a time. Several nodes may each have one on the same database. */
export interface Sender {
  /** Looks for work soon; returns at once. */
  wake(): void;
  /** Resolves when nothing that is due is left, here. */
  drain(): Promise<void>;
  /** Takes no more messages and waits for those under way; after `graceMs` their connections are cut. */
  close(graceMs?: number): Promise<void>;
}

export interface SenderPorts {
  store: MessageStore;
  /** Opened at the first message. */
  open(): Promise<SmtpDelivery>;
  log: Log;
}

export function createSender({ store, open, log }: SenderPorts): Sender {
  const workers = new Set<Promise<void>>();
  let delivery: Promise<SmtpDelivery> | undefined;
  let wakes = 0;
  let closed = false;

  async function attempt(message: LeasedMessage): Promise<Settlement> {
    const fields = { messageId: message.id, poolId: message.poolId, attempt: message.attempts + 1 };
    const { mail } = message;
    if (mail === undefined) return giveUp(fields, { rule: "unreadable", text: "its key is gone or it was changed" });
    if (!isDeliverableAddress(mail.to))
      return giveUp(fields, { rule: "bad address", text: "this is no address that mail can be sent to" });
    delivery ??= open();
    const result = await (await delivery).send(mail);
    if (result.kind === "accepted") {
      log.debug(fields, "a message was sent");
      return { kind: "sent" };
    }
    const waitMs = result.permanent ? undefined : waitAfter(message.attempts + 1);
    if (waitMs === undefined) return giveUp(fields, result.failure);
    log.warn({ ...fields, rule: result.failure.rule, waitMs }, "a message could not be sent yet");
    return { kind: "retry", waitMs };
  }

  function giveUp(fields: object, { rule, text }: DeliveryFailure): Settlement {
    log.error({ ...fields, rule }, "a message is undeliverable");
    return { kind: "given-up", reason: `The mail server did not take it: ${text}` };
  }

  async function work(): Promise<void> {
    let seen: number;
    do {
      seen = wakes;
      while (!closed) {
        const message = await store.lease();
        if (message === undefined) break;
        await store.settle(message, await attempt(message));
      }
      // Woken while the last look-up was under way: that message may have been missed.
    } while (seen !== wakes && !closed);
  }

  function start(): void {
    const worker = work()
      .catch((error) => {
        // The database or the transport's settings: the next wake tries again.
        log.error({ err: error }, "the outbox cannot be worked off");
      })
      .finally(() => workers.delete(worker));
    workers.add(worker);
  }

  function wake(): void {
    if (closed) return;
    wakes++;
    while (workers.size < CONNECTIONS) start();
  }

  return {
    wake,
    async drain() {
      wake();
      while (workers.size > 0) await Promise.all(workers);
    },
    async close(graceMs = 5000) {
      closed = true;
      const cut = setTimeout(() => delivery?.then((open) => open.close()).catch(() => {}), graceMs);
      while (workers.size > 0) await Promise.all(workers);
      clearTimeout(cut);
      await delivery?.then((open) => open.close()).catch(() => {});
    },
  };
}
