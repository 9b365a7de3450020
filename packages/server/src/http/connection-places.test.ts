import { expect, test } from "vitest";
import { createConnectionPlaces } from "./connection-places.ts";

function placesFor(most: number) {
  const happened: string[] = [];
  const places = createConnectionPlaces({ most, closeIdle: () => void happened.push("idle") });
  return { happened, enter: (network: string, name: string) => places.enter(network, () => void happened.push(name)) };
}

test("nobody goes while there are places", () => {
  const { happened, enter } = placesFor(3);
  for (const name of ["a", "b", "c"]) enter("one", name);
  expect(happened).toEqual([]);
});

test("idle ones go first; then the oldest of whoever has the most, and never the one who has few", () => {
  const { happened, enter } = placesFor(4);
  enter("few", "first of few");
  for (const name of ["a", "b", "c", "d", "e"]) enter("many", name);
  expect(happened).toEqual(["idle", "a", "b"]);
  enter("few", "second of few");
  expect(happened).toEqual(["idle", "a", "b", "c"]);
});

test("a place that was left is free, however often it is left", () => {
  const { happened, enter } = placesFor(1);
  for (const name of ["a", "b", "c"]) {
    const leave = enter("one", name);
    leave();
    leave();
  }
  expect(happened).toEqual([]);
});

test("what had to go leaves no second place when it is closed", () => {
  const { happened, enter } = placesFor(2);
  const leaves = ["a", "b", "c", "d"].map((name) => enter("one", name));
  expect(happened).toEqual(["idle", "a", "b"]);
  for (const leave of leaves.slice(0, 2)) leave();
  enter("one", "e");
  expect(happened).toEqual(["idle", "a", "b", "idle"]);
  enter("one", "f");
  expect(happened).toEqual(["idle", "a", "b", "idle", "c", "d"]);
});
