import { expect, it } from "vitest";
import { nearest } from "./nearest.ts";

it.each([
  ["strat", "start"],
  ["migrat", "migrate"],
  ["doc", "doctor"],
  ["verison", "version"],
  ["start", "start"],
])("%s most likely means %s", (word, meant) =>
  expect(nearest(word, ["start", "migrate", "doctor", "version", "help"])).toBe(meant),
);

it.each(["", "x", "completely-different"])("%j is near nothing", (word) =>
  expect(nearest(word, ["start", "migrate"])).toBeUndefined(),
);
