import type { DeliveryMediumType } from "../../../models/cognito-idp/types.ts";
import type { UserPool } from "../pools/user-pool.ts";

/** What a message is for. */
export type MessageKind = "sign-up" | "resend-code" | "reset-password" | "verify-attribute" | "invitation" | "mfa";

export interface Message {
  /** "" for SMS. */
  subject: string;
  /** HTML for e-mail, plain text for SMS. */
  body: string;
}

/** What a message's placeholders stand for. */
export interface MessageValues {
  username: string;
  /** The code, or in an invitation the temporary password. */
  code: string;
  /** Where a click confirms, for kinds that can be confirmed so; undefined where only a code does. */
  link: string | undefined;
}

type Template = { subject: string; text: string };

/** The service's own words, as its descriptions show them where they are documented; those of resets and invitations alike. */
const VERIFICATION: Template = { subject: "Your verification code", text: "Your verification code is {####}. " };
const DEFAULTS: Record<MessageKind, Template> = {
  "sign-up": VERIFICATION,
  "resend-code": VERIFICATION,
  "verify-attribute": VERIFICATION,
  "reset-password": { subject: "Your verification code", text: "Your password reset code is {####}. " },
  invitation: {
    subject: "Your temporary password",
    text: "Your username is {username} and temporary password is {####}. ",
  },
  mfa: { subject: "Your authentication code", text: "Your authentication code is {####}. " },
};
const BY_LINK: Template = {
  subject: "Your verification link",
  text: "Please click the link below to verify your email address. {##Verify Email##} ",
};

/** Sign-ups and e-mail addresses can be confirmed by a link; passwords and second factors never. */
const CONFIRMED_BY_LINK: readonly MessageKind[] = ["sign-up", "resend-code", "verify-attribute"];

/**
 * Whether this kind of e-mail carries a link in this pool; the caller then gives one to `composeMessage`.
 */
export function isSentByLink(pool: UserPool, kind: MessageKind, medium: DeliveryMediumType): boolean {
  return (
    medium === "EMAIL" &&
    pool.settings.verificationMessage.defaultEmailOption === "CONFIRM_WITH_LINK" &&
    CONFIRMED_BY_LINK.includes(kind)
  );
}

/** The message in the pool's words, or in the service's where the pool has none. */
export function composeMessage(
  pool: UserPool,
  { kind, medium, values }: { kind: MessageKind; medium: DeliveryMediumType; values: MessageValues },
): Message {
  const byLink = values.link !== undefined && isSentByLink(pool, kind, medium);
  const own = poolTemplate(pool, kind, { medium, byLink });
  const { subject, text } = byLink ? BY_LINK : DEFAULTS[kind];
  const template = own.text ?? text;
  return medium === "SMS"
    ? { subject: "", body: fill(template, values, (value) => value) }
    : { subject: own.subject ?? subject, body: fill(template, values, escapeHtml) };
}

function poolTemplate(
  { settings }: UserPool,
  kind: MessageKind,
  { medium, byLink }: { medium: DeliveryMediumType; byLink: boolean },
): Partial<Template> {
  const { verificationMessage: code } = settings;
  const invitation = settings.adminCreateUser.inviteMessageTemplate;
  if (kind === "mfa") return medium === "SMS" ? { text: settings.smsAuthenticationMessage } : {};
  if (kind === "invitation") {
    return medium === "SMS"
      ? { text: invitation?.SMSMessage }
      : { text: invitation?.EmailMessage, subject: invitation?.EmailSubject };
  }
  if (medium === "SMS") return { text: code.smsMessage };
  return byLink
    ? { text: code.emailMessageByLink, subject: code.emailSubjectByLink }
    : { text: code.emailMessage, subject: code.emailSubject };
}

/**
 * Puts the values in, in one pass: what a value contains is never read as a placeholder. The template is the administrator's own
 * HTML; values are strangers' words and are escaped, or a user name could carry a form or an image into a mail under the pool's name.
 */
function fill(template: string, { username, code, link }: MessageValues, safe: (value: string) => string): string {
  return template.replace(/\{####\}|\{username\}|\{##([^{}]*)##\}/g, (placeholder, label?: string) => {
    if (label === undefined) return safe(placeholder === "{username}" ? username : code);
    return link === undefined ? label : `<a href="${safe(link)}">${label}</a>`;
  });
}

const ENTITIES = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&#39;"],
]);

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES.get(character) ?? "");
}
