import type { MemberModel, ServiceModel } from "../../../src/models/service-model.ts";

/** Where in an operation's input or output a secret stands: `SignUp input.Password`, `InitiateAuth input.AuthParameters{PASSWORD}`. */
export type Place = string;

export interface Found {
  place: Place;
  value: string;
}

/** What the model calls sensitive and is no secret: it may be stored as it is, but stays out of the log. */
const PERSONAL: Readonly<Record<string, string>> = {
  ClientIdType: "stands in the URLs of browsers",
  UsernameType: "a name",
  AttributeValueType: "an address, a name",
  StringType: "values of a map, see KEYS, and what a browser tells of itself",
};

/** What the model does not call sensitive and is a secret. */
const SECRET_TOO = new Set(["ConfirmationCodeType", "SecretCodeType", "SoftwareTokenMFAUserCodeType"]);

/** The keys of maps that hold secrets, and those that do not; others count as secrets. */
const KEYS: Readonly<Record<string, { secret: readonly string[]; harmless: readonly string[] }>> = {
  "InitiateAuth input.AuthParameters": {
    secret: ["PASSWORD", "REFRESH_TOKEN", "SECRET_HASH"],
    harmless: ["USERNAME", "SRP_A", "PREFERRED_CHALLENGE"],
  },
  "AdminInitiateAuth input.AuthParameters": {
    secret: ["PASSWORD", "REFRESH_TOKEN", "SECRET_HASH"],
    harmless: ["USERNAME", "SRP_A", "PREFERRED_CHALLENGE"],
  },
  "RespondToAuthChallenge input.ChallengeResponses": {
    secret: ["PASSWORD", "NEW_PASSWORD", "SECRET_HASH", "PASSWORD_CLAIM_SIGNATURE", "PASSWORD_CLAIM_SECRET_BLOCK"],
    harmless: ["USERNAME", "TIMESTAMP", "ANSWER", "SRP_A"],
  },
  "AdminRespondToAuthChallenge input.ChallengeResponses": {
    secret: ["PASSWORD", "NEW_PASSWORD", "SECRET_HASH", "PASSWORD_CLAIM_SIGNATURE", "PASSWORD_CLAIM_SECRET_BLOCK"],
    harmless: ["USERNAME", "TIMESTAMP", "ANSWER", "SRP_A"],
  },
  "InitiateAuth output.ChallengeParameters": {
    secret: ["SECRET_BLOCK"],
    harmless: ["SALT", "SRP_B", "USERNAME", "USER_ID_FOR_SRP", "requiredAttributes", "userAttributes"],
  },
};

/** Reads secrets off what goes in and out, as the model places them. */
export interface SecretPlaces {
  /** Every place of an operation that can hold a secret. */
  of(operation: string): Place[];
  /** The secrets in a value, and apart from them what is personal. */
  read(operation: string, direction: "input" | "output", value: unknown): { secrets: Found[]; personal: Found[] };
}

export function secretPlaces(model: ServiceModel): SecretPlaces {
  const kindOf = (shape: string): "secret" | "personal" | undefined => {
    const { type, sensitive } = shapeOf(shape);
    if (type !== "string") return undefined;
    if (SECRET_TOO.has(shape)) return "secret";
    if (sensitive === undefined) return undefined;
    return PERSONAL[shape] === undefined ? "secret" : "personal";
  };
  const shapeOf = (name: string) => {
    const shape = model.shapes[name];
    if (shape === undefined) throw new Error(`The model has no shape ${name}`);
    return shape;
  };

  function* placesIn(place: Place, name: string, above: readonly string[]): Generator<Place> {
    if (above.includes(name)) return;
    const shape = shapeOf(name);
    const inner = (suffix: string, { shape: of }: MemberModel) => placesIn(`${place}${suffix}`, of, [...above, name]);
    const keys = KEYS[place];
    if (keys) yield* keys.secret.map((key) => `${place}{${key}}`);
    else if (shape.type === "structure")
      for (const [key, member] of Object.entries(shape.members)) yield* inner(`.${key}`, member);
    else if (shape.type === "list") yield* inner("[]", shape.member);
    else if (shape.type === "map") yield* inner("{}", shape.value);
    else if (kindOf(name) === "secret") yield place;
  }

  function* valuesIn(place: Place, name: string, value: unknown): Generator<Found & { secret: boolean }> {
    if (value === undefined || value === null) return;
    const shape = shapeOf(name);
    const keys = KEYS[place];
    if (keys) {
      for (const [key, text] of Object.entries(value)) {
        yield { place: `${place}{${key}}`, value: String(text), secret: !keys.harmless.includes(key) };
      }
    } else if (shape.type === "structure") {
      for (const [key, inner] of Object.entries(value)) {
        const member = shape.members[key];
        if (member) yield* valuesIn(`${place}.${key}`, member.shape, inner);
      }
    } else if (shape.type === "list" && Array.isArray(value)) {
      for (const inner of value) yield* valuesIn(`${place}[]`, shape.member.shape, inner);
    } else if (shape.type === "map") {
      for (const inner of Object.values(value)) yield* valuesIn(`${place}{}`, shape.value.shape, inner);
    } else if (typeof value === "string") {
      const kind = kindOf(name);
      if (kind) yield { place, value, secret: kind === "secret" };
    }
  }

  const structure = (operation: string, direction: "input" | "output") => model.operations[operation]?.[direction];
  return {
    of: (operation) =>
      (["input", "output"] as const).flatMap((direction) => {
        const name = structure(operation, direction);
        return name === undefined ? [] : [...placesIn(`${operation} ${direction}`, name, [])];
      }),
    read(operation, direction, value) {
      const name = structure(operation, direction);
      const all = name === undefined ? [] : [...valuesIn(`${operation} ${direction}`, name, value)];
      return { secrets: all.filter(({ secret }) => secret), personal: all.filter(({ secret }) => !secret) };
    },
  };
}
