import { endpoint } from "./endpoint.ts";

/** An entry of `GET /_poolhouse/mailbox`. */
export interface Message {
  readonly id: string;
  readonly to: string;
  readonly channel: "email" | "sms";
  readonly subject?: string | null;
  readonly body: string;
  readonly code?: string | null;
  readonly link?: string | null;
  /** Why nothing was sent; absent on what was. */
  readonly reason?: string;
  readonly poolId: string;
  readonly username: string;
}

/** Messages to one address, newest first. */
export const messagesTo = (to: string, server: string = endpoint): Promise<readonly Message[]> =>
  messages({ to }, server);

/** Messages for one user, those included that were not sent and say why, newest first. */
export const messagesFor = (poolId: string, username: string): Promise<readonly Message[]> =>
  messages({ poolId, username }, endpoint);

async function messages(query: Readonly<Record<string, string>>, server: string): Promise<readonly Message[]> {
  const response = await fetch(`${server}/_poolhouse/mailbox?${new URLSearchParams(query)}`);
  if (!response.ok) throw new Error(`the mailbox answered ${response.status}`);
  // A JSON boundary: the mailbox is the server's own, and each use below fails loudly when a member is missing.
  const found = (await response.json()) as { messages: readonly Message[] };
  return found.messages;
}

/**
 * The newest message to an address. A message may follow the answer that announced it by a moment, so this
 * waits for up to two seconds until there are more than `after`.
 */
export async function newestMessage(
  address: string,
  { after = 0, server = endpoint }: { after?: number; server?: string } = {},
): Promise<Message> {
  const deadline = Date.now() + 2_000;
  for (;;) {
    const found = await messagesTo(address, server);
    const newest = found[0];
    if (newest !== undefined && found.length > after) return newest;
    if (Date.now() > deadline) throw new Error(`no message came to ${address} (there are ${found.length})`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * The code in the newest message to an address, read from its text as its reader would.
 *
 * @param after the number of messages that were there before; the code is taken from a later one
 */
export async function codeFor(address: string, options: { after?: number; server?: string } = {}): Promise<string> {
  const { body } = await newestMessage(address, options);
  const code = /(?<!\d)\d{6}(?!\d)/.exec(body)?.[0];
  if (code === undefined) throw new Error(`no six-digit code in: ${body}`);
  return code;
}

/** A well-formed code that is not `code`. */
export function otherCode(code: string): string {
  return String((Number(code) + 1) % 1_000_000).padStart(6, "0");
}
