import type { Log } from "../../../platform/log.ts";
import type { Outbox, OutgoingMessage } from "../../../storage/outbox.ts";
import type { Unit } from "../../../storage/storage.ts";
import type { PoolhouseTables } from "../tables.ts";
import type { MessageStore } from "./message-store.ts";

export interface OutboxPorts {
  store: MessageStore;
  /** Keeps messages readable in the mailbox; elsewhere nothing readable is ever stored. */
  development: boolean;
  /** Whether a mail server is configured. */
  canSendMail: boolean;
  /** Called after the commit of a unit that left something to send. */
  wake(): void;
  log: Log;
}

/**
 * The one way out for mail and SMS. In development every message lies in the mailbox and mail is sent besides when a mail server is
 * configured; in production a message is sealed until it is sent and then deleted, and what cannot be sent is only logged.
 * No log line has the address, the user name or the text: they are sensitive in Cognito's model.
 */
export function createOutbox(ports: OutboxPorts): Outbox {
  const { store, development, canSendMail, wake, log } = ports;
  return {
    // biome-ignore lint/suspicious/noExplicitAny: the interface's own: a unit of any service's tables will do.
    async add(tx: Unit<any>, message) {
      const unit: Unit<PoolhouseTables> = tx;
      const reason = message.notSent ?? (development ? undefined : missingProvider(message, canSendMail));
      const fields = { poolId: message.poolId, channel: message.channel };
      if (reason !== undefined) {
        if (development) await store.insert(unit, message, "kept", false);
        unit.afterCommit(() => {
          if (message.notSent === undefined) log.error({ ...fields, reason }, "a message is undeliverable");
          else log.info({ ...fields, reason }, "no message is sent");
        });
        return;
      }
      const waits = message.channel === "email" && canSendMail;
      await store.insert(unit, message, waits ? "waiting" : "kept", !development);
      unit.afterCommit(() => {
        // One line as for a message that nobody is sent: writing it takes a time that would tell them apart.
        log.info(fields, waits ? "a message waits to be sent" : "a message lies in the mailbox");
        if (waits) wake();
      });
    },
  };
}

function missingProvider({ channel }: OutgoingMessage, canSendMail: boolean): string | undefined {
  if (channel === "sms") return "no provider for SMS is configured";
  return canSendMail ? undefined : "no mail server is configured";
}
