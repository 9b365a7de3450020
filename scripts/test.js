import { checks } from "./check.js";
import { runSteps } from "./steps.js";

const cognito = "packages/server/src/services/cognito-idp";

/** Everything, as CI runs it. */
process.exitCode = await runSteps([
  ...checks,
  { name: "attacks and proofs", command: ["vitest", "run", "packages/server/test"], vitest: true },
  {
    name: "operations, login pages and attacks on PostgreSQL",
    command: [
      "vitest",
      "run",
      ...["operations", "oauth", "pages", "login-sessions", "branding", "domains"].map((part) => `${cognito}/${part}`),
      "packages/server/test/attacks",
    ],
    environment: { POOLHOUSE_TEST_SERVER_DATABASE: "postgres" },
    vitest: true,
  },
  { name: "packages installed from their tarballs", command: ["node", "scripts/tarballs.js"] },
  { name: "crash rounds", command: ["node", "scripts/crash-rounds.ts"] },
  { name: "stock clients", command: ["node", "compat/run.js"] },
  { name: "OpenID conformance", command: ["node", "conformance/run.js", "--check"] },
  { name: "pages in a browser", command: ["node", "e2e/run.js"] },
]);
