import type { CreateUserPoolRequest } from "../../../models/cognito-idp/types.ts";
import { errors } from "../errors.ts";
import type { VerificationMessage } from "./user-pool.ts";

type Given = Pick<
  CreateUserPoolRequest,
  "EmailVerificationMessage" | "EmailVerificationSubject" | "SmsVerificationMessage" | "VerificationMessageTemplate"
>;

/**
 * The verification messages of a request. Three of them have two places each, the old members and VerificationMessageTemplate, and show
 * up in both afterwards (documented: AWS CLI, describe-user-pool).
 *
 * @throws InvalidParameterException when the two places hold different texts (assumed; AWS's choice is not known)
 */
export function verificationMessage(given: Given): VerificationMessage {
  const template = given.VerificationMessageTemplate ?? {};
  return {
    emailMessage: one("EmailVerificationMessage", given.EmailVerificationMessage, template.EmailMessage),
    emailSubject: one("EmailVerificationSubject", given.EmailVerificationSubject, template.EmailSubject),
    smsMessage: one("SmsVerificationMessage", given.SmsVerificationMessage, template.SmsMessage),
    emailMessageByLink: template.EmailMessageByLink,
    emailSubjectByLink: template.EmailSubjectByLink,
    defaultEmailOption: template.DefaultEmailOption ?? "CONFIRM_WITH_CODE",
  };
}

function one(member: string, old: string | undefined, template: string | undefined): string | undefined {
  if (old !== undefined && template !== undefined && old !== template) throw errors.verificationMessageConflict(member);
  return old ?? template;
}

/** The members of a pool's description that hold its verification messages; undefined ones are absent (recorded). */
export function verificationMessageToWire(message: VerificationMessage) {
  return {
    EmailVerificationMessage: message.emailMessage,
    EmailVerificationSubject: message.emailSubject,
    SmsVerificationMessage: message.smsMessage,
    VerificationMessageTemplate: {
      SmsMessage: message.smsMessage,
      EmailMessage: message.emailMessage,
      EmailSubject: message.emailSubject,
      EmailMessageByLink: message.emailMessageByLink,
      EmailSubjectByLink: message.emailSubjectByLink,
      DefaultEmailOption: message.defaultEmailOption,
    },
  };
}
