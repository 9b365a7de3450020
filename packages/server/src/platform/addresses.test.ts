import { describe, expect, it } from "vitest";
import { addressKind, isLoopback } from "./addresses.ts";

describe("an address", () => {
  it.each([
    ["127.0.0.1", "loopback"],
    ["127.255.0.1", "loopback"],
    ["::1", "loopback"],
    ["::ffff:127.0.0.1", "loopback"],
    ["::ffff:7f00:1", "loopback"],
    ["64:ff9b::7f00:1", "loopback"],
    ["169.254.169.254", "link-local"],
    ["::ffff:169.254.169.254", "link-local"],
    ["::ffff:a9fe:a9fe", "link-local"],
    ["64:ff9b::a9fe:a9fe", "link-local"],
    ["fe80::1", "link-local"],
    ["fd00:ec2::254", "link-local"],
    ["10.1.2.3", "private"],
    ["172.16.0.1", "private"],
    ["172.31.255.255", "private"],
    ["192.168.1.1", "private"],
    ["100.64.0.1", "private"],
    ["0.0.0.0", "private"],
    ["::", "private"],
    ["::ffff:0.0.0.0", "private"],
    ["fc00::1", "private"],
    ["224.0.0.1", "private"],
    ["255.255.255.255", "private"],
    ["::ffff:10.0.0.1", "private"],
    ["8.8.8.8", "public"],
    ["172.32.0.1", "public"],
    ["100.128.0.1", "public"],
    ["2606:4700::1111", "public"],
    ["::ffff:8.8.8.8", "public"],
  ])("%s is %s", (address, kind) => expect(addressKind(address)).toBe(kind));
});

it.each(["localhost", "127.0.0.1", "::1", "::ffff:127.0.0.1"])("%s leads to this machine", (name) =>
  expect(isLoopback(name)).toBe(true),
);
it.each(["", "example.com", "localhost.", "127.0.0.1.example.com", "127.1", "0.0.0.0", "2130706433"])(
  "%j does not lead to this machine without asking",
  (name) => expect(isLoopback(name)).toBe(false),
);
