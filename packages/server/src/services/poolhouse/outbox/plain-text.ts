const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** Elements whose content is not text. */
const SILENT = new Set(["head", "style", "script", "title"]);
/** Elements that stand on lines of their own, with the line breaks around them: 2 leaves an empty line. */
const BLOCKS: ReadonlyMap<string, number> = new Map([
  ...["div", "li", "tr", "hr"].map((name): [string, number] => [name, 1]),
  ...["p", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6"].map((name): [string, number] => [name, 2]),
]);

/**
 * What an HTML mail says, for readers without HTML and for the mailbox's list: breaks and blocks become lines, links keep their target.
 * Not a parser of HTML and not a filter: its result is text and must be escaped like any other. Reads every character once or twice,
 * whatever it is given: templates come from others.
 */
export function plainText(html: string): string {
  const parts: string[] = [];
  let link: { target: string; from: number } | undefined;
  let breaks = 0;
  let at = 0;

  const say = (text: string) => {
    const first = breaks > 0 || (parts.at(-1) ?? " ").endsWith(" ") ? text.trimStart() : text;
    if (first === "") return;
    parts.push("\n".repeat(Math.min(breaks, 2)), first);
    breaks = 0;
  };
  const endLink = () => {
    if (link === undefined) return;
    const { target, from } = link;
    link = undefined;
    if (target !== "" && parts.slice(from).join("").trim() !== target) say(` (${target})`);
  };

  while (at < html.length) {
    if (html.startsWith("<!--", at)) {
      at = after(html, /-->/g, at);
      continue;
    }
    const tag = tagAt(html, at);
    if (tag === undefined) {
      const next = html.indexOf("<", at + 1);
      const end = next === -1 ? html.length : next;
      say(decode(html.slice(at, end).replace(/\s+/g, " ")));
      at = end;
      continue;
    }
    at = tag.end;
    if (tag.name === "a") endLink();
    if (tag.name === "a" && !tag.closing) link = { target: targetOf(tag.attributes), from: parts.length };
    if (tag.name === "br") breaks += 1;
    breaks = Math.max(breaks, BLOCKS.get(tag.name) ?? 0);
    if (SILENT.has(tag.name) && !tag.closing) at = after(html, new RegExp(`</${tag.name}\\s*>`, "gi"), at);
  }
  return parts.join("").trim();
}

function tagAt(html: string, at: number) {
  const pattern = /<(\/?)([a-z][a-z0-9]*|!)([^<>]*)>/iy;
  pattern.lastIndex = at;
  const match = pattern.exec(html);
  if (match === null) return undefined;
  const [whole, slash, name = "", attributes = ""] = match;
  return { end: at + whole.length, closing: slash === "/", name: name.toLowerCase(), attributes };
}

function targetOf(attributes: string): string {
  const [, double, single] = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(attributes) ?? [];
  return decode(double ?? single ?? "").trim();
}

/** The place after the next match, or the end. */
function after(html: string, pattern: RegExp, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(html) === null ? html.length : pattern.lastIndex;
}

function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, entity);
}

function entity(whole: string, decimal: string | undefined, hex: string | undefined, name: string | undefined): string {
  if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
  const point = decimal !== undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex ?? "", 16);
  return point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff) ? String.fromCodePoint(point) : whole;
}
