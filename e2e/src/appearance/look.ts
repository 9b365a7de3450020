import type { CDPSession, Page } from "playwright-core";

/** The states in which a style sheet may draw an element otherwise. */
const states = [[], ["hover"], ["active", "hover"], ["focus", "focus-visible"]] as const;

/** What settings of a style choose: colours and radii. */
const properties = [
  ...["color", "background-color", "background-image", "outline-color", "box-shadow", "fill", "stroke", "accent-color"],
  ...["top", "right", "bottom", "left"].map((side) => `border-${side}-color`),
  ...["top-left", "top-right", "bottom-left", "bottom-right"].map((corner) => `border-${corner}-radius`),
];

/**
 * The colours and radii that a page has just now: every different `property:value` among the computed styles of its elements, their placeholders and
 * what is drawn before and after them, as they are and with a pointer over them, pressed and focused, and while a form is
 * being sent.
 */
export async function look(page: Page): Promise<Set<string>> {
  // The page's script, which adds buttons, has run by then.
  await page.waitForLoadState("load");
  const debuggerSession = await page.context().newCDPSession(page);
  try {
    const nodes = await interactiveNodes(debuggerSession);
    const looks = new Set<string>();
    for (const forcedPseudoClasses of states) {
      for (const nodeId of nodes) {
        await debuggerSession.send("CSS.forcePseudoState", { nodeId, forcedPseudoClasses: [...forcedPseudoClasses] });
      }
      for (const style of await page.evaluate(computedStyles, properties)) looks.add(style);
    }
    await page.evaluate(setBusy, true);
    for (const style of await page.evaluate(computedStyles, properties)) looks.add(style);
    await page.evaluate(setBusy, false);
    return looks;
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

/** Runs in the page. Custom properties are not looked at, so a setting that nothing uses does not show. */
function computedStyles(names: readonly string[]): string[] {
  const found = new Set<string>();
  for (const element of document.querySelectorAll("*")) {
    for (const part of [null, "::placeholder", "::before", "::after"]) {
      const style = getComputedStyle(element, part);
      for (const name of names) found.add(`${name}:${style.getPropertyValue(name)}`);
    }
  }
  return [...found];
}

/** Runs in the page: what its script does with a form that was sent. */
function setBusy(busy: boolean): void {
  for (const form of document.forms) {
    if (busy) form.setAttribute("aria-busy", "true");
    else form.removeAttribute("aria-busy");
  }
}

/** A colour of the managed settings, RRGGBBAA without transparency, as computed styles have it. */
export function computedColor(color: string): string {
  const [red, green, blue] = [0, 2, 4].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return `rgb(${red}, ${green}, ${blue})`;
}
