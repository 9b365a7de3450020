import type { SecureContext } from "node:tls";
import type { Log } from "../../platform/log.ts";
import type { Random } from "../../platform/random.ts";
import type { HostRule } from "../host-rule.ts";
import { parseHost } from "../hosts.ts";
import type { Authority } from "./authority.ts";
import { awsCertificateName } from "./aws-names.ts";
import { createIssueLimit } from "./issue-limit.ts";
import { isPermitted } from "./permitted-names.ts";
import { serverContext } from "./server-context.ts";

export interface LocalCertificateOptions {
  /** Asked at the first TLS hello. */
  authority: () => Promise<Authority>;
  hosts: HostRule;
  /** Names and addresses of the server itself besides the loopback: its public URL's host, allowed host names. */
  ownNames: readonly string[];
  /** Milliseconds since the epoch. */
  now: () => number;
  random: Random;
  log: Log;
  /** How many names besides the server's own have their certificate at hand; the one unused for longest goes first. */
  kept?: number;
}

export interface LocalCertificates {
  /**
   * The certificate for the name that a client asks for (SNI), or the server's own without one.
   * @throws Error when the authority can be neither read nor made
   */
  contextFor(name: string | undefined): Promise<SecureContext | undefined>;
  authority(): Promise<Authority>;
}

interface Held {
  context: SecureContext;
  expires: number;
}

/** A certificate is issued anew when it holds for less than this. */
const renewBefore = 30 * 86_400_000;

/**
 * Certificates of the local authority, issued when a name is first asked for and kept in memory.
 *
 * The server's own names share one. A name below `localhost` has its own; customers' names at AWS share one for each service and region. Other
 * names get the server's own certificate, which their client refuses unless it was told not to look: then the host rule answers.
 */
export function createLocalCertificates(options: LocalCertificateOptions): LocalCertificates {
  const { hosts, log } = options;
  const own = new Set(["localhost", "127.0.0.1", "::1", ...options.ownNames.map((name) => name.toLowerCase())]);
  const held = new Map<string, Held>();
  const pending = new Map<string, Promise<SecureContext | undefined>>();
  const mayIssue = createIssueLimit(options.now);
  const told = new Set<string>();
  let authority: Promise<Authority> | undefined;

  const loadAuthority = () => {
    authority ??= options.authority().catch((error: unknown) => {
      // The next hello tries again: a folder that could not be written to may have been mended.
      authority = undefined;
      throw error;
    });
    return authority;
  };

  /** What the certificate for a name must name; undefined for the server's own. */
  const certificateName = (sni: string | undefined): string | undefined => {
    const name = sni === undefined ? undefined : parseHost(sni)?.name;
    if (name === undefined || own.has(name)) return undefined;
    const aws = awsCertificateName(name);
    if (aws !== undefined) return hosts.accepts(name) ? aws : undefined;
    return name.endsWith(".localhost") || hosts.isOwn(name) ? name : undefined;
  };

  const tellOnce = (name: string, message: string) => {
    if (told.has(name) || told.size > 100) return;
    told.add(name);
    log.warn({ name }, message);
  };

  async function issue(name: string | undefined): Promise<SecureContext | undefined> {
    const source = await loadAuthority();
    const names = name === undefined ? [...own].filter((one) => isPermitted(source.permitted, one)) : [name];
    for (const one of name === undefined ? own : names)
      if (!isPermitted(source.permitted, one))
        tellOnce(
          one,
          "The local authority was made before this name was configured or known, and has no certificate for it. `poolhouse certificate --renew` makes another authority.",
        );
    if (name !== undefined) {
      if (!isPermitted(source.permitted, name)) return undefined;
      if (!mayIssue()) {
        log.warn({ name }, "no certificate is issued: too many names were asked for in a short time");
        return undefined;
      }
    }
    const leaf = await source.issue(names, { now: options.now(), random: options.random });
    const context = serverContext(leaf.certificate, leaf.privateKey);
    hold(name ?? "", { context, expires: leaf.expires });
    log.debug({ names }, "a certificate was issued");
    return context;
  }

  function hold(key: string, entry: Held): void {
    held.delete(key);
    held.set(key, entry);
    if (held.size <= (options.kept ?? 200)) return;
    const oldest = [...held.keys()].find((one) => one !== "");
    if (oldest !== undefined) held.delete(oldest);
  }

  async function certificate(name: string | undefined): Promise<SecureContext | undefined> {
    const key = name ?? "";
    const present = held.get(key);
    if (present && present.expires - options.now() > renewBefore) {
      hold(key, present);
      return present.context;
    }
    const asked =
      pending.get(key) ??
      issue(name).finally(() => {
        pending.delete(key);
      });
    pending.set(key, asked);
    return asked;
  }

  return {
    async contextFor(name) {
      const wanted = certificateName(name);
      return (wanted === undefined ? undefined : await certificate(wanted)) ?? certificate(undefined);
    },
    authority: loadAuthority,
  };
}
