import type { SealedPlace, Sealer } from "../../../platform/sealing.ts";
import type { OutgoingMessage } from "../../../storage/outbox.ts";
import type { MessageContent } from "./message.ts";

/** How a message's text is kept: readable for the mailbox of a developer, sealed everywhere else. */
export function readableContent({ subject, body, code, link }: OutgoingMessage): string {
  return JSON.stringify({ subject, body, code, link });
}

/** The counterpart of `readableContent`. */
export function parseReadable(content: string): MessageContent {
  const { subject, body, code, link } = parseObject(content);
  return { subject: subject ?? "", body: body ?? "", code, link };
}

/** Text and address under the server's key; the code apart from the text is not kept at all. */
export function sealedContent(sealer: Sealer, id: string, { to, subject, body }: OutgoingMessage): string {
  return sealer.seal(JSON.stringify({ to, subject, body }), place(id));
}

/** @throws Error when the key is gone or the row was tampered with. */
export function openSealed(sealer: Sealer, id: string, content: string): { to: string; subject: string; body: string } {
  const { to, subject, body } = parseObject(sealer.open(content, place(id)).toString("utf8"));
  return { to: to ?? "", subject: subject ?? "", body: body ?? "" };
}

function place(id: string): SealedPlace {
  return { table: "messages", row: id, column: "content" };
}

/** Only what the functions above wrote is ever read here, hence the cast at this boundary. */
function parseObject(json: string): Partial<Record<string, string>> {
  return JSON.parse(json) as Partial<Record<string, string>>;
}
