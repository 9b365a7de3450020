// Loaded ahead of a server that is measured: tells the parent, when it asks, what the process has used of the processor so far.
// JavaScript, since it runs in processes of others too.
import process from "node:process";

if (process.send) {
  process.on("message", (message) => {
    if (message === "cpu") {
      const { user, system } = process.cpuUsage();
      process.send?.({ cpuMicros: user + system, rss: process.memoryUsage.rss() });
    }
  });
  // The channel alone does not keep the process, and without a parent nobody needs it.
  process.channel?.unref();
  process.on("disconnect", () => setTimeout(() => process.exit(1), 5000).unref());
}
