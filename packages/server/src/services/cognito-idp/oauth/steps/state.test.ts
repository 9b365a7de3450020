import { describe, expect, test } from "vitest";
import { CALLBACK } from "../../../../../test/cognito-idp/login-domain.ts";
import { loginDomainOfFile } from "../../../../../test/cognito-idp/login-domain-of-file.ts";

const domain = await loginDomainOfFile();

describe("state goes back as it came", () => {
  test.each([
    "plain",
    "a b+c",
    "ä日😀",
    '{"a":"b&c=d#e"}',
    "%7B%22%7D",
    "\r\nset-cookie: a=b",
    "<script>",
    "\u0000",
    "",
  ])("%j", async (state) => {
    const { location } = await domain.authorize({ state, scope: "nosuch" });
    expect(location.startsWith(`${CALLBACK}?`)).toBe(true);
    expect(new URL(location).searchParams.get("state")).toBe(state);
    expect(location).toMatch(/^[\x21-\x7e]+$/);
  });

  test("none comes back when none was sent (recorded)", async () => {
    const { location } = await domain.authorize({ state: undefined, scope: "nosuch" });
    expect(location).toBe(`${CALLBACK}?error_description=invalid_scope&error=invalid_request`);
  });

  test("of two none comes back (assumed)", async () => {
    const { location } = await domain.authorize({ state: ["a", "b"] });
    expect(new URL(location).searchParams.has("state")).toBe(false);
  });
});
