import type { Asked, Draft, Step } from "./step.ts";

/** Which of them the pages have is for the pages to say. */
const LANGUAGE = /^[a-z]{2,3}(?:-[a-z\d]{2,8}){0,3}$/i;

export const lang = {
  rule: "lang is kept when it has the form of a language's tag",
  take({ parameters }: Pick<Asked, "parameters">, draft: Pick<Draft, "lang">) {
    const given = parameters.get("lang") ?? "";
    draft.lang = LANGUAGE.test(given) ? given : undefined;
    return undefined;
  },
} satisfies Step;
