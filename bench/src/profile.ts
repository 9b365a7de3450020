import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../results/profiles", import.meta.url));
const wanted = process.argv.includes("--profile");

/** Node's flags for a server, when the run is to be profiled. @param name a folder of its own among the profiles */
export function profilerFlags(name: string): string[] {
  if (!wanted) return [];
  const own = join(folder, name);
  mkdirSync(own, { recursive: true });
  return ["--cpu-prof", "--cpu-prof-interval", "500", "--cpu-prof-dir", own];
}

/** Removes the profiles of an earlier run. */
export function forgetProfiles(): void {
  rmSync(folder, { recursive: true, force: true });
}

/** The part of the format of Chrome's profiles that is read here. */
interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  timeDeltas: number[];
}

/** What of a profile's time was spent where, as text: the functions with the most time of their own, one list a process or thread. */
export function describeProfiles(most = 30): string {
  if (!wanted) return "";
  const lines: string[] = [];
  for (const name of readdirSync(folder)) {
    for (const file of readdirSync(join(folder, name))) {
      // Node writes what Chrome reads.
      const profile: Profile = JSON.parse(readFileSync(join(folder, name, file), "utf8"));
      lines.push(`${name}/${file}`, ...topFunctions(profile, most), "");
    }
  }
  return lines.join("\n");
}

function topFunctions({ nodes, samples, timeDeltas }: Profile, most: number): string[] {
  const nodeOf = new Map(nodes.map((node) => [node.id, node.callFrame]));
  const own = new Map<string, number>();
  let busy = 0;
  for (const [index, id] of samples.entries()) {
    const frame = nodeOf.get(id);
    if (frame === undefined || frame.functionName === "(idle)") continue;
    const micros = timeDeltas[index] ?? 0;
    busy += micros;
    const place =
      frame.url === "" ? "" : ` ${frame.url.replace(/^.*\/(?=(packages|node_modules)\/)/, "")}:${frame.lineNumber + 1}`;
    const key = `${frame.functionName || "(anonymous)"}${place}`;
    own.set(key, (own.get(key) ?? 0) + micros);
  }
  return [...own]
    .toSorted(([, left], [, right]) => right - left)
    .slice(0, most)
    .map(
      ([key, micros]) =>
        `${((100 * micros) / busy).toFixed(1).padStart(6)} %  ${(micros / 1000).toFixed(0).padStart(7)} ms  ${key}`,
    );
}
