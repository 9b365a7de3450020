import { describe, expect, it } from "vitest";
import { plainAddress, throughProxy } from "./forwarded.ts";

const peer = { sourceIp: "10.0.0.1", secure: false };

describe("behind a proxy of our own", () => {
  it("believes the entry that the proxy appended, not the client's", () =>
    expect(
      throughProxy(peer, { "x-forwarded-for": "127.0.0.1, 203.0.113.9", "x-forwarded-proto": "http, https" }),
    ).toEqual({
      sourceIp: "203.0.113.9",
      secure: true,
    }));

  it.each(["", "unknown", "evil.example", "203.0.113.9:80, _hidden", "203.0.113.999:80", "[203.0.113]:80", "[]"])(
    "keeps the peer's address for %j",
    (value) => expect(throughProxy(peer, { "x-forwarded-for": value }).sourceIp).toBe("10.0.0.1"),
  );

  it.each([
    ["6.6.6.6, 203.0.113.9:51234", "203.0.113.9"],
    ["[2001:db8::1]:51234", "2001:db8::1"],
    ["[2001:db8::1]", "2001:db8::1"],
    ["2001:db8::1:80", "2001:db8::1:80"],
  ])("takes the address without the port that some proxies write behind it: %s", (value, address) =>
    expect(throughProxy(peer, { "x-forwarded-for": value }).sourceIp).toBe(address),
  );

  it("does not read headers that proxies hand on unchecked", () =>
    expect(throughProxy(peer, { forwarded: "for=1.2.3.4;proto=https", "x-real-ip": "1.2.3.4" })).toEqual(peer));
});

it("shows an IPv4 client of a dual-stack socket as IPv4", () =>
  expect([plainAddress("::ffff:127.0.0.1"), plainAddress("::1")]).toEqual(["127.0.0.1", "::1"]));
