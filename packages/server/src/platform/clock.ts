/** Time, in milliseconds since the epoch. Every part of the server asks this and never `Date.now()`. */
export interface Clock {
  /** The server's own time, which a developer may move: every expiry of ours is measured with it. */
  now(): number;
  /** The machine's time, which nothing moves: for what others sign and date (SigV4, SRP timestamps, foreign tokens, TLS). */
  wall(): number;
}

/** The clock of one server: its offset can be moved and is kept with the data. */
export interface MovableClock extends Clock {
  /** Milliseconds between `now()` and `wall()`. */
  offset(): number;
  /** Sets the offset, in milliseconds. */
  setOffset(offset: number): void;
}

export function createClock(wall: () => number = Date.now): MovableClock {
  let offset = 0;
  return {
    now: () => wall() + offset,
    wall,
    offset: () => offset,
    setOffset: (value) => {
      offset = value;
    },
  };
}
