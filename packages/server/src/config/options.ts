import { parseSealingKeys } from "../platform/sealing-keys.ts";
import { choice, integer, list, parsed, size, span, text, textOr, toggle, url } from "./option-kinds.ts";

/** Every setting of the server. Order and words are those of the help. */
export const options = {
  port: integer("PORT", { from: 0, to: 65_535, fallback: 4566 }, { help: "Port to listen on; 0 takes any free one." }),
  host: textOr("ADDRESS", "127.0.0.1", {
    help: "Address to listen on. Other than loopback needs --open or --production.",
  }),
  publicUrl: url("URL", ["http", "https"], {
    help: "The URL under which clients reach the server; issuers and links are made of it. Default http://localhost:PORT.",
  }),
  data: textOr("DIR", ".poolhouse", { help: "Folder that keeps everything." }),
  memory: toggle({ help: "Keep everything in memory and forget it at the end." }),
  database: url("URL", ["postgres", "postgresql"], {
    help: "PostgreSQL instead of the data folder: postgres://user:password@host/name.",
    secret: true,
  }),
  eventsRetention: span("TIME|forever", {
    help: "How long the database keeps its events, which tell who changed what: 12h, 90d, 52w. Default: forever.",
  }),
  issuer: choice(["own", "aws"], "own", {
    help: "Issuer in tokens: this server's URL, or the string that AWS would write, for verifiers that insist on it.",
  }),
  region: textOr("REGION", "us-east-1", { help: "Region of what is created without a signature." }),
  open: toggle({
    help: "Development on an address that others can reach, as in a container. Anybody who reaches it may do anything.",
  }),
  production: toggle({ help: "Verify every signature; needs --credentials." }),
  credentials: text("FILE", {
    help: "Keys that may sign: JSON, a list of {accessKeyId, secretAccessKey, account, arn?}; a file, or the JSON itself.",
    secret: true,
  }),
  adminToken: text("TOKEN", {
    help: "What /_poolhouse asks for in production (Authorization: Bearer TOKEN).",
    secret: true,
  }),
  sealingKeys: parsed("ID:BASE64,…", parseSealingKeys, {
    help: "Keys that seal secrets at rest, 32 bytes each; the first one writes. Default: a file in the data folder.",
    secret: true,
  }),
  trustProxy: toggle({
    help: "Take the client's address and scheme from X-Forwarded-For and X-Forwarded-Proto of the proxy in front.",
  }),
  tlsCertificate: text("FILE", {
    help: "Certificate for TLS, with its chain, PEM; read again when it changes. Without it a local authority issues them in development.",
  }),
  tlsKey: text("FILE", { help: "Private key of --tls-certificate, PEM." }),
  allowedHosts: list("NAME,…", parseHostEntry, {
    help: "More host names to answer to in development: app.test, *.app.test.",
  }),
  allowedOrigins: list("ORIGIN,…", parseOrigin, {
    help: "Web pages that may call signed operations in development: http://localhost:3000.",
  }),
  bodyLimit: size("BYTES", 10 * 1024 ** 2, { help: "Largest request body; without a signature a megabyte at most." }),
  limits: choice(["auto", "on", "off"], "auto", {
    help: "AWS's quotas on requests per second; auto is on in production only.",
  }),
  attemptLimits: textOr("on|off|NAME=N,…", "on", {
    help: "Limits on guessing passwords and codes and on sending them: all, none, or single ones: resend-code=off,confirm-sign-up=100.",
  }),
  revokeOnReuse: toggle({
    help: "End the whole sign-in when a rotated refresh token comes back after its grace period.",
  }),
  oauthPreset: choice(["cognito", "hardened"], "cognito", {
    help: "How the login pages' OAuth behaves: as Cognito's, or as RFC 9700 recommends (PKCE, no implicit grant, short codes).",
  }),
  oauthFeatures: textOr("NAME=VALUE,…", "", {
    help: "Single differences from the preset: iss=on,introspection=on,rp-logout=on,post-authorize=on,pkce=required,implicit=off,code-lifetime=60.",
  }),
  loginTexts: text("FILE", {
    help: 'Texts of the login pages in place of the built-in ones: JSON, {"*" | pool | "pool/client": {language: {key: text}}}; read again when it changes.',
  }),
  smtpUrl: url("URL", ["smtp", "smtps"], {
    help: "Where mail is sent besides the mailbox: smtp://user:password@host:587.",
    secret: true,
  }),
  mailFrom: textOr("ADDRESS", "no-reply@localhost", { help: "Sender of mail." }),
  log: choice(["auto", "pretty", "json"], "auto", {
    help: "Form of the log; auto is pretty in development and json in production.",
  }),
  logLevel: choice(["trace", "debug", "info", "warn", "error", "silent"], "info", { help: "What is logged." }),
} as const;

/** Settings of `poolhouse call`. */
export const callOptions = {
  endpoint: url("URL", ["http", "https"], {
    help: "The server. Default: http://127.0.0.1 and the configured port.",
    environment: ["AWS_ENDPOINT_URL"],
  }),
  region: textOr("REGION", "us-east-1", {
    help: "Region to sign for.",
    environment: ["AWS_REGION", "AWS_DEFAULT_REGION"],
  }),
  accessKeyId: textOr("ID", "test", { help: "Key to sign with.", environment: ["AWS_ACCESS_KEY_ID"] }),
  secretAccessKey: textOr("SECRET", "test", {
    help: "Its secret.",
    secret: true,
    environment: ["AWS_SECRET_ACCESS_KEY"],
  }),
  sessionToken: text("TOKEN", { help: "Of temporary credentials.", secret: true, environment: ["AWS_SESSION_TOKEN"] }),
} as const;

/** Settings of `poolhouse certificate`. */
export const certificateOptions = {
  export: text("FILE", { help: "Write the authority's certificate to a file; - is standard output." }),
  trust: toggle({ help: "Make this machine's programs trust the authority." }),
  untrust: toggle({ help: "Undo --trust." }),
  renew: toggle({ help: "Make a new authority in the place of the present one." }),
  // Where the authority lies, and the names that a new one covers.
  data: options.data,
  publicUrl: options.publicUrl,
  allowedHosts: options.allowedHosts,
  host: options.host,
  region: options.region,
  memory: options.memory,
} as const;

/** Every key of the configuration file. */
export const fileKeys: readonly string[] = [...new Set([...Object.keys(options), ...Object.keys(callOptions)])];

function parseHostEntry(entry: string): string {
  if (!/^(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i.test(entry))
    throw new Error(`has an entry that is no host name without a port: ${entry}`);
  return entry.toLowerCase();
}

function parseOrigin(entry: string): string {
  const origin = URL.canParse(entry) ? new URL(entry).origin : "null";
  if (origin === "null" || ![origin, `${origin}/`].includes(entry.toLowerCase()))
    throw new Error(`has an entry that is no origin such as http://localhost:3000: ${entry}`);
  return origin;
}
