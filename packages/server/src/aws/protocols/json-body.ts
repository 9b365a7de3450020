import { commonErrors } from "../common-errors.ts";

/** Deeper nesting than any request needs (an attribute value of DynamoDB has 32 levels, two of JSON each). */
const deepest = 200;

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const code = { quote: 0x22, backslash: 0x5c, openList: 0x5b, closeList: 0x5d, openObject: 0x7b, closeObject: 0x7d };

/**
 * The JSON value that the bytes are. Nesting is measured before parsing: a body of nothing but brackets would otherwise cost its size many
 * times over in memory, and what walks it later the stack.
 *
 * @throws AwsError SerializationException without text when they are empty, no UTF-8, no JSON, or nested too deep
 */
export function parseJsonBody(bytes: Uint8Array): unknown {
  if (depthOf(bytes) > deepest) throw commonErrors.serialization();
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    throw commonErrors.serialization();
  }
}

/** How deep brackets are nested, stopping at the limit. */
function depthOf(bytes: Uint8Array): number {
  let depth = 0;
  let most = 0;
  let quoted = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (quoted) {
      if (byte === code.backslash) at += 1;
      else if (byte === code.quote) quoted = false;
    } else if (byte === code.quote) {
      quoted = true;
    } else if (byte === code.openList || byte === code.openObject) {
      depth += 1;
      if (depth > most) most = depth;
      if (most > deepest) return most;
    } else if (byte === code.closeList || byte === code.closeObject) {
      depth -= 1;
    }
  }
  return most;
}
