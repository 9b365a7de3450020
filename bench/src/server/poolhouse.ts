import { join } from "node:path";
import { type ChildServer, freePort, repository, startChildServer } from "./child-server.ts";

export interface PoolhouseOptions {
  /** The folder that keeps the server's data. */
  data: string;
  /** More flags of `poolhouse start`. */
  flags?: readonly string[];
  environment?: Readonly<Record<string, string>>;
  reports?: boolean;
  /** For profiles. */
  name?: string;
}

/** `poolhouse start` as anybody starts it, on a SQLite file, with all settings at their defaults but for what is given. */
export async function startPoolhouse(options: PoolhouseOptions): Promise<ChildServer> {
  const { data, flags = [], environment, reports, name = "poolhouse" } = options;
  const port = await freePort();
  const program = join(repository, "packages", "server", "bin", "poolhouse.js");
  return startChildServer({
    name,
    args: [program, "start", "--port", String(port), "--data", data, ...flags],
    cwd: data,
    health: "/_poolhouse/health",
    port,
    ...(environment && { environment }),
    ...(reports !== undefined && { reports }),
  });
}
