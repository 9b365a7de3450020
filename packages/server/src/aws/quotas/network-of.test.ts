import { expect, test } from "vitest";
import { networkOf } from "./network-of.ts";

test.each([
  ["127.0.0.1", "127.0.0.1"],
  ["203.0.113.9", "203.0.113.9"],
  ["::1", "0:0:0:0::/64"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["2001:db8:1:2::", "2001:db8:1:2::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["", ""],
  ["unknown", "unknown"],
])("%j counts as %j", (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test("every address of one /64 counts as the same, however it is written", () => {
  const written = ["2001:db8:0:7::1", "2001:0DB8:0000:0007:ffff:ffff:ffff:ffff", "2001:db8::7:0:0:1.2.3.4"];
  expect(new Set(written.map(networkOf))).toEqual(new Set(["2001:db8:0:7::/64"]));
});
