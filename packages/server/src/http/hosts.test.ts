import { describe, expect, it } from "vitest";
import { hostPattern, parseHost } from "./hosts.ts";

describe("a Host header", () => {
  it.each([
    ["localhost:4566", { name: "localhost", port: "4566" }],
    ["LocalHost", { name: "localhost", port: "" }],
    ["127.0.0.1:80", { name: "127.0.0.1", port: "80" }],
    ["[::1]:4566", { name: "::1", port: "4566" }],
    ["api.execute-api.eu-west-1.amazonaws.com.", { name: "api.execute-api.eu-west-1.amazonaws.com", port: "" }],
    ["my_bucket.s3.localhost:4566", { name: "my_bucket.s3.localhost", port: "4566" }],
  ])("reads %s", (host, parts) => expect(parseHost(host)).toEqual(parts));

  it.each([
    "",
    "localhost:",
    "localhost:99999",
    "localhost:4566:1",
    "user@localhost",
    "localhost/path",
    "local host",
    "a..b",
    ".localhost",
    "-.localhost:x",
    "[::1",
    "[zz]",
    "[127.0.0.1]",
    "localhost\u0000.evil.example",
    "xn--é",
    "a,b",
    `${"a.".repeat(130)}b`,
  ])("refuses %j", (host) => expect(parseHost(host)).toBeUndefined());
});

describe("a host pattern", () => {
  const gateway = hostPattern("{api}.execute-api.{region}.amazonaws.com");

  it("gives its parts by name", () =>
    expect(gateway("abc123.execute-api.eu-west-1.amazonaws.com")).toEqual({ api: "abc123", region: "eu-west-1" }));

  it.each([
    "abc123.execute-api.eu-west-1.amazonaws.com.evil.example",
    "x.abc123.execute-api.eu-west-1.amazonaws.com",
    "abc123.execute-api.a.b.amazonaws.com",
    "abc123xexecute-api.eu-west-1.amazonaws.com",
    ".execute-api.eu-west-1.amazonaws.com",
    "abc123.execute-api.eu-west-1.amazonawsxcom",
    "abc123.execute-api.eu-west-1.amazonaws.com\n",
  ])("takes one label for one part, from end to end: refuses %j", (host) => expect(gateway(host)).toBeUndefined());

  it("takes several labels where it says so", () =>
    expect(hostPattern("{bucket+}.s3.localhost")("my.dotted.bucket.s3.localhost")).toEqual({
      bucket: "my.dotted.bucket",
    }));
});
