import { createHash } from "node:crypto";
import type { Sealer } from "../platform/sealing.ts";

/** The list that a page belongs to. */
export interface PagedList {
  /** `ListUsers`. */
  operation: string;
  /** All that decides which items the list has and how they are ordered: pool, filter, sort. JSON; the order of members counts. */
  filter: unknown;
}

/** The key after which the next page begins: the last item's values of the columns that the list is ordered by. */
export type PagePosition = readonly (string | number)[];

/**
 * Writes the token of a next page. It is sealed together with its list, so that it tells nothing, cannot be made up, and opens for this list only.
 *
 * @returns letters, digits, ".", "_" and "-", about 60 characters longer than a third more than the position.
 */
export function sealPageToken(sealer: Sealer, list: PagedList, position: PagePosition): string {
  return sealer.seal(JSON.stringify(position), placeOf(list));
}

/**
 * Reads a token.
 *
 * @returns undefined for what this server never gave out for this list; the caller raises its service's error.
 */
export function openPageToken(sealer: Sealer, list: PagedList, token: string): PagePosition | undefined {
  try {
    const position: unknown = JSON.parse(sealer.open(token, placeOf(list)).toString("utf8"));
    return isPosition(position) ? position : undefined;
  } catch {
    return undefined;
  }
}

function placeOf({ operation, filter }: PagedList) {
  const digest = createHash("sha256")
    .update(JSON.stringify(filter) ?? "")
    .digest("base64url");
  return { table: "page-token", row: operation, column: digest };
}

function isPosition(value: unknown): value is PagePosition {
  return Array.isArray(value) && value.every((part) => typeof part === "string" || Number.isSafeInteger(part));
}
