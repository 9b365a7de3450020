/** Why a message that somebody may wait for was not sent; the mailbox shows the sentence. */
export const NOT_SENT = {
  noAutoVerifiedAttribute:
    "Nothing was sent: the pool's AutoVerifiedAttributes is empty, so signing up asks for no code. Confirm the user with AdminConfirmSignUp, or set AutoVerifiedAttributes.",
  attributeNotAutoVerified:
    "Nothing was sent: the attribute is not among the pool's AutoVerifiedAttributes. GetUserAttributeVerificationCode sends a code on request.",
  noAddress: "Nothing was sent: the user has no value for an attribute that the pool verifies.",
  noAddressForInvitation:
    "Nothing was sent: the user has neither a telephone number nor an e-mail address. Add one and call AdminCreateUser with MessageAction RESEND.",
  suppressed: "Nothing was sent: MessageAction was SUPPRESS. Tell the user the temporary password yourself.",
  noPassword:
    "Nothing was sent: the user was created without a password and signs in by one-time codes. Give TemporaryPassword to invite with one.",
  alreadyVerified: "Nothing was sent: the address is verified already.",
  alreadyConfirmed: "Nothing was sent: the user is confirmed already.",
  limitReached:
    "Nothing was sent: too many codes were asked for in a short time. Wait, or turn the limit off while developing.",
  disabledUser: "Nothing was sent: the user is disabled. AdminEnableUser enables the user.",
  unknownUser: "Nothing was sent: there is no user of that name, and the client hides that from whoever asks.",
  nothingVerified:
    "Nothing was sent: the user has no verified address that the pool's AccountRecoverySetting allows, so there is no way to reset the password.",
  unconfirmedUser:
    "Nothing was sent: the user is not confirmed yet. Confirm the user first; ResendConfirmationCode sends a new code.",
  resetNotInThisState:
    "Nothing was sent: the user has a temporary password, or none of the pool's. AdminCreateUser with MessageAction RESEND invites the user again, AdminSetUserPassword sets a password.",
  adminOnlyRecovery: "Nothing was sent: the pool's AccountRecoverySetting leaves resets to the administrator.",
} as const;

export type NotSentReason = keyof typeof NOT_SENT;
