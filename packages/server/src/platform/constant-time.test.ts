import { expect, test } from "vitest";
import { constantTimeEqual } from "./constant-time.ts";

test("equal secrets are equal, as text and as bytes", () => {
  expect(constantTimeEqual("geheim", Buffer.from("geheim"))).toBe(true);
});

test("secrets of different lengths differ instead of throwing", () => {
  expect(constantTimeEqual("geheim", "geheimnis")).toBe(false);
  expect(constantTimeEqual("", "x")).toBe(false);
});

test("one changed byte differs", () => {
  expect(constantTimeEqual(Buffer.from([1, 2, 3]), Buffer.from([1, 2, 4]))).toBe(false);
});
