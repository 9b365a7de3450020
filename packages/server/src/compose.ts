import { createDispatch, type Dispatch } from "./aws/dispatch.ts";
import type { FinishedOperation, UndeclaredAnswer } from "./aws/dispatch-options.ts";
import { createLimiter } from "./aws/quotas/limiter.ts";
import { isSigned } from "./aws/resolve.ts";
import { createAuthenticator, defaultAccount } from "./aws/sigv4/authenticator.ts";
import type { Config } from "./config/load.ts";
import { createFront, type Handle } from "./http/front.ts";
import { honoHandler } from "./http/hono-surface.ts";
import { createHostRule, type HostRule } from "./http/host-rule.ts";
import { createOriginRule } from "./http/origin-rule.ts";
import { ownOrigins } from "./http/own-origins.ts";
import type { Surface } from "./http/surfaces.ts";
import type { Authority } from "./http/tls/authority.ts";
import { authoritySurface } from "./http/tls/authority-surface.ts";
import type { MovableClock } from "./platform/clock.ts";
import type { Log } from "./platform/log.ts";
import type { Metrics } from "./platform/metrics.ts";
import type { Random } from "./platform/random.ts";
import { createSealer, type SealingKeys } from "./platform/sealing.ts";
import type { ModPow } from "./services/cognito-idp/credentials/mod-pow.ts";
import { parseLimits } from "./services/cognito-idp/limits/limits.ts";
import { cognitoMigrations } from "./services/cognito-idp/migrations.ts";
import { parseProfile } from "./services/cognito-idp/oauth/parse-profile.ts";
import { createLoginTexts } from "./services/cognito-idp/pages/texts/login-texts.ts";
import { createCognitoIdp } from "./services/cognito-idp/service.ts";
import type { Challenge } from "./services/cognito-idp/sign-in/machine-types.ts";
import type { SigningKeyRecord } from "./services/cognito-idp/tokens/keys.ts";
import { poolhouseMigrations } from "./services/poolhouse/migrations.ts";
import { createPoolhouseService } from "./services/poolhouse/service.ts";
import { eventRetention } from "./storage/event-retention.ts";
import type { ServiceMigrations } from "./storage/migration.ts";
import { openStorage } from "./storage/open-storage.ts";
import type { Storage } from "./storage/storage.ts";
import { assertOutsideUnit } from "./storage/unit-guard.ts";

/** What a server is made of. */
export interface ServerParts {
  config: Config;
  /** Without a final slash. */
  publicUrl: string;
  version: string;
  clock: MovableClock;
  random: Random;
  log: Log;
  metrics: Metrics;
  sealingKeys: SealingKeys;
  modPow: ModPow;
  /** The authority of the server's TLS certificates, for whoever wants to trust it. */
  authority?: () => Promise<Authority>;
  /** Ends a start that waits for its database or migrates it. */
  stop?: AbortSignal;
  /** Sign-in challenges besides the standard ones, for tests. */
  challenges?: readonly Challenge[];
  /** Where pools' key pairs come from, for tests. */
  generateSigningKey?: () => Promise<SigningKeyRecord>;
  /** Told of answers and errors that a model does not declare, so that a test can fail. */
  onUndeclared?: (undeclared: UndeclaredAnswer) => void;
  /** Told of every finished operation besides the metrics. */
  observe?: (finished: FinishedOperation) => void;
}

