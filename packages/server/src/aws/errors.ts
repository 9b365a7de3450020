/**
 * An error that a service declares: rendered by the protocol in use. Anything else that an operation throws is an internal failure
 * and never reaches the wire as it is.
 */
export class AwsError extends Error {
  /** The shape's name, for example `UserNotFoundException`. */
  readonly code: string;
  readonly status: number;
  /** Members of the error shape besides its message. */
  readonly members: Readonly<Record<string, unknown>>;
  /** Absent on the wire, not empty, when undefined: some answers of AWS have no message at all. */
  readonly text: string | undefined;

  constructor(code: string, text?: string, options: { status?: number; members?: Record<string, unknown> } = {}) {
    super(text ?? code);
    this.name = code;
    this.code = code;
    this.text = text;
    this.status = options.status ?? 400;
    this.members = options.members ?? {};
  }
}
