import { join, resolve } from "node:path";
import { isLoopback } from "../platform/addresses.ts";
import type { SealingKeys } from "../platform/sealing.ts";
import { type ConfiguredCredential, readCredentials } from "./credentials.ts";
import { ConfigError } from "./errors.ts";
import type { Values } from "./option.ts";
import { fileKeys, options } from "./options.ts";
import { readOptions, type Sources } from "./read-options.ts";

/** The settings of a server, checked and complete. */
export interface Config {
  mode: "development" | "production";
  /** Development that others can reach: any Host is answered. */
  open: boolean;
  host: string;
  /** 0 takes any free one. */
  port: number;
  /** Undefined when it follows from the port: see `publicUrl`. */
  publicUrl: string | undefined;
  database: { kind: "memory" } | { kind: "sqlite"; file: string } | { kind: "postgres"; url: string };
  /** Absolute; undefined when nothing is kept in files. Made when it is first needed. */
  dataFolder: string | undefined;
  /** Milliseconds; undefined keeps them forever. */
  eventsRetention: number | undefined;
  issuer: "own" | "aws";
  region: string;
  credentials: readonly ConfiguredCredential[];
  adminToken: string | undefined;
  /** Undefined: keys from a file in the data folder, or random ones in memory. */
  sealingKeys: SealingKeys | undefined;
  trustProxy: boolean;
  /** Absolute paths of a certificate in PEM form and of its private key. */
  tls: { certificate: string; key: string } | undefined;
  allowedHosts: readonly string[];
  allowedOrigins: readonly string[];
  /** Bytes. */
  bodyLimit: number;
  /** Whether requests per second are limited. */
  limits: boolean;
  /** `on`, `off`, or a list such as `resend-code=off`. */
  attemptLimits: string;
  revokeOnReuse: boolean;
  oauthPreset: "cognito" | "hardened";
  /** Differences from the preset: `iss=on,pkce=required`. */
  oauthFeatures: string;
  /** Absolute path of the login pages' own texts. */
  loginTexts: string | undefined;
  smtpUrl: string | undefined;
  mailFrom: string;
  log: "pretty" | "json";
  logLevel: Values<typeof options>["logLevel"];
}

/** The URL that clients are told, without a final slash. @param port the one that was bound. */
export function publicUrl(config: Pick<Config, "publicUrl">, port: number): string {
  return config.publicUrl ?? `http://localhost:${port}`;
}

/**
 * The settings of the server from flags, environment, file and defaults.
 * @throws ConfigError that names every setting that is wrong and what to do.
 */
export function loadConfig(sources: Sources): Config {
  const { values, rest } = readOptions(options, sources, fileKeys);
  const faults = rest.map((word) => `There is nothing to do with '${word}'.`);
  const credentials = attempt(faults, "--credentials", () =>
    values.credentials === undefined ? [] : readCredentials(values.credentials, sources.cwd),
  );
  faults.push(...contradictions(values, credentials ?? []));
  if (faults.length > 0) throw new ConfigError(faults);

  const {
    memory,
    database,
    data,
    production,
    credentials: _file,
    limits,
    log,
    tlsCertificate,
    tlsKey,
    loginTexts,
    ...same
  } = values;
  const inMemory = memory && database === undefined;
  const dataFolder = inMemory ? undefined : resolve(sources.cwd, data);
  return {
    ...same,
    mode: production ? "production" : "development",
    database: databaseOf(database, dataFolder),
    dataFolder,
    credentials: credentials ?? [],
    tls:
      tlsCertificate === undefined || tlsKey === undefined
        ? undefined
        : { certificate: resolve(sources.cwd, tlsCertificate), key: resolve(sources.cwd, tlsKey) },
    loginTexts: loginTexts === undefined ? undefined : resolve(sources.cwd, loginTexts),
    limits: limits === "auto" ? production : limits === "on",
    log: log === "auto" ? (production ? "json" : "pretty") : log,
  };
}

function databaseOf(url: string | undefined, dataFolder: string | undefined): Config["database"] {
  if (url !== undefined) return { kind: "postgres", url };
  return dataFolder === undefined ? { kind: "memory" } : { kind: "sqlite", file: join(dataFolder, "poolhouse.db") };
}

/** What cannot go together, each with the way out. */
function contradictions(values: Values<typeof options>, credentials: readonly ConfiguredCredential[]): string[] {
  const rules: [broken: boolean, sentence: string][] = [
    [
      !isLoopback(values.host) && !values.open && !values.production,
      `The address ${values.host} can be reached by others. Add --open if this is a container or a network you trust (anybody may then do anything), or --production with --credentials to verify every signature.`,
    ],
    [values.open && values.production, "--open and --production contradict each other: leave one out."],
    [
      values.production && credentials.length === 0,
      "--production needs credentials to verify signatures with: give --credentials FILE, or POOLHOUSE_CREDENTIALS with the JSON itself.",
    ],
    [values.memory && values.database !== undefined, "--memory keeps nothing and does not go with --database."],
    [
      values.production && values.database !== undefined && values.sealingKeys === undefined,
      "--production on PostgreSQL needs --sealing-keys: without the same keys on every node, and after every restart, sealed data is lost.",
    ],
    [
      values.region.length > 32 || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(values.region),
      `--region must be a region's name such as eu-west-1, not '${values.region}'.`,
    ],
    [
      values.publicUrl !== undefined && !/^https?:\/\/[^/?#@]+$/.test(values.publicUrl),
      "--public-url must be a scheme and a host with an optional port: no path, query or user name.",
    ],
    [
      (values.tlsCertificate === undefined) !== (values.tlsKey === undefined),
      "--tls-certificate and --tls-key go together: give both.",
    ],
    [
      values.adminToken !== undefined && values.adminToken.length < 16,
      "--admin-token must have at least 16 characters.",
    ],
  ];
  return rules.filter(([broken]) => broken).map(([, sentence]) => sentence);
}

function attempt<T>(faults: string[], name: string, run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    faults.push(`${name} ${error instanceof Error ? error.message : String(error)}.`);
    return undefined;
  }
}
