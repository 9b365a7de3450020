/**
 * A service as its generated `model.json` states it: what operations there are, what goes in and out, and what each value must satisfy.
 * Field names follow botocore's service descriptions, from which the file is made.
 */
export interface ServiceModel {
  /** SHA-256 of the patches that the model was made with, in hexadecimal. */
  patches: string;
  metadata: ServiceMetadata;
  operations: Readonly<Record<string, OperationModel>>;
  shapes: Readonly<Record<string, Shape>>;
}

export interface ServiceMetadata {
  apiVersion: string;
  /** First label of the AWS host name, and this project's name of the service: `cognito-idp`. */
  endpointPrefix: string;
  /** The service's name in a credential scope. */
  signingName: string;
  serviceId: string;
  protocol: "json" | "rest-json" | "rest-xml" | "query";
  /** For `json`: "1.0" or "1.1". */
  jsonVersion?: string;
  /** For `json`: what stands before the dot in `X-Amz-Target`. */
  targetPrefix?: string;
  xmlNamespace?: string;
}

export interface OperationModel {
  http: { method: string; requestUri: string; responseCode?: number };
  /** Name of the input structure; absent when the operation takes nothing. */
  input?: string;
  /** Name of the output structure; absent when the operation answers with no body at all. */
  output?: string;
  /** Wrapper element of the answer, for `query` and `rest-xml`. */
  resultWrapper?: string;
  /** Names of the error structures the operation declares. */
  errors: readonly string[];
  /** The operation needs no signature, and ignores one that is there. */
  unsigned?: true;
  deprecated?: true;
}

export type Shape =
  | StructureShape
  | ListShape
  | MapShape
  | StringShape
  | NumberShape
  | BooleanShape
  | BlobShape
  | TimestampShape
  | DocumentShape;

export interface StructureShape {
  type: "structure";
  members: Readonly<Record<string, MemberModel>>;
  required?: readonly string[];
  /** Exactly one member is set. */
  union?: true;
  /** The structure is an error; `code` is its name on the wire where that differs from the shape's. */
  error?: { status?: number; code?: string; fault?: true };
  /** Name of the member that is the whole body, for the REST protocols. */
  payload?: string;
  sensitive?: true;
}

export interface ListShape {
  type: "list";
  member: MemberModel;
  min?: number;
  max?: number;
  flattened?: true;
  sensitive?: true;
}

export interface MapShape {
  type: "map";
  key: MemberModel;
  value: MemberModel;
  min?: number;
  max?: number;
  flattened?: true;
  sensitive?: true;
}

export interface StringShape {
  type: "string";
  /** Counted in code points. */
  min?: number;
  max?: number;
  pattern?: PatternModel;
  enum?: readonly string[];
  sensitive?: true;
}

export interface NumberShape {
  type: "integer" | "long" | "float" | "double";
  min?: number;
  max?: number;
  sensitive?: true;
}

export interface BooleanShape {
  type: "boolean";
  sensitive?: true;
}

export interface BlobShape {
  type: "blob";
  /** Counted in bytes after decoding. */
  min?: number;
  max?: number;
  streaming?: true;
  sensitive?: true;
}

export interface TimestampShape {
  type: "timestamp";
  timestampFormat?: "unixTimestamp" | "iso8601" | "rfc822";
  sensitive?: true;
}

/** Any JSON value. */
export interface DocumentShape {
  type: "document";
  sensitive?: true;
}

/**
 * A pattern that the whole value must match. `text` is AWS's own, in Java's syntax, and is what messages quote; the generator
 * translated it into one of the two other forms.
 */
export interface PatternModel {
  text: string;
  /** Source of a JavaScript regular expression with flag `u`, anchored at both ends. */
  regex?: string;
  /** Literals that stand in a value in this order, each apart from the other, with characters of one class around them. */
  around?: AroundModel;
}

export interface AroundModel {
  /** Source, with flag `u`, of the characters that must not occur; absent when all may. */
  outside?: string;
  literals: readonly string[];
  /** Characters at least before the first literal, between each two, and after the last: one number more than literals. */
  gaps: readonly number[];
}

/** How a structure, list or map refers to a shape, with what the reference itself adds. */
export interface MemberModel {
  shape: string;
  location?: "uri" | "querystring" | "header" | "headers" | "statusCode";
  locationName?: string;
  queryName?: string;
  timestampFormat?: "unixTimestamp" | "iso8601" | "rfc822";
  xmlAttribute?: true;
  xmlNamespace?: string;
  flattened?: true;
  streaming?: true;
  deprecated?: true;
  /** A default clients fill in when the caller gives no value. */
  idempotencyToken?: true;
  /** The name that validation messages give the member, where AWS's own is not the member's name in lower camel case (a patch). */
  path?: string;
  /** Bounds of this member alone, narrower than its shape's (a patch). */
  min?: number;
  max?: number;
}
