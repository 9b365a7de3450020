import type { Context } from "hono";
import { mailPolicy, pagePolicy } from "../content-security.ts";
import { errors } from "../errors.ts";
import type { AddRoute } from "../routing.ts";
import { readMailboxQuery } from "./mailbox-query.ts";
import type { MailboxStore } from "./mailbox-store.ts";
import { messageJson } from "./message-json.ts";

/** The mailbox for programs and for browsers. Development only. */
export function addMailboxRoutes(addRoute: AddRoute, ports: { mailbox: MailboxStore; sendsMail: boolean }): void {
  const { mailbox, sendsMail } = ports;
  const read = (context: Context) => readMailboxQuery((name) => context.req.query(name));

  addRoute("/_poolhouse/mailbox", "developer", {
    GET: async (context) => {
      const { filter, limit, before } = read(context);
      context.header("vary", "accept");
      if (!wantsPage(context)) {
        const messages = await mailbox.list(filter, limit, before);
        return context.json({ messages: messages.map(messageJson) });
      }
      const { mailboxPage, PAGE_SIZE } = await import("./mailbox-page.ts");
      const messages = await mailbox.list(filter, PAGE_SIZE + 1, before);
      const page = mailboxPage({ messages, filter, before, sendsMail });
      return context.html(page, 200, { "content-security-policy": pagePolicy });
    },
    DELETE: async (context) => {
      await mailbox.clear(read(context).filter);
      return context.body(null, 204);
    },
    // What a page without scripts can send in place of DELETE.
    POST: async (context) => {
      const form = await context.req.parseBody().catch(() => ({ action: undefined }));
      if (form.action !== "clear") throw errors.badRequest("The form must say action=clear; programs use DELETE.");
      await mailbox.clear(read(context).filter);
      return context.redirect("/_poolhouse/mailbox", 303);
    },
  });

  addRoute("/_poolhouse/mailbox/:id/body", "developer", {
    GET: async (context) => {
      const message = await mailbox.find(context.req.param("id") ?? "");
      if (message === undefined) throw errors.noSuchMessage();
      const { mailDocument } = await import("./mail-document.ts");
      const headers = { "content-security-policy": mailPolicy, "referrer-policy": "no-referrer" };
      return context.html(mailDocument(message), 200, headers);
    },
  });
}

/** A browser names HTML in its Accept header; curl and HTTP libraries do not. */
function wantsPage(context: Context): boolean {
  return /\btext\/html\b/i.test(context.req.header("accept") ?? "");
}
