export interface ConnectionPlacesOptions {
  /** Connections that are open at a time. */
  most: number;
  /** Closes those that wait for another request, which clients are prepared for. */
  closeIdle(): void;
}

/** The connections that are open, by whose they are. */
export interface ConnectionPlaces {
  /**
   * @param network whose it is
   * @param cut called when it has to go
   * @returns what to call when it is closed
   */
  enter(network: string, cut: () => void): () => void;
}

/**
 * Bounds how many connections are open: one that is encrypted takes some eighty kilobytes, and whoever likes may open thousands and leave them.
 * Where there are too many the idle ones are closed, and when that is not enough the oldest of the network that has the most. So whoever takes all
 * places drives out his own, and others find theirs.
 */
export function createConnectionPlaces({ most, closeIdle }: ConnectionPlacesOptions): ConnectionPlaces {
  const byNetwork = new Map<string, Set<() => void>>();
  let open = 0;
  let entered = 0;
  let nextLook = 0;

  function leave(network: string, cut: () => void): void {
    const own = byNetwork.get(network);
    if (!own?.delete(cut)) return;
    open -= 1;
    if (own.size === 0) byNetwork.delete(network);
  }

  function makeRoom(): void {
    // Looking for idle ones takes a while where there are thousands: once for as many newcomers as there are places.
    if (entered >= nextLook) {
      nextLook = entered + most;
      closeIdle();
      // What they leave is known when they are closed.
      return;
    }
    while (open > most) {
      const [network, own] = [...byNetwork].reduce((one, other) => (other[1].size > one[1].size ? other : one));
      const [oldest] = own;
      if (oldest === undefined) return;
      leave(network, oldest);
      oldest();
    }
  }

  return {
    enter(network, cut) {
      // Its own even where the same function comes twice.
      const entry = () => cut();
      const own = byNetwork.get(network) ?? new Set();
      byNetwork.set(network, own.add(entry));
      open += 1;
      entered += 1;
      if (open > most) makeRoom();
      return () => leave(network, entry);
    },
  };
}
