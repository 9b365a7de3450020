import { get } from "node:http";

/** Whether a server on 127.0.0.1 answers 200 at a path. Resolves at once where nobody listens. */
export function isHealthy(port: number, path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = get({ host: "127.0.0.1", port, path, agent: false, timeout: 30_000 }, (response) => {
      response.resume();
      response.once("end", () => resolve(response.statusCode === 200));
      response.once("error", () => resolve(false));
    });
    asked.once("timeout", () => asked.destroy());
    asked.once("error", () => resolve(false));
  });
}
