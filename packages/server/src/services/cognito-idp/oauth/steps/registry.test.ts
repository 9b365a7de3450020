import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CALLBACK, type Parameters } from "../../../../../test/cognito-idp/login-domain.ts";
import { loginDomainOfFile } from "../../../../../test/cognito-idp/login-domain-of-file.ts";
import { addresseeSteps, requestSteps } from "./registry.ts";

const domain = await loginDomainOfFile({ server: { flags: { oauthPreset: "hardened" } } });

const rules = [...addresseeSteps, ...requestSteps].map(({ rule }) => rule);
const files = readdirSync(import.meta.dirname);
const about = (file: string) => readFileSync(`${import.meta.dirname}/${file}`, "utf8");

test("every step has a test whose title is its rule, and every such title is a step's", () => {
  const titles = files
    .filter((file) => file.endsWith(".test.ts") && file !== "registry.test.ts")
    .flatMap((file) => [...about(file).matchAll(/^describe\("(.+)", \(\) => \{$/gm)].map(([, title]) => title));
  expect(titles.toSorted()).toEqual(rules.toSorted());
});

test("a step is a file of its own, with its test beside it", () => {
  const steps = files.filter((file) => !file.endsWith(".test.ts") && !["registry.ts", "step.ts"].includes(file));
  expect(steps).toHaveLength(rules.length);
  for (const file of steps) {
    const rule = /^ {2}rule: "(.+)",$/m.exec(about(file))?.[1];
    expect(rules).toContain(rule);
    expect(about(file.replace(".ts", ".test.ts"))).toContain(`describe("${rule}"`);
  }
});

test("no rule is taken twice", () => {
  expect(new Set(rules).size).toBe(rules.length);
});

test("of several faults the first step's is told, who asks before what is asked", async () => {
  // Each fault besides all that come after it.
  const faults: [changes: Parameters, told: RegExp][] = [
    [{ client_id: undefined }, /\/error\?error=Required\+String\+parameter\+%27client_id%27/],
    [{ client_id: "nosuch" }, /\/error\?error=invalid_request&client_id=nosuch$/],
    [{ redirect_uri: undefined }, /\/error\?error=Required\+String\+parameter\+%27redirect_uri%27/],
    [{ redirect_uri: "https://evil.example" }, /\/error\?error=redirect_mismatch/],
    [{ response_type: "id_token" }, /[?]error=unsupported_response_type&/],
    [{ nonce: ["a", "b"] }, /[?]error=invalid_request&error_description=nonce%20comes%20more%20than%20once&/],
    [{ scope: "nosuch" }, /[?]error=invalid_scope&/],
    [{ code_challenge: "x" }, /description=code_challenge_method/],
    [{ prompt: "none login" }, /description=prompt/],
    [{ max_age: "x" }, /description=max_age/],
    [{ identity_provider: "Google" }, /description=There/],
    [{ resource: "x" }, /[?]error=invalid_target&/],
    [{ id_token_hint: "x" }, /description=id_token_hint/],
    [{ request: "x" }, /[?]error=request_not_supported&/],
  ];
  for (const [index, [, told]] of faults.entries()) {
    const changes = Object.assign(
      {},
      index > 7 ? PKCE : {},
      ...faults
        .slice(index)
        .toReversed()
        .map(([fault]) => fault),
    );
    const { location } = await domain.authorize(changes);
    expect(location).toMatch(told);
    expect(location.startsWith(index < 4 ? `${domain.base}/error?` : `${CALLBACK}?`)).toBe(true);
  }
});

/** What the preset asks of every public client. */
const PKCE = { code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", code_challenge_method: "S256" };
