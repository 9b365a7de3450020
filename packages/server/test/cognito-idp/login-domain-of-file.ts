import { afterAll } from "vitest";
import type { PoolhouseOptions } from "../../../testkit/src/testkit.ts";
import { startTestServer } from "../start-test-server.ts";
import { type LoginDomain, openLoginDomain } from "./login-domain.ts";

/**
 * A pool with a domain for a whole test file, on a server that ends after the file's tests: `const domain = await loginDomainOfFile();`
 *
 * @param request.server how the server differs from the usual one
 * @param request.users who is there and confirmed; the rest says how pool, client and domain differ
 */
export async function loginDomainOfFile({
  server: options,
  users = [],
  ...made
}: Parameters<typeof openLoginDomain>[1] & {
  server?: PoolhouseOptions;
  users?: readonly string[];
} = {}): Promise<LoginDomain> {
  const server = await startTestServer(options);
  afterAll(() => server.close());
  const domain = await openLoginDomain(server, made);
  for (const name of users) await domain.pool.addUser(name);
  return domain;
}
