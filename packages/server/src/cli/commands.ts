import type { Run } from "./command.ts";
import type { CommandName } from "./command-list.ts";

/** Where each command is. Loaded when it is called: the others cost nothing. */
export const commands: Readonly<Record<CommandName, () => Promise<Run>>> = {
  start: async () => (await import("./start.ts")).start,
  migrate: async () => (await import("./migrate.ts")).migrate,
  certificate: async () => (await import("./certificate.ts")).certificate,
  call: async () => (await import("./call.ts")).call,
  doctor: async () => (await import("./doctor.ts")).doctor,
  version: async () => (await import("./version.ts")).version,
  help: async () => (await import("./help.ts")).help,
};
