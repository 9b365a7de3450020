/** What somebody asks of the clock, in milliseconds. */
export type ClockChange =
  | { kind: "advance"; by: number }
  /** `to` is a moment. */
  | { kind: "set"; to: number }
  | { kind: "reset" };

/** A change, or a sentence that says what is wrong with the request. */
export type ParsedClockChange = { change: ClockChange } | { problem: string };

const SHAPES = 'one of {"advanceSeconds": 3600}, {"now": "2030-01-31T12:00:00Z"} and {"reset": true}';

/** RFC 3339 with a zone: without one it would mean another moment on another machine. */
const MOMENT = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:[Zz]|[+-]\d\d:\d\d)$/;

/** Reads the body of `POST /_poolhouse/clock`. */
export function parseClockChange(text: string): ParsedClockChange {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { problem: `The body must be JSON: ${SHAPES}.` };
  }
  if (typeof body !== "object" || body === null || Array.isArray(body))
    return { problem: `The body must be an object: ${SHAPES}.` };
  const members = Object.entries(body);
  const [member] = members;
  if (member === undefined || members.length > 1)
    return { problem: `The body must have exactly one member: ${SHAPES}.` };
  const [name, value] = member;
  const read = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
  return read?.(value) ?? { problem: `Unknown member; expected ${SHAPES}.` };
}

const READERS: Readonly<Record<string, (value: unknown) => ParsedClockChange>> = {
  advanceSeconds: (value) =>
    typeof value === "number" && Number.isFinite(value)
      ? { change: { kind: "advance", by: Math.round(value * 1000) } }
      : { problem: "advanceSeconds must be a number of seconds." },
  now: (value) => {
    const to = typeof value === "string" && MOMENT.test(value) ? Date.parse(value.toUpperCase()) : Number.NaN;
    return Number.isNaN(to)
      ? { problem: 'now must be a moment with its zone, such as "2030-01-31T12:00:00Z".' }
      : { change: { kind: "set", to } };
  },
  reset: (value) => (value === true ? { change: { kind: "reset" } } : { problem: "reset must be true." }),
};
