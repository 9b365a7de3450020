import { expect, test } from "vitest";
import { systemRandom } from "../../../platform/random.ts";
import { createClientId, createClientSecret } from "./client-id.ts";

const many = <T>(make: () => T) => Array.from({ length: 2000 }, make);

test("a client id is 25 or 26 digits of base 32, the first not 0 (recorded)", () => {
  const ids = many(() => createClientId(systemRandom));
  for (const id of ids) expect(id).toMatch(/^[1-9a-v][0-9a-v]{24,25}$/);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(ids.map((id) => id.length))).toEqual(new Set([25, 26]));
});

test("a client secret is 51 or 52 digits of base 32 (recorded)", () => {
  for (const secret of many(() => createClientSecret(systemRandom)))
    expect(secret).toMatch(/^[1-9a-v][0-9a-v]{50,51}$/);
});
