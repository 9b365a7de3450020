import { expect, test } from "vitest";
import { createBodyRoom } from "./body-room.ts";

/** Bodies by name, and which of them had to go. */
function roomOf(most: number) {
  const room = createBodyRoom(most);
  const gone: string[] = [];
  return { gone, enter: (name: string) => room.enter(() => void gone.push(name)) };
}

test("everything finds its place while there is room", () => {
  const { gone, enter } = roomOf(100);
  for (const name of ["a", "b"]) enter(name).hold(50);
  expect(gone).toEqual([]);
});

test("the largest of the unfinished gives way, whoever came last", () => {
  const { gone, enter } = roomOf(100);
  enter("small").hold(20);
  enter("large").hold(60);
  enter("new").hold(30);
  expect(gone).toEqual(["large"]);
});

test("the one that grows beyond all others gives way itself", () => {
  const { gone, enter } = roomOf(100);
  const growing = enter("growing");
  enter("other").hold(40);
  for (const bytes of [10, 50, 70, 200]) growing.hold(bytes);
  expect(gone).toEqual(["growing"]);
});

test("a whole body stays, and takes its room until it is left", () => {
  const { gone, enter } = roomOf(100);
  const whole = enter("whole");
  whole.hold(90);
  whole.settle();
  enter("first").hold(20);
  expect(gone).toEqual(["first"]);
  whole.leave();
  whole.leave();
  enter("second").hold(100);
  enter("third").hold(100);
  expect(gone).toEqual(["first", "second"]);
});

test("what gave way takes no room, whatever is said of it afterwards", () => {
  const { gone, enter } = roomOf(100);
  const large = enter("large");
  large.hold(101);
  large.hold(500);
  large.leave();
  enter("next").hold(100);
  expect(gone).toEqual(["large"]);
});
