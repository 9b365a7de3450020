import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";

/** Where the pictures of a run lie; Git does not keep them. */
export const screenshots = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), "screenshots");

/** Takes the whole page. @param name a file name without its ending */
export async function takeScreenshot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true, animations: "disabled" });
}
