import type { Endpoint, LoginResponse } from "../../oauth/endpoint.ts";
import { plainAnswer } from "../../oauth/responses.ts";
import { pageFiles } from "./files.ts";
import { keptFile } from "./kept.ts";

/** `/_pages/files/{name}`: style sheet, script and pictures of the pages. */
export default {
  GET: async ({ path }) => fileAt(path),
} satisfies Endpoint;

/** The file of a path's last part. */
export function fileAt(path: string): LoginResponse {
  const file = pageFiles.get(path.slice(path.lastIndexOf("/") + 1));
  return file === undefined ? plainAnswer(404, "There is no such file.") : keptFile(file.type, file.text);
}
