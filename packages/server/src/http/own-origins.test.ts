import { describe, expect, it } from "vitest";
import { inProcessRequest } from "./in-process.ts";
import { createOriginRule } from "./origin-rule.ts";

function callerOf(origin: string, url: string, publicUrl: string) {
  const rule = createOriginRule({ publicUrl, allowedOrigins: [] });
  return rule(inProcessRequest({ method: "POST", url, headers: { origin } }), true);
}

describe("the server's own origin", () => {
  it.each([
    ["http://localhost:4566", "https://localhost:4566/"],
    ["https://localhost:4566", "http://localhost:4566/"],
    ["https://localhost:4566", "https://localhost:4566/"],
    // Own by being the origin of the request itself.
    ["https://127.0.0.1:4566", "https://127.0.0.1:4566/"],
  ])("is the port in both schemes: %s calls %s", (origin, url) =>
    expect(callerOf(origin, url, "http://localhost:4566")).toBe("own"),
  );

  it.each([
    ["the plain one of a name that is served by https", "http://id.test:8443", "https://id.test:8443"],
    ["another port in the other scheme", "https://localhost:4567", "http://localhost:4566"],
    ["the other scheme's default port", "https://id.test", "http://id.test"],
  ])("is not %s", (_name, origin, publicUrl) => expect(callerOf(origin, `${publicUrl}/`, publicUrl)).toBe("foreign"));
});
