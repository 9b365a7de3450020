import type { Clock } from "../../platform/clock.ts";
import type { Log } from "../../platform/log.ts";
import type { Random } from "../../platform/random.ts";
import type { Sealer } from "../../platform/sealing.ts";
import type { CoreTables } from "../../storage/core-tables.ts";
import type { Outbox } from "../../storage/outbox.ts";
import type { Storage } from "../../storage/storage.ts";
import { type Appearances, createAppearances } from "./branding/appearances.ts";
import { type ClientStore, createClientStore } from "./clients/client-store.ts";
import type { ModPow } from "./credentials/mod-pow.ts";
import { createDomainStore, type DomainStore } from "./domains/domain-store.ts";
import type { Limits } from "./limits/limits.ts";
import { createPoolStore, type PoolStore } from "./pools/pool-store.ts";
import { createSessionStore, type SessionStore } from "./sessions/session-store.ts";
import { challenges as standardChallenges } from "./sign-in/challenges/registry.ts";
import { flows } from "./sign-in/flows/registry.ts";
import { createSignInMachine, type SignInMachine } from "./sign-in/machine.ts";
import type { Challenge, SignInState } from "./sign-in/machine-types.ts";
import type { CognitoStorage, CognitoTables } from "./tables.ts";
import type { SigningKeyRecord } from "./tokens/keys.ts";
import { createSigningKeyStore, type SigningKeyStore } from "./tokens/signing-key-store.ts";
import { createTokenVerifier, type TokenVerifier } from "./tokens/verify.ts";
import { createUserStore, type UserStore } from "./users/user-store.ts";

/** The parts of the service that its operations work with. */
export interface Cognito {
  storage: CognitoStorage;
  pools: PoolStore;
  clients: ClientStore;
  domains: DomainStore;
  appearances: Appearances;
  users: UserStore;
  sessions: SessionStore<SignInState>;
  signingKeys: SigningKeyStore;
  tokenVerifier: TokenVerifier;
  machine: SignInMachine;
  modPow: ModPow;
  random: Random;
  sealer: Sealer;
  outbox: Outbox;
  limits: Limits;
  settings: CognitoSettings;
}

/** The operator's choices. */
export interface CognitoSettings {
  /** Without a slash at its end; the only source of issuers and links. */
  publicUrl: string;
  /** "own": `{publicUrl}/{poolId}`; "aws": `https://cognito-idp.{region}.amazonaws.com/{poolId}`. */
  issuer: "own" | "aws";
  /** Whether hosts of custom domains lead here: outside of development. */
  customHosts: boolean;
  /** Whether a host is the server's own, which no pool's domain may be. The name is in small letters, without a port. */
  isOwnHost(name: string): boolean;
  /** Whether a refresh token that comes back after its grace period ends the whole sign-in. */
  revokeFamilyOnReuse: boolean;
}

/** What the service is given by compose. */
export interface CognitoNeeds {
  storage: Storage<CoreTables>;
  clock: Clock;
  log: Log;
  random: Random;
  sealer: Sealer;
  modPow: ModPow;
  outbox: Outbox;
  limits: Limits;
  settings: CognitoSettings;
  /** Challenges besides the standard ones: for tests that prove there is a place for them. */
  challenges?: readonly Challenge[];
  /** Where pools' key pairs come from, for tests that need not wait for prime numbers. */
  generateSigningKey?: () => Promise<SigningKeyRecord>;
}

export function createCognito(needs: CognitoNeeds): Cognito {
  const storage = needs.storage.of<CognitoTables>();
  const { sealer, random, modPow, outbox, limits, settings } = needs;
  const signingKeys = createSigningKeyStore({
    storage,
    sealer,
    random,
    log: needs.log,
    generate: needs.generateSigningKey,
  });
  return {
    storage,
    pools: createPoolStore({ storage, sealer }),
    clients: createClientStore({ storage, sealer }),
    domains: createDomainStore({ storage }),
    appearances: createAppearances({ storage }),
    users: createUserStore({ storage, sealer }),
    sessions: createSessionStore<SignInState>({ sealer }),
    signingKeys,
    tokenVerifier: createTokenVerifier({
      findKey: async (kid) => (await signingKeys.byKid(kid))?.publicKey,
      clock: needs.clock,
    }),
    machine: createSignInMachine(flows, [...standardChallenges, ...(needs.challenges ?? [])]),
    modPow,
    random,
    sealer,
    outbox,
    limits,
    settings,
  };
}
