/** The smallest PNG that browsers show: one transparent pixel. */
export const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

/** The beginning of a JPEG, which is all that is looked at. */
export const JPEG = Buffer.from("ffd8ffe000104a46494600010100000100010000ffd9", "hex");

/** The beginning of an icon file with one image. */
export const ICO = Buffer.from("00000100010001010000010018003000000016000000", "hex");

export const WEBP = Buffer.concat([Buffer.from("RIFF"), Buffer.from([26, 0, 0, 0]), Buffer.from("WEBPVP8L")]);

/** @param content within the root element */
export const svg = (content = '<circle cx="5" cy="5" r="4" fill="#0972d3"/>'): Buffer =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">${content}</svg>`);

/** A PNG of so many bytes: what comes after its end is not looked at. */
export const pngOf = (bytes: number): Buffer => Buffer.concat([PNG, Buffer.alloc(bytes - PNG.length)]);