export interface ComposedServer {
  handle: Handle;
  call: Dispatch["call"];
  /** Begins background work: once the server answers. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** Every service's steps of the schema, in the order in which they run. */
export const migrations: readonly ServiceMigrations[] = [
  { service: "poolhouse", migrations: poolhouseMigrations },
  { service: "cognito-idp", migrations: cognitoMigrations },
];

/** Builds every service and wires them: the one file that knows them all. */
export async function compose(parts: ServerParts): Promise<ComposedServer> {
  const { config, clock, log, stop } = parts;
  const storage = await openStorage({ database: config.database, migrations, clock, log, stop });
  try {
    return wire(parts, storage);
  } catch (error) {
    // Its connections would keep the process that cannot start.
    await storage.close();
    throw error;
  }
}

function wire(parts: ServerParts, storage: Storage): ComposedServer {
  const { config, publicUrl, clock, random, log, metrics } = parts;
  const development = config.mode === "development";
  const sealer = createSealer(parts.sealingKeys);
  const defaults = { account: defaultAccount, region: config.region };
  const hosts = hostRuleOf(config, publicUrl);

  const poolhouse = createPoolhouseService({
    storage,
    clock,
    random,
    sealer,
    log,
    development,
    adminToken: config.adminToken,
    trustedOrigins: [...ownOrigins(publicUrl), ...config.allowedOrigins],
    smtp: config.smtpUrl === undefined ? undefined : { url: config.smtpUrl, from: config.mailFrom },
    about: {
      version: parts.version,
      endpoint: publicUrl,
      database: describeDatabase(config),
      account: defaults.account,
      region: defaults.region,
      issuer: config.issuer,
      services: ["cognito-idp"],
    },
    call: (service, operation, input) =>
      dispatch.call(service, operation, input, { principal: { type: "service", service: "poolhouse" }, ...defaults }),
    hostedLogin: {
      begin: (clientId) => cognito.hostedLogin.begin(clientId),
      redeem: (grant) => cognito.hostedLogin.redeem(grant),
    },
    reset: () => storage.reset(),
    metrics: () => metrics.render(),
  });

  const cognito = createCognitoIdp({
    storage,
    clock,
    log,
    random,
    sealer,
    modPow: parts.modPow,
    outbox: poolhouse.outbox,
    limits: parseLimits(config.attemptLimits),
    settings: {
      publicUrl,
      issuer: config.issuer,
      customHosts: !development,
      isOwnHost: hosts.isOwn,
      revokeFamilyOnReuse: config.revokeOnReuse,
    },
    oauth: parseProfile(config.oauthPreset, config.oauthFeatures),
    development,
    loginTexts:
      config.loginTexts === undefined
        ? undefined
        : createLoginTexts(config.loginTexts, { log, now: () => clock.wall() }),
    ...(parts.challenges && { challenges: parts.challenges }),
    ...(parts.generateSigningKey && { generateSigningKey: parts.generateSigningKey }),
  });

  const keep = config.eventsRetention;
  const ownJobs = keep === undefined ? [] : [eventRetention(storage, { keep, clock, log })];

  const credentials = new Map(
    config.credentials.map(({ accessKeyId, secretAccessKey, account, arn }) => [
      accessKeyId,
      { secretAccessKey, account, principalArn: arn },
    ]),
  );
  const authenticate = createAuthenticator({ mode: config.mode, credentials, clock });
  const services = [cognito.service];
  const limit = config.limits ? createLimiter({ services, now: () => clock.wall() }) : undefined;
  const dispatch = createDispatch({
    services,
    authenticate: (request, body, signingName) => authenticate(request, body, signingName),
    defaults,
    clock,
    log,
    random,
    ...(limit && { limit }),
    answers: development ? "strict" : "report",
    ...(parts.onUndeclared && { onUndeclared: parts.onUndeclared }),
    observe: (finished) => {
      metrics.observeOperation(finished);
      parts.observe?.(finished);
    },
    assertOutsideUnit,
  });

  const handleOwn = honoHandler(poolhouse.app);
  const surfaces: Surface[] = [
    {
      name: "login",
      matches: (request) => !isSigned(request) && cognito.login.matches(request),
      origins: { kind: "own-rules" },
      handle: (request) => cognito.login.handle(request, limit),
    },
    {
      name: "issuer",
      matches: ({ path }) => cognito.surface.matches(path),
      origins: { kind: "own-rules" },
      handle: (request) => cognito.surface.handle(request),
    },
    {
      name: "confirm-user",
      ownHostsOnly: true,
      matches: ({ path }) => cognito.confirmUser.matches(path),
      origins: { kind: "closed" },
      handle: (request) => cognito.confirmUser.handle(request, defaults, limit),
    },
    ...(parts.authority ? [authoritySurface(parts.authority)] : []),
    {
      name: "health",
      ownHostsOnly: true,
      matches: ({ method, path }) => method === "GET" && path === "/_poolhouse/health",
      origins: { kind: "closed" },
      handle: () => poolhouse.health(),
    },
    {
      name: "poolhouse",
      ownHostsOnly: true,
      matches: (request) =>
        request.path.startsWith("/_poolhouse/") ||
        (request.path === "/" && ["GET", "HEAD"].includes(request.method) && !isSigned(request)),
      origins: { kind: "closed" },
      handle: handleOwn,
    },
    {
      name: "aws",
      matches: (request) => request.method === "POST" || request.method === "OPTIONS" || isSigned(request),
      origins: { kind: "public-operations", isPublic: dispatch.isUnsigned },
      handle: dispatch.handle,
    },
  ];

  const handle = createFront({
    surfaces,
    hosts,
    isGivenAway: (host) => cognito.login.ownsHost(host),
    caller: createOriginRule({ allowedOrigins: config.allowedOrigins, publicUrl }),
    signaturesVerified: !development,
    trustProxy: config.trustProxy,
    log,
    observe: (answered) => metrics.observeRequest(answered),
  });

  return {
    handle,
    call: dispatch.call,
    async start() {
      await poolhouse.start();
      for (const job of [...poolhouse.jobs, ...cognito.jobs, ...ownJobs])
        storage.schedule(job.name, job.everyMs, job.run);
      cognito.start();
    },
    async close() {
      await cognito.close();
      await poolhouse.close();
      await storage.close();
    },
  };
}

/** Whom the server answers to. */
export function hostRuleOf({ mode, open, allowedHosts }: Config, publicUrl: string): HostRule {
  return createHostRule({ anyHost: mode === "production" || open, publicUrl, allowedHosts });
}

function describeDatabase({ database }: Config): string {
  switch (database.kind) {
    case "memory":
      return "memory";
    case "sqlite":
      return `SQLite, ${database.file}`;
    case "postgres":
      return "PostgreSQL";
  }
}
