import type { CDPSession, Page } from "playwright-core";

/** The states in which a style sheet may draw an element otherwise. */
const states = [[], ["hover"], ["active", "hover"], ["focus", "focus-visible"]] as const;

/**
 * Everything that a page looks like just now, as text: the computed styles of every element, its placeholder and what is drawn before and after it,
 * as it is and with a pointer over it, pressed, and focused.
 */
export async function look(page: Page): Promise<string> {
  const debuggerSession = await page.context().newCDPSession(page);
  try {
    const nodes = await interactiveNodes(debuggerSession);
    const looks: string[] = [];
    for (const forcedPseudoClasses of states) {
      for (const nodeId of nodes) {
        await debuggerSession.send("CSS.forcePseudoState", { nodeId, forcedPseudoClasses: [...forcedPseudoClasses] });
      }
      looks.push(await page.evaluate(computedStyles));
    }
    return looks.join("\n");
  } finally {
    await debuggerSession.detach();
  }
}

async function interactiveNodes(debuggerSession: CDPSession): Promise<number[]> {
  await debuggerSession.send("DOM.enable");
  await debuggerSession.send("CSS.enable");
  const { root } = await debuggerSession.send("DOM.getDocument");
  const { nodeIds } = await debuggerSession.send("DOM.querySelectorAll", {
    nodeId: root.nodeId,
    selector: "a, button, input, select, option, summary",
  });
  return nodeIds;
}

/** Runs in the page. Custom properties are not among computed styles, so a setting that nothing uses does not show. */
function computedStyles(): string {
  const lines: string[] = [];
  for (const element of document.querySelectorAll("*")) {
    for (const part of [null, "::placeholder", "::before", "::after"]) {
      const style = getComputedStyle(element, part);
      const values = Array.from(style, (property) => `${property}:${style.getPropertyValue(property)}`);
      lines.push(`${element.tagName}${part ?? ""} {${values.join(";")}}`);
    }
  }
  return lines.join("\n");
}

/** A colour of the managed settings, RRGGBBAA without transparency, as computed styles have it. */
export function computedColor(color: string): string {
  const [red, green, blue] = [0, 2, 4].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return `rgb(${red}, ${green}, ${blue})`;
}
