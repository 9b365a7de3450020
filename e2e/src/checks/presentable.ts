import type { Page } from "playwright-core";
import { assertAccessible } from "./accessibility.ts";
import { takeScreenshot } from "./screenshots.ts";
import { assertFits } from "./width.ts";

const widths = [360, 768, 1280] as const;
/** Two of the widths are enough to look at. */
const pictured = new Set<number>([360, 1280]);
const schemes = ["light", "dark"] as const;

/**
 * Looks at the page that is open in light and in dark, narrow, middling and wide: it fits, axe finds nothing, and pictures are kept under `name`.
 * The page is not loaded anew, so what was typed and shown stays.
 */
export async function assertPresentable(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    for (const width of widths) {
      const what = `${name}-${colorScheme}-${width}`;
      await page.setViewportSize({ width, height: 900 });
      await assertFits(page, what);
      if (pictured.has(width)) await takeScreenshot(page, what);
    }
    // Contrast is the scheme's, order and names are the same at every width; the widest shows most.
    await assertAccessible(page, `${name}, ${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: null });
  if (before !== null) await page.setViewportSize(before);
}
