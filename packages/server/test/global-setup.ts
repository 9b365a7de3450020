import type { TestProject } from "vitest/node";
import { offerPostgres } from "./postgres-on-demand.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where a test file asks for PostgreSQL's connection string. */
    postgresOnDemand: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const offered = await offerPostgres();
  project.provide("postgresOnDemand", offered.address);
  return () => offered.stop();
}
