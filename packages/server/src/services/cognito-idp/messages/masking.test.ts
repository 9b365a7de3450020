import { expect, test } from "vitest";
import { maskedAddress } from "./masking.ts";

test.each([
  ["fixture@example.com", "f***@e***"],
  ["t@test.co.uk", "t***@t***"],
  ["😀@😀.example", "😀***@😀***"],
])("recorded: %s shows as %s", (address, mask) => {
  expect(maskedAddress("email", address)).toBe(mask);
});

test.each([
  ["+123456784114", "+********4114"],
  ["+12345679934", "+*******9934"],
  ["+123", "+123"],
])("quoted by third parties: %s shows as %s", (number, mask) => {
  expect(maskedAddress("phone_number", number)).toBe(mask);
});
