import type { Mail } from "./message.ts";
import { plainText } from "./plain-text.ts";

/** Where mail goes. */
export interface SmtpOptions {
  /**
   * `smtp://user:password@host:587` (STARTTLS when the server offers it) or `smtps://…` (TLS from the start); further options of
   * nodemailer's SMTP transport as query parameters.
   */
  url: string;
  /** The sender's address: `Name <address>` or the address alone. */
  from: string;
}

/** How an attempt to send ended. */
export type DeliveryResult =
  | { kind: "accepted" }
  /** `permanent`: the server will not take this message, however often it is asked. */
  | { kind: "failed"; permanent: boolean; failure: DeliveryFailure };

export interface DeliveryFailure {
  /** What failed, without anything from the message: for the log. Such as `EENVELOPE RCPT TO 550`. */
  rule: string;
  /** What the mail server said, which may repeat the address: for the developer's mailbox only. */
  text: string;
}

/** The way to one mail server. */
export interface SmtpDelivery {
  /** Resolves when the server took the mail or the attempt failed, at the latest after `ATTEMPT_MS`. Never throws. */
  send(mail: Mail): Promise<DeliveryResult>;
  /** Ends what is under way and closes all connections. */
  close(): void;
}

/**
 * The longest an attempt may take, in milliseconds, including the wait for a free connection. Well below the lease, so that no other
 * sender takes a message while this one may still hand it over.
 */
const ATTEMPT_MS = 60_000;

/** Connections kept at the same time; also how many messages one node sends at once. */
export const CONNECTIONS = 3;

/**
 * @param attemptMs shorter than `ATTEMPT_MS` in tests
 */
export async function createSmtpDelivery(options: SmtpOptions, attemptMs = ATTEMPT_MS): Promise<SmtpDelivery> {
  // Loaded here: a server without a mail server never pays for it.
  const { createTransport } = await import("nodemailer");
  const closing = new AbortController();
  const transport = createTransport({
    url: options.url,
    pool: true,
    maxConnections: CONNECTIONS,
    idleTimeout: 30_000,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 30_000,
    // A password is never sent in clear over a network; nodemailer alone would fall back to that when STARTTLS is stripped.
    requireTLS: requiresTls(options.url),
    // A message is text from elsewhere: nothing in it may make the server read its own files or fetch addresses.
    disableFileAccess: true,
    disableUrlAccess: true,
  });

  return {
    async send(mail) {
      try {
        await transport.sendMail({
          from: options.from,
          // Not a string: that would be parsed as a list of addresses.
          to: { name: "", address: mail.to },
          subject: mail.subject,
          html: mail.body,
          text: plainText(mail.body),
          messageId: `<${mail.id}@poolhouse>`,
          headers: { "Auto-Submitted": "auto-generated" },
          signal: AbortSignal.any([closing.signal, AbortSignal.timeout(attemptMs)]),
        });
        return { kind: "accepted" };
      } catch (error) {
        return failed(error);
      }
    },
    close() {
      closing.abort();
      transport.close();
    },
  };
}

/**
 * Whether the connection must be encrypted: when the address carries a password and leaves this machine. `?ignoreTLS=true` or
 * `?requireTLS=false` in the address says otherwise.
 */
export function requiresTls(address: string): boolean {
  const url = new URL(address);
  if (url.searchParams.get("ignoreTLS") === "true" || url.searchParams.get("requireTLS") === "false") return false;
  if (url.searchParams.get("requireTLS") === "true") return true;
  return url.password !== "" && !/^(localhost|127\.[\d.]+|\[::1\])$/.test(url.hostname);
}

function failed(error: unknown): DeliveryResult {
  const { code, command, responseCode, message } = error as {
    code?: string;
    command?: string;
    responseCode?: number;
    message?: string;
  }; // What nodemailer adds to its errors; each may be missing on others.
  const rule = [code, command, responseCode].filter((part) => part !== undefined).join(" ") || "unknown";
  // RFC 5321 section 4.2.1: 5yz for a recipient or the message itself stays; a refused login or sender is ours to mend, then it goes.
  const permanent = responseCode !== undefined && responseCode >= 500 && (command === "RCPT TO" || command === "DATA");
  return { kind: "failed", permanent, failure: { rule, text: message ?? "unknown failure" } };
}
