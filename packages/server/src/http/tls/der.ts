/** One element of DER (ITU-T X.690): its tag and its content. Tags of one byte only. */
export interface DerElement {
  tag: number;
  content: Buffer;
}

export const derTags = {
  sequence: 0x30,
  /** Context-specific and primitive: an implicitly tagged string of bytes. */
  context: (number: number) => 0x80 | number,
  /** Context-specific and constructed. */
  contextList: (number: number) => 0xa0 | number,
} as const;

export function derElement(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), lengthBytes(content.length), content]);
}

function lengthBytes(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}

/**
 * The elements that stand one after the other.
 * @throws Error when the bytes are cut short or use a form that DER does not have
 */
export function derElements(bytes: Uint8Array): DerElement[] {
  const buffer = Buffer.from(bytes);
  const elements: DerElement[] = [];
  let at = 0;
  while (at < buffer.length) {
    const tag = buffer[at] ?? 0;
    const first = buffer[at + 1] ?? 0x80;
    const lengthSize = first < 0x80 ? 0 : first & 0x7f;
    if ((first >= 0x80 && lengthSize === 0) || lengthSize > 4 || at + 2 + lengthSize > buffer.length)
      throw new Error("malformed DER");
    const length = lengthSize === 0 ? first : buffer.readUIntBE(at + 2, lengthSize);
    const start = at + 2 + lengthSize;
    if (start + length > buffer.length) throw new Error("malformed DER");
    elements.push({ tag, content: buffer.subarray(start, start + length) });
    at = start + length;
  }
  return elements;
}
