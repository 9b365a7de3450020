import { parse, walk } from "css-tree";
import { describe, expect, test } from "vitest";
import fc from "../../../../test/property.ts";
import { SELECTORS } from "./allowed-css.ts";
import { checkCss } from "./check-css.ts";

const served = (css: string): string => {
  const checked = checkCss(css);
  return checked.ok ? checked.stylesheet : `refused: ${checked.refused}`;
};

test("the 18 documented selectors pass, each alone (documented)", () => {
  expect(SELECTORS.size).toBe(18);
  for (const selector of SELECTORS) {
    expect(served(`.${selector} { color: red; }`)).toBe(`.${selector}{color:red}`);
  }
});

test("lists of them pass too (assumed)", () => {
  expect(served(".label-customizable, .redirect-customizable { color: red }")).toBe(
    ".label-customizable,.redirect-customizable{color:red}",
  );
});

describe("an unknown selector refuses the whole sheet (observed)", () => {
  test.each([
    ".other-customizable",
    "body",
    "*",
    "#signInFormUsername",
    "label.label-customizable",
    ".label-customizable a",
    ".label-customizable:hover",
    ".submitButton-customizable:focus",
    ".label-customizable::before",
    ".label-customizable:nth-of-type(2)",
    ".label-customizable > input[value^=a]",
    ".Label-customizable",
    "&",
  ])("%s", (selector) => {
    expect(served(`.label-customizable { color: red } ${selector} { color: blue }`)).toMatch(/^refused: /);
  });
});

describe("at-rules, JavaScript, what loads and what ends the sheet refuse it (documented; in part assumed)", () => {
  test.each([
    "@import 'https://evil.example/x.css';",
    "@IMPORT url(x);",
    "@media print { .label-customizable { color: red } }",
    "@supports (color: red) { .label-customizable { color: red } }",
    "@page { margin: 0 }",
    "@font-face { font-family: x; src: url(x) }",
    "@charset 'utf-8';",
    ".label-customizable { @media print { color: red } }",
    ".label-customizable { background: url(https://evil.example/x) }",
    ".label-customizable { background: URL('x') }",
    ".label-customizable { background: image-set('x' 1x) }",
    ".label-customizable { background: src('x') }",
    ".label-customizable { width: expression(alert(1)) }",
    ".label-customizable { width: exp/**/ression(alert(1)) }",
    ".label-customizable { color: var(--x) }",
    ".label-customizable { color: attr(value) }",
    ".label-customizable { --x: red }",
    ".label-customizable { -moz-binding: none }",
    ".label-customizable { behavior: none }",
    ".label-customizable { content: 'Password' }",
    ".label-customizable { font-family: 'javascript:alert(1)' }",
    ".label-customizable { color: \\72 ed }",
    ".label-\\63ustomizable { color: red }",
    ".label-customizable { font-family: '</style><script>alert(1)</script>' }",
    ".label-customizable { color: red } </style><script>alert(1)</script>",
    "<!-- .label-customizable { color: red } -->",
    ".label-customizable { .redirect-customizable { color: red } }",
    ".label-customizable { color: red } }",
    "color: red",
  ])("%s", (css) => {
    expect(served(css)).toMatch(/^refused: /);
  });
});

test("Cognito's own default sheet passes whole (observed)", () => {
  const css = `.logo-customizable { max-width: 60%; max-height: 30%; }
    .banner-customizable { padding: 25px 0px 25px 0px; background-color: lightgray; }
    .submitButton-customizable { font-size: 14px; font-weight: bold; margin: 20px 0px 10px 0px; height: 40px; width: 100%; color: #fff; background-color: #337ab7; }
    .errorMessage-customizable { padding: 5px; font-size: 14px; width: 100%; background: #F5F5F5; border: 2px solid #D64958; color: #D64958; box-sizing: border-box }
    .inputField-customizable:focus { border-color: #66afe9; outline: 0; }
    .textDescription-customizable { padding-top: 10px; padding-bottom: 10px; display: block; font-size: 16px; }`;
  const declarations = css.match(/[a-z-]+:\s[^;}]+/g) ?? [];
  const sheet = served(css);
  expect(declarations.length).toBe(24);
  for (const declaration of declarations) {
    expect(sheet).toContain(declaration.trim().replace(": ", ":").replaceAll(/\s+/g, " "));
  }
});

