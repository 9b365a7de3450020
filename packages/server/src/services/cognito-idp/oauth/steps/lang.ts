import type { Step } from "./step.ts";

/** Which of them the pages have is for the pages to say. */
const LANGUAGE = /^[a-z]{2,3}(?:-[a-z\d]{2,8}){0,3}$/i;

export const lang: Step = {
  rule: "lang is kept when it has the form of a language's tag",
  take({ parameters }, draft) {
    const given = parameters.get("lang") ?? "";
    draft.lang = LANGUAGE.test(given) ? given : undefined;
    return undefined;
  },
};
