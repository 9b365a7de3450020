import { expect, test } from "vitest";
import fc from "../../../../test/property.ts";
import { plainText } from "./plain-text.ts";

test.each([
  ["Your code is <b>1234</b>.", "Your code is 1234."],
  ["Hello,<br>you<br/><br />are in", "Hello,\nyou\n\nare in"],
  ["<p>One</p><p>Two</p>\n\n <div>Three</div><div>Four</div>", "One\n\nTwo\n\nThree\nFour"],
  ["a &lt;b&gt; &amp; &#65;&#x42; &quot;c&quot; &unknown;", 'a <b> & AB "c" &unknown;'],
  ["a   \n  b", "a b"],
  ["1 < 2 and 2<3", "1 < 2 and 2<3"],
])("turns %j into lines of text", (html, text) => {
  expect(plainText(html)).toBe(text);
});

test("keeps the target of a link, with its entities decoded", () => {
  expect(plainText('Please <a class="x" href="https://a.test/?a=1&amp;b=2">confirm</a>.')).toBe(
    "Please confirm (https://a.test/?a=1&b=2).",
  );
});

test("does not repeat a target that is the link's text", () => {
  expect(plainText('<a href="https://a.test/">https://a.test/</a>')).toBe("https://a.test/");
});

test("leaves out styles, scripts, titles and comments", () => {
  const html = "<head><title>t</title></head><style>p { }</style>a<!-- <b>no</b> --><script>x</script> b";
  expect(plainText(html)).toBe("a b");
});

test("leaves out what an element or comment that never ends hides", () => {
  expect(plainText("a<style>p")).toBe("a");
  expect(plainText("a<!-- b")).toBe("a");
});

test("takes any text without failing, and never adds what was not there", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => plainText(text).length <= text.length + 2));
});
