/**
 * Runs the stock clients against a Poolhouse that this script starts:
 *
 *     node compat/run.js [SUITE…] [--install]
 *
 * A SUITE is the beginning of a file name in compat/src/suites (`amplify`, `jose`); without one all of them run.
 *
 * Environment
 *   POOLHOUSE_COMPAT_DATABASES  comma list of memory, sqlite, postgres; default memory. Each gets the whole run.
 *   DATABASE_URL                a PostgreSQL database for `postgres`; without it the tests' own PostgreSQL is started.
 *   POOLHOUSE_REQUIRE           comma list of awscli, boto3, pyjwt, terraform: a listed tool that is absent fails instead of skipping.
 *   POOLHOUSE_TERRAFORM_MIRROR  the folder that holds registry.terraform.io, where it is in none of the usual places.
 *   POOLHOUSE_PYTHON            the Python interpreter to prefer for boto3 and PyJWT.
 *   POOLHOUSE_ENDPOINT, POOLHOUSE_AWS_ISSUER_ENDPOINT
 *                               use servers that already run (own issuers, AWS-shaped issuers) and start none.
 *
 * Plain JavaScript, so that it starts on any Node from 20 on; the suites run on the repository's Node 24.
 */
import { dirname } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { runSuites } from "../scripts/sub-package.js";

process.exitCode = await runSuites(dirname(fileURLToPath(import.meta.url)), process.argv.slice(2));
