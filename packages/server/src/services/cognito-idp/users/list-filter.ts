import { errors } from "../errors.ts";
import { comparable, isSearchable, type SearchableAttribute } from "./searchable.ts";

export interface ListFilter {
  attribute: SearchableAttribute;
  match: "equals" | "prefix";
  /** In the form in which it is kept: see `comparable`. */
  value: string;
}

/** `name = "value"` or `name ^= "value"`; a backslash in the value stands before a quotation mark or another backslash. */
const CLAUSE = /^\s*(?:"(?<quoted>[^"]+)"|(?<bare>[^\s"=^]+))\s*(?<operator>\^?=)\s*"(?<value>(?:[^"\\]|\\.)*)"\s*$/su;

/**
 * Reads ListUsers' Filter: one clause, or blank for everyone.
 *
 * @throws InvalidParameterException when it is not of that form, or names an attribute that cannot be searched. The former text
 *   is quoted from AWS's answer, the latter assumed (moto has it, no recording exists).
 */
export function parseListFilter(filter: string | undefined): ListFilter | undefined {
  if (filter === undefined || filter.trim() === "") return undefined;
  const { quoted, bare, operator, value } = CLAUSE.exec(filter)?.groups ?? {};
  const name = quoted ?? bare;
  if (name === undefined || value === undefined) throw errors.filterMalformed();
  if (!isSearchable(name)) throw errors.filterAttributeNotSearchable(name);
  return {
    attribute: name,
    match: operator === "=" ? "equals" : "prefix",
    value: comparable(name, value.replace(/\\(.)/gsu, "$1")),
  };
}
