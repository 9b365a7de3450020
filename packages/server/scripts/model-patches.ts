import { isDeepStrictEqual } from "node:util";

/**
 * A correction of a service's model, in the vocabulary of botocore's files plus `path`, `min` and `max` on members. `change` is merged into the
 * model: objects member by member, null removes, anything else replaces. An object `{"add": […], "remove": […]}` edits a list.
 */
export interface ModelPatch {
  /** Why the model is wrong or late, and where that is stated. */
  reason: string;
  change: Record<string, unknown>;
}

/**
 * @throws Error for a patch that changes nothing: the model has caught up, and the patch is to be removed.
 */
export function applyPatches<T extends object>(model: T, patches: readonly ModelPatch[]): T {
  let patched: unknown = model;
  for (const { reason, change } of patches) {
    const next = merge(patched, change);
    if (isDeepStrictEqual(next, patched)) throw new Error(`a patch has no effect any more: ${reason}`);
    patched = next;
  }
  return patched as T; // A patched model is checked like an unpatched one, when it is made compact.
}

function merge(target: unknown, change: unknown): unknown {
  if (!isObject(change)) return change;
  if (Array.isArray(target)) return editedList(target, change);
  const result: Record<string, unknown> = isObject(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(change)) {
    if (value === null) delete result[name];
    else result[name] = merge(result[name], value);
  }
  return result;
}

function editedList(target: readonly unknown[], change: Record<string, unknown>): unknown[] {
  const { add = [], remove = [], ...rest } = change;
  if (Object.keys(rest).length > 0 || !Array.isArray(add) || !Array.isArray(remove)) {
    throw new Error(`a list is edited with "add" and "remove", not ${JSON.stringify(change)}`);
  }
  const without = (list: readonly unknown[], others: readonly unknown[]) =>
    list.filter((item) => !others.some((other) => isDeepStrictEqual(item, other)));
  return [...without(target, remove), ...without(add, target)];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
