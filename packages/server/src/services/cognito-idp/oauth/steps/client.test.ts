import { describe, expect, test } from "vitest";
import { openLoginDomain } from "../../../../../test/cognito-idp/login-domain.ts";
import { loginDomainOfFile } from "../../../../../test/cognito-idp/login-domain-of-file.ts";

const domain = await loginDomainOfFile();
const { server } = domain;

describe("client_id names one client of the domain's pool", () => {
  const error = (clientId: string) => `${domain.base}/error?error=invalid_request&client_id=${clientId}`;

  test("an unknown one is refused on our own page (recorded)", async () => {
    const { status, location } = await domain.authorize({ client_id: "nosuchclient" });
    expect(status).toBe(302);
    expect(location).toBe(error("nosuchclient"));
  });

  test("one of another pool is as unknown", async () => {
    const other = await openLoginDomain(server);
    const { clientId } = other.pool.main;
    expect((await domain.authorize({ client_id: clientId })).location).toBe(error(clientId));
  });

  test("two are refused (assumed)", async () => {
    const { clientId } = domain.pool.main;
    expect((await domain.authorize({ client_id: [clientId, clientId] })).location).toBe(error(clientId));
  });

  test.each(["<script>", "a b", "\u0000", "x".repeat(129), "é"])(
    "%j is no id and is not repeated",
    async (client_id) => {
      const { location } = await domain.authorize({ client_id });
      expect(location).toBe(`${domain.base}/error?error=invalid_request`);
    },
  );
});
