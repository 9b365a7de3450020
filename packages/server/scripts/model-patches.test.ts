import { describe, expect, test } from "vitest";
import { applyPatches } from "./model-patches.ts";

const model = () => ({
  operations: { A: { errors: [{ shape: "X" }], authtype: "none" } },
  shapes: { S: { type: "string", max: 5 } },
});
const patched = (change: Record<string, unknown>) => applyPatches(model(), [{ reason: "test", change }]);

describe("a patch", () => {
  test("adds, replaces and removes members, and keeps the others", () => {
    expect(
      patched({ shapes: { S: { max: 6, min: 1 }, T: { type: "long" } }, operations: { A: { authtype: null } } }),
    ).toEqual({
      operations: { A: { errors: [{ shape: "X" }] } },
      shapes: { S: { type: "string", max: 6, min: 1 }, T: { type: "long" } },
    });
  });

  test("edits a list", () => {
    const { operations } = patched({
      operations: { A: { errors: { add: [{ shape: "Y" }], remove: [{ shape: "X" }] } } },
    });
    expect(operations.A.errors).toEqual([{ shape: "Y" }]);
  });

  test("that changes nothing is refused, so that it is removed once the model has caught up", () => {
    expect(() => patched({ shapes: { S: { max: 5 } } })).toThrow("no effect any more: test");
    expect(() => patched({ operations: { A: { errors: { add: [{ shape: "X" }] } } } })).toThrow("no effect");
  });

  test("that mistakes a list for an object is refused", () => {
    expect(() => patched({ operations: { A: { errors: { shape: "Y" } } } })).toThrow('"add" and "remove"');
  });
});
