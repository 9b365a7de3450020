import { expect, test } from "vitest";
import { stylesheet } from "./stylesheet.ts";

test("leaves fonts of Chinese, Japanese and Korean to the browser, which goes by the page's language: a font of one would write the others in its shapes", () => {
  const families = [...stylesheet.matchAll(/(?:font-family|--sans|--mono|\bfont):\s*([^;}]+)/g)].map(
    ([, names]) => names,
  );
  expect(families.length).toBeGreaterThan(0);
  expect(families.join()).not.toMatch(/CJK|Hiragino|YaHei|PingFang|Meiryo|Yu Gothic|JhengHei|Malgun|SimSun|Gothic/i);
});
