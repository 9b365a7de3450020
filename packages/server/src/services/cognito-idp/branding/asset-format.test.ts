import { describe, expect, test } from "vitest";
import { ICO, JPEG, PNG, svg, WEBP } from "../../../../test/cognito-idp/images.ts";
import fc from "../../../../test/property.ts";
import { formatOf, formatOfLogo } from "./asset-format.ts";

const isSvg = (text: string | Uint8Array) => formatOf(Buffer.from(text), "SVG") !== undefined;

test("each format is known by its bytes alone", () => {
  const files = { ICO, JPEG, PNG, SVG: svg(), WEBP } as const;
  for (const [name, bytes] of Object.entries(files)) {
    for (const extension of ["ICO", "JPEG", "PNG", "SVG", "WEBP"] as const) {
      expect([name, extension, formatOf(bytes, extension) !== undefined]).toEqual([
        name,
        extension,
        name === extension,
      ]);
    }
  }
});

test("a classic logo is PNG or JPEG (documented)", () => {
  expect([PNG, JPEG, svg(), ICO, WEBP].map((bytes) => formatOfLogo(bytes)?.type)).toEqual([
    "image/png",
    "image/jpeg",
    undefined,
    undefined,
    undefined,
  ]);
});

describe("SVG as drawing programs write it passes", () => {
  test.each([
    "<svg/>",
    '<?xml version="1.0" encoding="UTF-8"?>\n<!-- Generator: some -->\n<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg></svg>',
    '<svg><defs><linearGradient id="a"/></defs><rect fill="url(#a)"/><use xlink:href="#a"/></svg>',
    '<svg><style>.a{fill:red}</style><text class="a">on = off</text></svg>',
    '<svg><image href="data:image/png;base64,iVBORw0KGgo="/></svg>',
    '<svg><text data-icon="x">größer</text></svg>',
  ])("%s", (text) => expect(isSvg(text)).toBe(true));
});

describe("SVG that could run, load or expand something does not", () => {
  test.each([
    "<svg><script>alert(1)</script></svg>",
    "<svg><SCRIPT/></svg>",
    "<svg><x:script/></svg>",
    "<svg><a:script href='x'/></svg>",
    '<svg onload="alert(1)"/>',
    "<svg\nonload = alert(1)/>",
    "<svg a='b'onload='x'/>",
    "<svg/onload=alert(1)>",
    "<svg><foreignObject><body/></foreignObject></svg>",
    "<svg><iframe/></svg>",
    '<svg><a href="javascript:alert(1)"/></svg>',
    '<svg><a href=" https://evil.example"/></svg>',
    '<svg><image href="https://evil.example/x.png"/></svg>',
    '<svg><use href="data:image/svg+xml;base64,PHN2Zy8+"/></svg>',
    '<svg><set attributeName="href" to="x"/></svg>',
    '<svg><animate attributeName="href"/></svg>',
    "<svg><animateTransform/></svg>",
    '<!DOCTYPE svg [<!ENTITY x "y">]><svg>&x;</svg>',
    "<svg><![CDATA[<script/>]]></svg>",
    '<svg><?xml-stylesheet href="x"?></svg>',
    '<?xml-stylesheet href="x"?><svg/>',
    "<!-- <svg> --><html/>",
    "<html><svg/></html>",
    "text",
    "",
  ])("%s", (text) => expect(isSvg(text)).toBe(false));

  test("nor bytes that are no UTF-8", () => {
    expect(isSvg(Buffer.concat([svg(), Buffer.from([0xff])]))).toBe(false);
    expect(isSvg(Buffer.from("\ufeff<svg/>", "utf16le"))).toBe(false);
  });

  test("wherever it stands in whatever surroundings", () => {
    const harmful = fc.constantFrom(
      "<script>",
      "<foreignObject>",
      ' onload="x"',
      "<![CDATA[",
      '<a href="https://x">',
      "<!ENTITY a ''>",
    );
    const around = fc.array(
      fc.constantFrom("<g>", "</g>", "text", " ", '"', "'", "=", "/>", "\n", "<path d='M0 0'/>"),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(around, harmful, around, (before, middle, after) => {
        expect(isSvg(`<svg>${before.join("")}${middle}${after.join("")}</svg>`)).toBe(false);
      }),
    );
  });
});

test("any bytes are judged quickly and without failing", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      for (const extension of ["ICO", "JPEG", "PNG", "SVG", "WEBP"] as const) formatOf(bytes, extension);
    }),
  );
  for (const text of [
    "<!--".repeat(50_000),
    `<svg ${" ".repeat(500_000)}`,
    `<svg>${"<".repeat(200_000)}`,
    `<svg ${"href".repeat(100_000)}`,
  ]) {
    isSvg(text);
  }
});
