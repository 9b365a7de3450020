/**
 * The key under which the mailbox finds an address: whatever case it was typed in. Folding is for looking up only; two mailboxes that
 * differ in case are shown together, which harms nobody in development.
 */
export function addressKey(address: string): string {
  return storable(address).toLowerCase();
}

/** An address as a database can hold it. Anything this changes could not be delivered to. */
export function storable(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}

/**
 * Whether mail may be handed to a mail server for this address: one address, nothing that its protocol could read as a second recipient or a
 * parameter. An attacker chooses the address at sign-up, so `a@x.test,b@y.test` must not become two (RFC 5321 section 4.1.2; quoted local
 * parts are not supported, as at Cognito).
 */
export function isDeliverableAddress(address: string): boolean {
  return address.length <= 254 && /^[^\s@<>()[\]\\,;:"\p{C}]{1,64}@[^\s@<>()[\]\\,;:"\p{C}]{1,253}$/u.test(address);
}
