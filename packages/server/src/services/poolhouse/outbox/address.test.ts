import { expect, test } from "vitest";
import { addressKey, isDeliverableAddress } from "./address.ts";

test("finds an address in whatever case it was typed", () => {
  expect(addressKey("Mary@Example.COM")).toBe(addressKey("mary@example.com"));
});

test.each(["mary@example.com", "o'neil+tag@sub.example.co.uk", "üser@bücher.example", "a@localhost"])(
  "hands %s to a mail server",
  (address) => {
    expect(isDeliverableAddress(address)).toBe(true);
  },
);

test.each([
  "",
  "mary",
  "a@b.test,c@d.test",
  "a@b.test c@d.test",
  "a@b.test>\r\nRCPT TO:<c@d.test",
  "<a@b.test>",
  "Mary <a@b.test>",
  "group:a@b.test;",
  "a@b@c.test",
  '"quoted"@b.test',
  "a@b.test\u2028",
  `${"a".repeat(65)}@b.test`,
  `a@${"b".repeat(260)}`,
])("hands no mail server %j, which could mean more or other than one recipient", (address) => {
  expect(isDeliverableAddress(address)).toBe(false);
});
