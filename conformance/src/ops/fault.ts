import type { KeyObject } from "node:crypto";
import type Provider from "oidc-provider";
import type { OpUnderTest } from "../op-under-test.ts";

export interface FaultParts {
  /** What the OP signs with. */
  privateKey: KeyObject;
  clients: OpUnderTest["clients"];
}

/** A way to break an OP, and the modules that must fail then. */
export interface Fault {
  what: string;
  noticedBy: readonly string[];
  bring(provider: Provider, parts: FaultParts): void;
}
