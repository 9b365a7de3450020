import fc from "./property.ts";

/** Texts of any code points, lone surrogates included; ASCII often enough to matter. Starts faster than fast-check's own `binary`. */
export const anyText = (limits: { minLength?: number; maxLength?: number } = {}): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(fc.integer({ min: 0, max: 0x7f }), fc.integer({ min: 0, max: 0x10ffff })), limits)
    .map((points) => String.fromCodePoint(...points));
