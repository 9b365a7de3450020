import { isLoopback } from "../platform/addresses.ts";
import { parseHost } from "./hosts.ts";

export interface HostRuleOptions {
  /** Accept any Host: production, or `--open`. */
  anyHost: boolean;
  /** The server's own URL, the source of every link it gives out. */
  publicUrl: string;
  /** More names that are the server's own: `app.test`, or `*.app.test` for all names below. */
  allowedHosts: readonly string[];
}

/** What a Host header means to this server. */
export interface HostRule {
  /** Whether a request for this host is answered at all; otherwise it gets 421. */
  accepts(name: string): boolean;
  /**
   * Whether the name is the server's own, under which nothing is served that others wrote: pages of it are trusted. Names of
   * buckets, APIs and login pages are accepted without being own.
   */
  isOwn(name: string): boolean;
  /** Whether the paths of the server's own surfaces (`/_poolhouse/…`) exist under this name. */
  servesOwn(name: string): boolean;
}

/** AWS names that clients build by themselves and send here: `{api}.execute-api.{region}.amazonaws.com` and its like. */
const awsSuffixes = [".amazonaws.com", ".amazonaws.com.cn", ".amazoncognito.com", ".on.aws", ".api.aws"];

/**
 * Who may be addressed. In development a web page can point a name of its own at 127.0.0.1 (DNS rebinding) and is then, for the
 * browser, of one origin with this server: so only names that nobody else can point here are answered.
 */
export function createHostRule(options: HostRuleOptions): HostRule {
  const own = new Set(["console.localhost"]);
  const below: string[] = [];
  const publicHost = parseHost(new URL(options.publicUrl).host);
  if (publicHost) own.add(publicHost.name);
  for (const entry of options.allowedHosts) {
    const name = entry.toLowerCase();
    if (name.startsWith("*.")) below.push(name.slice(1));
    else own.add(name);
  }

  const isOwn = lastAnswer(
    (name) => isLoopback(name) || own.has(name) || below.some((suffix) => name.endsWith(suffix)),
  );
  const isNamed = (name: string) => name.endsWith(".localhost") || awsSuffixes.some((suffix) => name.endsWith(suffix));
  return {
    accepts: (name) => options.anyHost || isOwn(name) || isNamed(name),
    isOwn,
    servesOwn: (name) => isOwn(name) || (options.anyHost && !isNamed(name)),
  };
}

/** Keeps the last answer: a request is judged three times by one name, and the next one mostly comes under the same. */
function lastAnswer(judge: (name: string) => boolean): (name: string) => boolean {
  let last = { name: "", answer: judge("") };
  return (name) => {
    if (name !== last.name) last = { name, answer: judge(name) };
    return last.answer;
  };
}
