import { parse } from "node-html-parser";

/** A form as a browser would send it. */
export interface Form {
  action: URL;
  method: "GET" | "POST";
  /** Names and values, hidden ones among them, in the page's order. */
  fields: readonly (readonly [name: string, value: string])[];
}

/** The first form of a page that has all of the fields named. Undefined when there is none. */
export function findForm(html: string, page: URL, named: readonly string[] = []): Form | undefined {
  return formsOf(html, page).find(({ fields }) => named.every((name) => fields.some(([field]) => field === name)));
}

function formsOf(html: string, page: URL): Form[] {
  return parse(html)
    .querySelectorAll("form")
    .map((form) => ({
      action: new URL(form.getAttribute("action") || page.href, page),
      method: form.getAttribute("method")?.toUpperCase() === "POST" ? "POST" : "GET",
      fields: form.querySelectorAll("input, select, textarea").flatMap((field) => {
        const name = field.getAttribute("name");
        const type = field.getAttribute("type");
        if (!name || type === "submit" || (type === "checkbox" && !field.hasAttribute("checked"))) return [];
        return [[name, field.getAttribute("value") ?? ""] as const];
      }),
    }));
}
