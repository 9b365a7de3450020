import { describe, expect, test } from "vitest";
import { loginHint } from "./login-hint.ts";
import type { Draft } from "./step.ts";

function read(given: string): string | undefined {
  const draft: Pick<Draft, "loginHint"> = { loginHint: undefined };
  loginHint.take({ parameters: new URLSearchParams({ login_hint: given }) }, draft);
  return draft.loginHint;
}

describe("login_hint fills in what can be a user name", () => {
  test.each(["ann", "ann@example.com", "+4912345678", "名前", '"><script>'])("%j is kept (documented)", (given) =>
    expect(read(given)).toBe(given),
  );

  test.each(["", "two words", "a\u0000b", "a\r\nb", "x".repeat(129)])("%j is none", (given) =>
    expect(read(given)).toBeUndefined(),
  );
});
