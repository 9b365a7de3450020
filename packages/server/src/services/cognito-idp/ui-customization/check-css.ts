import {
  type CssNode,
  type Declaration,
  generate,
  type List,
  lexer,
  parse,
  type StyleSheet,
  tokenize,
  tokenTypes,
} from "css-tree";
import { FUNCTIONS, REFUSED_PROPERTIES, SELECTORS } from "./allowed-css.ts";

/** What became of a sheet: the text that pages may serve, or the first thing in it that they must not. */
export type CheckedCss = { ok: true; stylesheet: string } | RefusedCss;

interface RefusedCss {
  ok: false;
  refused: string;
  isSelector: boolean;
}

/**
 * Judges a classic style sheet. The 18 selectors pass, each alone or in a list of them; anything else refuses the whole sheet (observed),
 * as do at-rules and JavaScript (documented), custom properties (observed), and whatever loads, escapes or ends the sheet: `url()`, functions that are not
 * arithmetic or colours, backslashes, `<`. Declarations that no browser would understand are left out of the served text.
 *
 * @param css as the administrator gave it
 */
export function checkCss(css: string): CheckedCss {
  const refused = refusedToken(css);
  if (refused !== undefined) return refusedPart(refused);
  let fault: string | undefined;
  const sheet = parse(css, {
    parseCustomProperty: false,
    onParseError: (error) => {
      fault ??= error.message;
    },
  }) as StyleSheet; // What the default context of `parse` gives.
  const refusal = fault === undefined ? refusedRule(sheet.children) : refusedPart(fault);
  if (refusal !== undefined) return refusal;
  sheet.children = sheet.children.filter(({ type }) => type !== "Comment");
  dropMeaningless(sheet);
  return { ok: true, stylesheet: generate(sheet) };
}

const { AtKeyword, BadString, BadUrl, CDC, CDO, Comment, Function: FunctionToken, Url } = tokenTypes;
const LOADS_OR_ENDS: ReadonlySet<number> = new Set([AtKeyword, BadString, BadUrl, CDC, CDO, Url]);

/** Looks at the sheet as a browser's tokenizer does, so that nothing hides in what the parser forgives. Comments never reach the page. */
function refusedToken(css: string): string | undefined {
  let refused: string | undefined;
  tokenize(css, (type, start, end) => {
    if (refused !== undefined || type === Comment) return;
    const text = css.slice(start, end);
    const unknownFunction = type === FunctionToken && !FUNCTIONS.has(text.slice(0, -1).toLowerCase());
    if (unknownFunction || LOADS_OR_ENDS.has(type) || /[\\<\0]/.test(text)) refused = text;
  });
  return refused;
}

function refusedPart(refused: string): RefusedCss {
  return { ok: false, refused, isSelector: false };
}

function refusedRule(children: List<CssNode>): RefusedCss | undefined {
  for (const node of children) {
    if (node.type === "Comment") continue;
    if (node.type !== "Rule") return refusedPart(generate(node));
    if (node.prelude.type !== "SelectorList") return refusedPart(generate(node.prelude));
    for (const selector of node.prelude.children) {
      const text = generate(selector);
      if (!text.startsWith(".") || !SELECTORS.has(text.slice(1))) {
        return { ok: false, refused: text, isSelector: true };
      }
    }
    for (const child of node.block.children) {
      if (child.type === "Comment") continue;
      if (child.type !== "Declaration") return refusedPart(generate(child));
      const { property } = child;
      if (property.startsWith("--") || REFUSED_PROPERTIES.has(property.toLowerCase())) return refusedPart(property);
      if (/javascript:|expression/i.test(generate(child.value))) return refusedPart(property);
    }
  }
  return undefined;
}

/** Keeps the declarations whose value is one of their property's, as CSS defines it. */
function dropMeaningless(sheet: StyleSheet): void {
  for (const node of sheet.children) {
    if (node.type !== "Rule") continue;
    const { children } = node.block;
    children.forEach((child, item) => {
      if (child.type !== "Declaration" || !isMeaningful(child)) children.remove(item);
    });
  }
}

/** Characters of a value. Matching a longer one against its property's grammar takes the library more steps than it will do. */
const LONGEST_VALUE = 500;

function isMeaningful({ property, value }: Declaration): boolean {
  return generate(value).length <= LONGEST_VALUE && lexer.matchProperty(property, value).error === null;
}
