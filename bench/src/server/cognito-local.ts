import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type ChildServer, freePort, startChildServer } from "./child-server.ts";

const program = fileURLToPath(new URL("../../node_modules/cognito-local/lib/bin/start.js", import.meta.url));

/** cognito-local as anybody starts it. @param folder its working directory, where it keeps `.cognito` */
export async function startCognitoLocal(
  folder: string,
  options: { environment?: Readonly<Record<string, string>>; reports?: boolean } = {},
): Promise<ChildServer> {
  const port = await freePort();
  // Its pools sign in by e-mail unless the configuration says otherwise, and no request can.
  mkdirSync(join(folder, ".cognito"), { recursive: true });
  writeFileSync(
    join(folder, ".cognito", "config.json"),
    JSON.stringify({ UserPoolDefaults: { UsernameAttributes: [] } }),
  );
  return startChildServer({
    name: "cognito-local",
    args: [program],
    cwd: folder,
    environment: { HOST: "127.0.0.1", PORT: String(port), ...options.environment },
    health: "/health",
    port,
    ...(options.reports !== undefined && { reports: options.reports }),
  });
}
