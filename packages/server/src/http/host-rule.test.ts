import { describe, expect, it } from "vitest";
import { createHostRule } from "./host-rule.ts";

const development = createHostRule({
  anyHost: false,
  publicUrl: "http://localhost:4566",
  allowedHosts: ["box.test", "*.app.test"],
});

describe("in development", () => {
  it.each([
    "localhost",
    "127.0.0.1",
    "127.9.9.9",
    "::1",
    "::ffff:127.0.0.1",
    "console.localhost",
    "bucket.s3.localhost",
    "cognito-idp.us-east-1.amazonaws.com",
    "abc.execute-api.us-east-1.amazonaws.com",
    "shop.auth.us-east-1.amazoncognito.com",
    "box.test",
    "a.b.app.test",
  ])("answers to %s", (name) => expect(development.accepts(name)).toBe(true));

  it.each([
    "evil.example",
    "localhost.evil.example",
    "evillocalhost",
    "127.0.0.1.evil.example",
    "1270.0.0.1",
    "192.168.1.5",
    "0.0.0.0",
    "::",
    "amazonaws.com",
    "evilamazonaws.com",
    "s3.amazonaws.com.evil.example",
    "app.test",
    "evilapp.test",
    "sub.box.test",
    "169.254.169.254",
    "2130706433",
    "0x7f.1",
  ])("does not answer to %s", (name) => expect(development.accepts(name)).toBe(false));

  it.each(["localhost", "127.0.0.1", "::1", "console.localhost", "box.test", "x.app.test"])("%s is its own", (name) =>
    expect([development.isOwn(name), development.servesOwn(name)]).toEqual([true, true]),
  );

  it.each(["bucket.s3.localhost", "abc.execute-api.us-east-1.amazonaws.com", "shop.auth.localhost"])(
    "%s serves what others wrote and is not its own",
    (name) => expect([development.isOwn(name), development.servesOwn(name)]).toEqual([false, false]),
  );
});

describe("where any host is answered", () => {
  const open = createHostRule({ anyHost: true, publicUrl: "https://auth.example.com", allowedHosts: [] });

  it("counts the public URL's host as its own", () => expect(open.isOwn("auth.example.com")).toBe(true));
  it("answers its own paths under a container's name without trusting pages of it", () =>
    expect([open.accepts("poolhouse"), open.servesOwn("poolhouse"), open.isOwn("poolhouse")]).toEqual([
      true,
      true,
      false,
    ]));
  it("keeps its own paths away from names of buckets", () => expect(open.servesOwn("b.s3.localhost")).toBe(false));
});
