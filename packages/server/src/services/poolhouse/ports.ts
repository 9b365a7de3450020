import type { Input, Output } from "../../models/index.ts";
import type { MovableClock } from "../../platform/clock.ts";
import type { Log } from "../../platform/log.ts";
import type { Random } from "../../platform/random.ts";
import type { Sealer } from "../../platform/sealing.ts";
import type { Storage } from "../../storage/storage.ts";
import type { SmtpOptions } from "./outbox/smtp-delivery.ts";

/** What compose gives this service. */
export interface PoolhousePorts {
  storage: Storage;
  clock: MovableClock;
  random: Random;
  sealer: Sealer;
  log: Log;
  /** Bound to loopback without `--production`, or `--open`: messages stay readable, time can be moved, nobody needs a token. */
  development: boolean;
  /** What `Authorization: Bearer` must carry outside development; undefined closes everything that asks for it. */
  adminToken: string | undefined;
  /** Origins whose pages may change things here: that of the public URL and the configured ones. */
  trustedOrigins: readonly string[];
  /** Where mail goes; undefined without a mail server. */
  smtp: SmtpOptions | undefined;
  about: About;
  call: Call;
  hostedLogin: HostedLogin;
  /** Forgets everything that the server keeps. */
  reset(): Promise<void>;
  /** The metrics of the process in Prometheus' text format. */
  metrics(): Promise<{ contentType: string; text: string }>;
}

/** What the start page and the health check say of the server. */
export interface About {
  version: string;
  /** The public URL, without a final slash. */
  endpoint: string;
  /** In words: `SQLite, .poolhouse/poolhouse.db`, `PostgreSQL`, `memory`. Never with a password. */
  database: string;
  account: string;
  region: string;
  issuer: "own" | "aws";
  /** Endpoint prefixes of the services that run: `cognito-idp`. */
  services: readonly string[];
}

/** What the start page asks of the user pool service. */
export type Asked = "ListUserPools" | "ListUserPoolClients";

/** The in-process caller of `aws/`, as far as this service needs it. Runs with the server's default account and region. */
export type Call = <N extends Asked>(
  service: "cognito-idp",
  operation: N,
  input: Input<"cognito-idp", N>,
) => Promise<Output<"cognito-idp", N>>;

/** The login pages of the user pool service, as start page and landing page use them. */
export interface HostedLogin {
  /**
   * Where a login of this client begins: `/oauth2/authorize` with everything but state and code challenge. Undefined where the client has no
   * login pages.
   */
  begin(clientId: string): Promise<{ authorizeUrl: string; responseType: "code" | "token" } | undefined>;
  /** Redeems a code that came to the landing page. The answer is the token endpoint's. */
  redeem(grant: { clientId: string; code: string; verifier: string }): Promise<{ status: number; body: string }>;
}
