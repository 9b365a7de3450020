import assert from "node:assert/strict";
import axe from "axe-core";
import type { Page } from "playwright-core";

/** Expects axe to find nothing against WCAG 2.2 AA and its own best practices, on the page as it is drawn now. */
export async function assertAccessible(page: Page, what: string): Promise<void> {
  // By the debugger, not a script element: the pages' content security policy forbids those, and it stays in force.
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run();
    return violations.map(({ id, help, nodes }) => ({
      id,
      help,
      elements: nodes.map(({ html, failureSummary }) => `${html}\n      ${failureSummary ?? ""}`),
    }));
  });
  const text = violations.map(({ id, help, elements }) => `  ${id}: ${help}\n    ${elements.join("\n    ")}`);
  assert.equal(violations.length, 0, `axe, ${what}:\n${text.join("\n")}`);
}
