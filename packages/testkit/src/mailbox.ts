import { inProcessFetch, type Server } from "poolhouse";

/** A message as `/_poolhouse/mailbox` shows it. */
export interface MailboxMessage {
  id: string;
  to: string;
  channel: "email" | "sms";
  subject: string;
  body: string;
  code: string | null;
  link: string | null;
  poolId: string;
  username: string;
  /** ISO 8601. */
  sentAt: string;
  /** Why nothing was sent; absent for a message that was. */
  reason?: string;
}

export interface Mailbox {
  /** Newest first. */
  messages(filter?: { to?: string; username?: string; poolId?: string }): Promise<MailboxMessage[]>;
  /** The newest code sent to an address or number. @throws Error when there is none */
  code(to: string): Promise<string>;
  clear(): Promise<void>;
}

export function createMailbox(handle: Server["handle"]): Mailbox {
  const fetch = inProcessFetch(handle);
  const path = "/_poolhouse/mailbox";
  const messages: Mailbox["messages"] = async (filter = {}) => {
    const response = await fetch(`${path}?${new URLSearchParams(filter)}`, { headers: { accept: "application/json" } });
    // The shape is this server's own, tested with it.
    const { messages: found } = (await response.json()) as { messages: MailboxMessage[] };
    return found;
  };
  return {
    messages,
    async code(to) {
      const found = (await messages({ to })).find(({ code }) => code);
      if (!found?.code) throw new Error(`No code was sent to ${to}`);
      return found.code;
    },
    async clear() {
      await fetch(path, { method: "DELETE" });
    },
  };
}
