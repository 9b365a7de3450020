import { expect, test } from "vitest";
import { createConnectionPlaces } from "./connection-places.ts";

function placesFor(most: number) {
  const gone: string[] = [];
  const told: number[] = [];
  const answered = new Set<string>();
  let entered = 0;
  const places = createConnectionPlaces({ most, crowded: () => void told.push(entered) });
  const enter = (network: string, name: string) => {
    entered += 1;
    return places.enter({ network, isAnswered: () => answered.has(name), cut: () => void gone.push(name) });
  };
  return { gone, told, answered, enter };
}

test("nobody goes while there are places", () => {
  const { gone, told, enter } = placesFor(3);
  for (const name of ["a", "b", "c"]) enter("one", name);
  expect([gone, told]).toEqual([[], []]);
});

test("the oldest of whoever has the most goes, and never the one who has few", () => {
  const { gone, enter } = placesFor(4);
  enter("few", "first of few");
  for (const name of ["a", "b", "c", "d", "e"]) enter("many", name);
  expect(gone).toEqual(["a", "b"]);
  enter("few", "second of few");
  expect(gone).toEqual(["a", "b", "c"]);
});

test("whoever comes from many networks drives out nobody who is being answered", () => {
  const { gone, answered, enter } = placesFor(4);
  for (const name of ["a", "b"]) {
    enter("balancer", name);
    answered.add(name);
  }
  for (const name of ["1", "2", "3", "4", "5"]) enter(`network ${name}`, name);
  expect(gone).toEqual(["1", "2", "3"]);
  answered.delete("a");
  enter("network 6", "6");
  expect(gone).toEqual(["1", "2", "3", "a"]);
});

test("where all are being answered the newcomer has its place all the same", () => {
  const { gone, answered, enter } = placesFor(3);
  for (const name of ["a", "b", "c", "d"]) {
    answered.add(name);
    enter(name === "b" ? "few" : "many", name);
  }
  enter("new", "e");
  expect(gone).toEqual(["a", "c"]);
});

test("a place that was left is free, however often it is left", () => {
  const { gone, enter } = placesFor(1);
  for (const name of ["a", "b", "c"]) {
    const leave = enter("one", name);
    leave();
    leave();
  }
  expect(gone).toEqual([]);
});

test("what had to go leaves no second place when it is closed", () => {
  const { gone, enter } = placesFor(2);
  const leaves = ["a", "b", "c", "d"].map((name) => enter("one", name));
  expect(gone).toEqual(["a", "b"]);
  for (const leave of leaves.slice(0, 2)) leave();
  enter("one", "e");
  expect(gone).toEqual(["a", "b", "c"]);
});

test("of many places several are made at once, and it is told once for as many newcomers as there are places", () => {
  const { gone, told, enter } = placesFor(300);
  for (let count = 0; count < 601; count++) enter(`network ${count % 7}`, `${count}`);
  expect([gone.length, told]).toEqual([303, [301, 601]]);
});
