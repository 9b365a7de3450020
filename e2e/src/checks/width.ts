import assert from "node:assert/strict";
import type { Page } from "playwright-core";

/** Expects that nothing reaches beyond the window's right edge, so that no one has to scroll sideways. */
export async function assertFits(page: Page, what: string): Promise<void> {
  const { beyond, culprits } = await page.evaluate(() => {
    const root = document.documentElement;
    const limit = root.clientWidth;
    const names = [...document.body.querySelectorAll("*")]
      .filter((element) => element.getBoundingClientRect().right > limit + 1)
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}`);
    return { beyond: root.scrollWidth - limit, culprits: names.slice(0, 5) };
  });
  assert.ok(beyond <= 0, `${what} is ${beyond} pixels too wide: ${culprits.join(", ")}`);
}
