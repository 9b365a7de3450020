/** Signals by which a server is asked to end. */
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** One keystroke reaches every process of a terminal's group, and launchers pass it on once more. */
const sameKeystrokeMs = 1000;

/**
 * Resolves with the first signal that asks for the end; a second one, later than the same keystroke's echoes, ends the process at once. The
 * end of the launcher that runs this process (see bin/poolhouse.js) counts as a signal.
 */
export function stopSignal(): Promise<string> {
  return new Promise((resolve) => {
    let first: number | undefined;
    const ask = (signal: string) => {
      const now = performance.now();
      first ??= now;
      if (now - first > sameKeystrokeMs) process.exit(1);
      resolve(signal);
    };
    for (const signal of signals) process.on(signal, ask);
    if (process.connected) {
      process.once("disconnect", () => ask("The launcher ended"));
      // The channel tells of its end without keeping the process.
      process.channel?.unref();
    }
  });
}
