import { html } from "hono/html";
import type { PasswordPolicy } from "../../pools/user-pool.ts";
import { type Html, nothing } from "../html.ts";
import type { Texts } from "../texts/en.ts";
import { fill } from "../texts/fill.ts";

/** A rule of the policy: how the classic page names its line (recorded: the sign-up page of 2020), when it is due, what it says. */
const CHECKS: readonly {
  name: "lowerletter" | "upperletter" | "numbers" | "symbols" | "length";
  isDue(policy: PasswordPolicy): boolean;
  text(texts: Texts, policy: PasswordPolicy): string;
}[] = [
  { name: "lowerletter", isDue: (policy) => policy.requireLowercase, text: ({ checkLower }) => checkLower },
  { name: "upperletter", isDue: (policy) => policy.requireUppercase, text: ({ checkUpper }) => checkUpper },
  { name: "numbers", isDue: (policy) => policy.requireNumbers, text: ({ checkNumber }) => checkNumber },
  { name: "symbols", isDue: (policy) => policy.requireSymbols, text: ({ checkSymbol }) => checkSymbol },
  {
    name: "length",
    isDue: () => true,
    text: ({ checkLength }, { minimumLength }) => fill(checkLength, { length: minimumLength }),
  },
];

/**
 * What the pool asks of a password, as a list that the page's script marks while somebody types. Without it the list says what is due.
 *
 * @param of `password` and `repeated` are ids of fields; `list` is the list's own
 */
export function passwordChecks(
  texts: Texts,
  policy: PasswordPolicy,
  of: { password: string; repeated?: string; list: string },
): Html {
  const due = CHECKS.filter((check) => check.isDue(policy));
  return html`<ul class="checks" id="${of.list}" data-checks="${of.password}" data-minimum="${policy.minimumLength}">
${due.map(
  ({ name, text }) =>
    html`<li class="checkPassword-${name}" data-check="${name}"><span class="mark" aria-hidden="true"></span><span class="checkPasswordText-${name}">${text(texts, policy)}</span></li>`,
)}
${
  of.repeated === undefined
    ? nothing
    : html`<li class="checkPassword-confirmPassword" data-check="match" data-repeated="${of.repeated}" data-good="${texts.checkMatch}" data-bad="${texts.checkNoMatch}" hidden><span class="mark" aria-hidden="true"></span><span class="checkPasswordText-confirmPassword"></span></li>`
}
</ul>`;
}
