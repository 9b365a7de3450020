import type { ListShape, MapShape, ServiceModel, Shape, StructureShape } from "../models/service-model.ts";
import { constraintsOf as allConstraints, type Constraint } from "./constraints.ts";
import { printer } from "./printed-value.ts";
import { isRecord, memberShape, perShape, shapeOf } from "./shape-walk.ts";

/** One constraint that a value does not satisfy. */
export interface Violation {
  /** `userAttributes.1.member.name`: names in lower camel case, elements counted from 1. */
  path: string;
  /** What must hold: `Member must not be null`. */
  constraint: string;
  /** The value as messages quote it; absent when it is sensitive, or too large a thing to quote. */
  value?: string;
}

/** No answer lists more than this; a list of ten thousand bad elements is not worth ten thousand sentences. */
const reportedAtMost = 100;

/** A check of values in their parsed form (dates, bytes) against a structure of the model. Faults come in the order of the model's members. */
export type Validator = (structure: string, value: unknown) => Violation[];

interface Run {
  path: string[];
  found: Violation[];
}

type Check = (value: unknown, run: Run) => void;

/**
 * Prepares the checks of a model's structures, each when it is first needed.
 * Sources: the messages' form as recorded from AWS by others; where a value of a list or map fails, AWS quotes the whole collection and
 * all constraints of its elements.
 *
 * @param constraintsOf what a shape's values must satisfy besides being there
 */
export function createValidator(model: ServiceModel, constraintsOf = allConstraints): Validator {
  const print = printer(model);
  const plain = perShape((name) => checkOf(shapeOf(model, name), false));
  const withinSensitive = perShape((name) => checkOf(shapeOf(model, name), true));

  function checkOf(shape: Shape, within: boolean): Check {
    const sensitive = within || shape.sensitive === true;
    const own = ownCheck(shape, sensitive);
    switch (shape.type) {
      case "structure":
        return structureCheck(shape, sensitive);
      case "list":
        return both(own, listCheck(shape, sensitive));
      case "map":
        return both(own, mapCheck(shape, sensitive));
      default:
        return own;
    }
  }

  function fault(run: Run, constraint: string, shape: Shape, value: unknown, sensitive: boolean) {
    if (run.found.length >= reportedAtMost) return;
    const shown = sensitive ? undefined : print(shape, value);
    run.found.push({ path: run.path.join("."), constraint, ...(shown !== undefined && { value: shown }) });
  }

  function ownCheck(shape: Shape, sensitive: boolean): Check {
    const constraints = constraintsOf(shape);
    return (value, run) => {
      for (const { holds, text } of constraints) if (!holds(value)) fault(run, text, shape, value, sensitive);
    };
  }

  function structureCheck(shape: StructureShape, sensitive: boolean): Check {
    const required = new Set(shape.required);
    const members = Object.entries(shape.members).map(([name, member]) => ({
      name,
      path: member.path ?? name.charAt(0).toLowerCase() + name.slice(1),
      required: required.has(name),
      check: lazy(() =>
        member.min === undefined && member.max === undefined
          ? (sensitive ? withinSensitive : plain)(member.shape)
          : checkOf(memberShape(model, member), sensitive),
      ),
    }));
    return (value, run) => {
      if (!isRecord(value)) return;
      for (const member of members) {
        const given = value[member.name];
        if (given !== undefined && given !== null) {
          run.path.push(member.path);
          member.check()(given, run);
          run.path.pop();
        } else if (member.required) {
          run.path.push(member.path);
          missing(run);
          run.path.pop();
        }
      }
    };
  }

  function listCheck(shape: ListShape, sensitive: boolean): Check {
    const element = lazy(() => elements(shape.member.shape, sensitive));
    return (value, run) => {
      if (!Array.isArray(value)) return;
      const { scalar, check, constraints } = element();
      if (scalar) {
        if (value.some((item) => !satisfies(constraints, item))) {
          fault(run, `Member must satisfy constraint: [${texts(constraints)}]`, shape, value, sensitive);
        }
        return;
      }
      for (const [index, item] of value.entries()) {
        if (run.found.length >= reportedAtMost) return;
        run.path.push(String(index + 1), "member");
        if (item === null || item === undefined) missing(run);
        else check(item, run);
        run.path.length -= 2;
      }
    };
  }

  function mapCheck(shape: MapShape, sensitive: boolean): Check {
    const keys = lazy(() => elements(shape.key.shape, sensitive));
    const values = lazy(() => elements(shape.value.shape, sensitive));
    return (value, run) => {
      if (!isRecord(value)) return;
      // Not entries: with hundreds of thousands of keys they take seconds.
      const names = Object.keys(value);
      const keyConstraints = keys().constraints;
      if (names.some((name) => !satisfies(keyConstraints, name))) {
        fault(run, `Map keys must satisfy constraint: [${texts(keyConstraints)}]`, shape, value, sensitive);
      }
      const { scalar, check, constraints } = values();
      if (scalar) {
        if (names.some((name) => !satisfies(constraints, value[name]))) {
          fault(run, `Map value must satisfy constraint: [${texts(constraints)}]`, shape, value, sensitive);
        }
        return;
      }
      for (const name of names) {
        if (run.found.length >= reportedAtMost) return;
        run.path.push(name, "member");
        check(value[name], run);
        run.path.length -= 2;
      }
    };
  }

  function elements(name: string, sensitive: boolean) {
    const shape = shapeOf(model, name);
    const scalar = shape.type !== "structure" && shape.type !== "list" && shape.type !== "map";
    return { scalar, check: (sensitive ? withinSensitive : plain)(name), constraints: constraintsOf(shape) };
  }

  return (structure, value) => {
    const run: Run = { path: [], found: [] };
    plain(structure)(value, run);
    return run.found;
  };
}

/** The sentence AWS answers with. */
export function validationMessage(violations: readonly Violation[]): string {
  const faults = violations.map(({ path, constraint, value }) => {
    const quoted = value === undefined ? "" : ` ${value}`;
    return `Value${quoted} at '${path}' failed to satisfy constraint: ${constraint}`;
  });
  const errors = violations.length === 1 ? "1 validation error" : `${violations.length} validation errors`;
  return `${errors} detected: ${faults.join("; ")}`;
}

/** Null is said even of sensitive members: there is nothing to hide. */
function missing(run: Run) {
  if (run.found.length < reportedAtMost) {
    run.found.push({ path: run.path.join("."), constraint: "Member must not be null", value: "null" });
  }
}

function satisfies(constraints: readonly Constraint[], value: unknown): boolean {
  return value !== null && value !== undefined && constraints.every(({ holds }) => holds(value));
}

/** In a list of constraints AWS names lengths before patterns. */
function texts(constraints: readonly Constraint[]): string {
  const order = constraints.toSorted((a, b) => a.rank - b.rank).map(({ text }) => text);
  return (order.length === 0 ? ["Member must not be null"] : order).join(", ");
}

function both(first: Check, second: Check): Check {
  return (value, run) => {
    first(value, run);
    second(value, run);
  };
}

function lazy<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
