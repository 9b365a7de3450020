export interface ConnectionPlacesOptions {
  /** Connections that are open at a time. */
  most: number;
  /** Told that there are more, once for as many newcomers as there are places. */
  crowded(): void;
}

/** A connection, as far as its place goes. */
export interface Guest {
  /** Whose it is. */
  network: string;
  /** Whether a whole request of it waits for its answer. */
  isAnswered(): boolean;
  /** Called when it has to go. */
  cut(): void;
}

/** The connections that are open, by whose they are. */
export interface ConnectionPlaces {
  /** @returns what to call when it is closed */
  enter(guest: Guest): () => void;
}

/**
 * Bounds how many connections are open: one that is encrypted takes some eighty kilobytes, and whoever likes may open thousands and leave them.
 * Where there are too many, those go that wait for a request or for the rest of one: the oldest of the network that has the most such. Whoever takes
 * all places drives out his own, and whoever takes them from many networks nobody's requests. Only where all are being answered some of these go.
 */
export function createConnectionPlaces({ most, crowded }: ConnectionPlacesOptions): ConnectionPlaces {
  // Oldest first.
  const guests = new Set<Guest>();
  // Looking through thousands takes a while: so many go at once.
  const atOnce = Math.max(1, Math.floor(most / 100));
  let entered = 0;
  let nextTold = 0;

  function makeRoom(newcomer: Guest): void {
    if (entered >= nextTold) {
      nextTold = entered + most;
      crowded();
    }
    const others = [...guests].filter((guest) => guest !== newcomer);
    const waiting = others.filter((guest) => !guest.isAnswered());
    for (const guest of firstToGo(waiting.length > 0 ? waiting : others, atOnce)) {
      guests.delete(guest);
      guest.cut();
    }
  }

  return {
    enter(given) {
      // Its own even where the same one comes twice.
      const guest = { ...given };
      guests.add(guest);
      entered += 1;
      if (guests.size > most) makeRoom(guest);
      return () => void guests.delete(guest);
    },
  };
}

/** The oldest of the network that has the most, so many times. */
function firstToGo(guests: readonly Guest[], count: number): Guest[] {
  const byNetwork = Map.groupBy(guests, ({ network }) => network);
  const gone: Guest[] = [];
  while (gone.length < count) {
    let largest: Guest[] = [];
    for (const own of byNetwork.values()) if (own.length > largest.length) largest = own;
    const oldest = largest.shift();
    if (oldest === undefined) break;
    gone.push(oldest);
  }
  return gone;
}
