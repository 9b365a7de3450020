/** The memory that the bodies of all requests may take together. */
export interface BodyRoom {
  /** @param giveUp called when the place is taken away, for want of room */
  enter(giveUp: () => void): BodyPlace;
}

/** What one body takes of it. */
export interface BodyPlace {
  /** @param bytes what the body takes by now */
  hold(bytes: number): void;
  /** The body is whole: it stays until it is left. */
  settle(): void;
  /** May be called more than once. */
  leave(): void;
}

interface Guest {
  bytes: number;
  giveUp: () => void;
}

/**
 * Where the room does not suffice, the largest of the bodies that are still being sent goes. So whoever fills it with uploads that never end drives
 * out his own, and a request of the usual size always finds its place.
 *
 * @param most bytes
 */
export function createBodyRoom(most: number): BodyRoom {
  const coming = new Set<Guest>();
  let taken = 0;

  function makeRoom(): void {
    while (taken > most) {
      let largest: Guest | undefined;
      for (const guest of coming) if (largest === undefined || guest.bytes > largest.bytes) largest = guest;
      if (largest === undefined) return;
      coming.delete(largest);
      taken -= largest.bytes;
      largest.bytes = 0;
      largest.giveUp();
    }
  }

  return {
    enter(giveUp) {
      const guest: Guest = { bytes: 0, giveUp };
      coming.add(guest);
      return {
        hold(bytes) {
          if (!coming.has(guest)) return;
          taken += bytes - guest.bytes;
          guest.bytes = bytes;
          makeRoom();
        },
        settle: () => void coming.delete(guest),
        leave() {
          coming.delete(guest);
          taken -= guest.bytes;
          guest.bytes = 0;
        },
      };
    },
  };
}
