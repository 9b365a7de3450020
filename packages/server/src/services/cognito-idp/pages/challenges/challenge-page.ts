import type { ChallengeNameType } from "../../../../models/cognito-idp/types.ts";
import type { Again } from "../page.ts";
import type { Problem } from "../problem.ts";
import type { Shown } from "../show.ts";
import type { Texts } from "../texts/en.ts";
import type { Visit } from "../visit.ts";

/** The page of a challenge: its file, a line in `registry.ts`, and its path in `oauth/routes.ts`. */
export interface ChallengePage {
  challenge: ChallengeNameType;
  /** Within the domain, as AWS writes it. */
  path: string;
  /** What of the challenge's parameters the page needs. It travels in a cookie: keep it short. */
  keep(parameters: Readonly<Record<string, string>>): Record<string, string>;
  show(visit: Visit, kept: Readonly<Record<string, string>>, again?: Again): Shown;
  /** What is wrong with a form before the sign-in machine is asked. */
  check(form: URLSearchParams, texts: Texts, kept: Readonly<Record<string, string>>): Problem | undefined;
  /** ChallengeResponses besides USERNAME. @throws AwsError for values that the API would not take */
  responses(form: URLSearchParams): Record<string, string>;
  /** What the form calls the fields that errors are about. */
  fields: Readonly<Partial<Record<"username" | "password" | "code" | "email" | "phone_number", string>>>;
}
