import type { TermsLinks } from "./terms-links.ts";

/** Links to one kind of document that a client's users can read on sign-up. */
export interface Terms {
  /** UUID v4. */
  id: string;
  poolId: string;
  clientId: string;
  /** `terms-of-use` or `privacy-policy`; a client has one of each at most. */
  name: string;
  links: TermsLinks;
  /** Milliseconds. */
  createdAt: number;
  modifiedAt: number;
}
