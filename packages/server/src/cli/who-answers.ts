/** What answers at an address where a server was expected. */
export type Answerer = { kind: "poolhouse"; version: string } | { kind: "other"; what: string } | { kind: "nobody" };

/**
 * Asks an address who it is.
 * @param url without a final slash.
 * @param waitMs after which whatever accepts the connection counts as something else.
 */
export async function whoAnswers(url: string, waitMs = 2000): Promise<Answerer> {
  try {
    const response = await fetch(`${url}/_poolhouse/health`, {
      signal: AbortSignal.timeout(waitMs),
      redirect: "manual",
    });
    const text = (await response.text()).slice(0, 4096);
    const health: unknown = parseJson(text);
    if (typeof health === "object" && health !== null && "version" in health && "status" in health)
      return { kind: "poolhouse", version: String(health.version) };
    const server = response.headers.get("server");
    return { kind: "other", what: `a web server${server ? ` that calls itself '${server.slice(0, 60)}'` : ""}` };
  } catch (error) {
    if (refused(error)) return { kind: "nobody" };
    return { kind: "other", what: "a program that does not speak HTTP" };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refused(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && "code" in cause && cause.code === "ECONNREFUSED";
}
