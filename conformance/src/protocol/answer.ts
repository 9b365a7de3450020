import type { Trial } from "../trial.ts";
import { type Authorization, describeVisit } from "./authorize.ts";

/** The parameters of the answer at the redirect URI, and what holds for every one, good or bad. */
export function readAnswer(trial: Trial, { client, parameters, end }: Authorization): URLSearchParams {
  const arrival = trial.need(
    end.kind === "arrival" ? end : undefined,
    `the answer comes at the redirect URI: ${describeVisit(end)}`,
  );
  const { url } = arrival;
  trial.must(
    `${url.origin}${url.pathname}` === client.redirectUri,
    `the answer comes at the redirect URI of the request, not at ${url}`,
  );
  trial.must(url.hash === "", "an answer of the code flow has no fragment");
  const answer = url.searchParams;
  for (const name of new Set(answer.keys())) {
    trial.must(answer.getAll(name).length === 1, `${name} comes once in the answer`);
  }
  trial.must(
    answer.get("state") === (parameters.state ?? null),
    `state comes back as it was sent: ${parameters.state} became ${answer.get("state")}`,
  );
  const { authorization_response_iss_parameter_supported: promised, issuer } = trial.metadata;
  const iss = answer.get("iss");
  trial.must(iss === null || iss === issuer, `iss in the answer is the issuer, not ${iss} (RFC 9207)`);
  trial.must(promised !== true || iss !== null, "iss is in the answer, as discovery says (RFC 9207)");
  return answer;
}

/** Characters that RFC 6749 allows in a description. */
const DESCRIPTION = /^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/;
const OF_ERRORS: readonly string[] = ["error", "error_description", "error_uri", "state", "session_state", "iss"];

/** The code of an error answer. */
export function readError(trial: Trial, authorization: Authorization): string {
  const answer = readAnswer(trial, authorization);
  const error = trial.need(answer.get("error"), `the answer is an error, not ${[...answer.keys()].join(", ")}`);
  trial.must(!answer.has("code"), "an error answer has no code");
  trial.must(DESCRIPTION.test(answer.get("error_description") ?? ""), "error_description is ASCII without quotes");
  const others = [...answer.keys()].filter((name) => !OF_ERRORS.includes(name));
  trial.should(others.length === 0, `an error answer has no other parameters; it has ${others.join(", ")}`);
  return error;
}

/** A code has 128 bits; this many of them are to be seen by counting its characters. */
const LEAST_LENGTH = 16;
const LEAST_ENTROPY = 96;

/** The code of a good answer. */
export function readCode(trial: Trial, authorization: Authorization): string {
  const answer = readAnswer(trial, authorization);
  const error = answer.get("error");
  trial.must(error === null, `the request succeeds: error=${error}, ${answer.get("error_description") ?? ""}`);
  const code = trial.need(answer.get("code"), "the answer has a code");
  trial.must(
    code.length >= LEAST_LENGTH && entropyOf(code) >= LEAST_ENTROPY,
    `nobody can guess the code ${code} (RFC 6749, 10.10)`,
  );
  return code;
}

/** Shannon's entropy of the characters: bits. */
function entropyOf(text: string): number {
  const counts = Map.groupBy(text, (character) => character)
    .values()
    .map(({ length }) => length / text.length);
  return -text.length * counts.reduce((sum, share) => sum + share * Math.log2(share), 0);
}
