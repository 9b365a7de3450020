import { Agent, request } from "node:http";

/** An answer of a page or an OAuth endpoint. */
export interface FormAnswer {
  status: number;
  /** "" when there is none. */
  location: string;
  /** What a browser sends back from then on. */
  cookies: string;
  text: string;
}

/** A client of login pages as thin as can be. It follows no redirects and keeps no cookies. */
export interface FormClient {
  get(path: string, headers?: Record<string, string>): Promise<FormAnswer>;
  post(path: string, form: Record<string, string>, headers?: Record<string, string>): Promise<FormAnswer>;
  close(): void;
}

/** @param base of the domain: `/_auth/bench` */
export function createFormClient(port: number, base: string, connections = 16): FormClient {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const send = (method: string, path: string, headers: Record<string, string>, body?: Buffer): Promise<FormAnswer> =>
    new Promise((resolve, reject) => {
      const sent = {
        ...headers,
        host: `localhost:${port}`,
        ...(body && { "content-type": "application/x-www-form-urlencoded", "content-length": String(body.length) }),
      };
      const options = { host: "127.0.0.1", port, method, path: `${base}${path}`, agent, headers: sent };
      const outgoing = request(options, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.once("error", reject);
        response.once("end", () => {
          resolve({
            status: response.statusCode ?? 0,
            location: response.headers.location ?? "",
            cookies: (response.headers["set-cookie"] ?? []).map((cookie) => cookie.split(";")[0]).join("; "),
            text: Buffer.concat(chunks).toString("utf8"),
          });
        });
      });
      outgoing.once("error", reject);
      outgoing.end(body);
    });
  return {
    get: (path, headers = {}) => send("GET", path, headers),
    post: (path, form, headers = {}) => send("POST", path, headers, Buffer.from(new URLSearchParams(form).toString())),
    close: () => agent.destroy(),
  };
}
