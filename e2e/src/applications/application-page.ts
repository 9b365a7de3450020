/** The page of a bundled application: what it is configured with, and where it shows what came of it. */

export const settings = JSON.parse(document.getElementById("settings")?.textContent ?? "");

export function show(id: string, text: string): void {
  const place = document.getElementById(id);
  if (place !== null) place.textContent = text;
}

export function failed(error: unknown): void {
  show("error", error instanceof Error ? `${error.name}: ${error.message}` : String(error));
}