test("colours, arithmetic and gradients pass", () => {
  const declarations = "color:rgb(1 2 3/50%);width:calc(100% - 2px);background:linear-gradient(to right,red,#00f)";
  expect(served(`.banner-customizable { ${declarations} }`)).toBe(`.banner-customizable{${declarations}}`);
});

test("comments are not served, whatever is in them", () => {
  expect(
    served("/* </style> @import *//*! kept by minifiers */ .label-customizable { /* <b> */ color: red /* \\ */ }"),
  ).toBe(".label-customizable{color:red}");
});

test("what no browser would understand is not served (assumed: kept and without effect)", () => {
  expect(served(".label-customizable { colour: red; color: 12px; font-size: 16px }")).toBe(
    ".label-customizable{font-size:16px}",
  );
});

test("an empty sheet passes", () => {
  expect(served("")).toBe("");
  expect(served("  \n ")).toBe("");
});

/** Text made of the pieces that attacks are made of, and of anything. */
const pieces = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...[...SELECTORS].map((name) => `.${name}`)) },
  {
    weight: 8,
    arbitrary: fc.constantFrom(
      ..."{|}|;|:|,|(|)|[|]|'|\"|\\|/*|*/|<|>|</style>|<!--|-->|@import|@media|url(|expression(|var(|color|color:red|width:1px|!important|--x:|\\75rl(|\n|\f|\0| |\u{2028}|;}|content:''|javascript:|&|+|~|*|%|#fff|behavior:"
        .split("|")
        .concat("|"),
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 4 }) },
);
const selector = fc.constantFrom(...[...SELECTORS].map((name) => `.${name}`));
const declaration = fc.constantFrom("color:red", "width:1px", "border:1px solid #fff", "font-family:'a'");
/** Good rules, of which some have a piece somewhere within. */
const rules = fc
  .tuple(
    selector,
    fc.array(fc.oneof({ weight: 8, arbitrary: declaration }, pieces), { maxLength: 3 }),
    fc.option(pieces, { freq: 1 }),
  )
  .map(([named, inside, before]) => `${before ?? ""}${named}{${inside.join(";")}}`);
const sheets = fc
  .array(fc.oneof({ weight: 3, arbitrary: rules }, pieces), { maxLength: 6 })
  .map((parts) => parts.join(""));

test("of any text, what is served is nothing but the allowed selectors with harmless declarations", () => {
  let passed = 0;
  fc.assert(
    fc.property(sheets, (css) => {
      const checked = checkCss(css);
      if (!checked.ok) return;
      const { stylesheet } = checked;
      if (stylesheet !== "") passed += 1;
      expect(stylesheet).not.toMatch(/[<\\@\0]|url\(|expression|javascript|\/\*/i);
      const errors: string[] = [];
      const tree = parse(stylesheet, { onParseError: ({ message }) => errors.push(message) });
      expect(errors).toEqual([]);
      walk(tree, (node) => {
        if (node.type === "ClassSelector") expect(SELECTORS.has(node.name)).toBe(true);
        expect([
          "Atrule",
          "Url",
          "Raw",
          "TypeSelector",
          "IdSelector",
          "AttributeSelector",
          "NestingSelector",
        ]).not.toContain(node.type);
      });
      // Judged again, it is the same: what was served is what was checked.
      expect(checkCss(stylesheet)).toEqual(checked);
    }),
    { numRuns: 3_000 },
  );
  expect(passed).toBeGreaterThan(100);
});
