import { describe, expect, test } from "vitest";
import { lang } from "./lang.ts";
import type { Draft } from "./step.ts";

function read(given: string): string | undefined {
  const draft: Pick<Draft, "lang"> = { lang: undefined };
  lang.take({ parameters: new URLSearchParams({ lang: given }) }, draft);
  return draft.lang;
}

describe("lang is kept when it has the form of a language's tag", () => {
  test.each(["en", "pt-BR", "zh-CN", "zh-Hant-TW"])("%s is kept", (given) => expect(read(given)).toBe(given));

  test.each(["", "e", "en_US", "<script>", "en-", "../de", "en\n", "x".repeat(40)])("%j is no language", (given) =>
    expect(read(given)).toBeUndefined(),
  );
});
