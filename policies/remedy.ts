import { isObject, isWrapped, UNKNOWN, UNKNOWN_SIGNATURES, type PropertyObject, type PropertyValue } from "./value";

/**
 * Safe values by the path of the input: `{ enableKeyRotation: true, "versioningConfiguration.status": "Enabled", "rules[*].enabled": true }`.
 * `[*]` is each element of a list that is there; an object on the way that is not there is made; `undefined` takes the input away.
 */
export type Remedy = Readonly<Record<string, RemedyValue>>;

type RemedyValue =
  undefined | boolean | number | string | readonly RemedyValue[] | { readonly [key: string]: RemedyValue };

export interface Change {
  /** The input's path, with the position in a list: `rules[0].enabled`. */
  readonly path: string;
  /** Undefined where the input was taken away. */
  readonly value: RemedyValue;
}

export interface Remedied {
  readonly inputs: PropertyObject;
  /** What differs from the inputs given, in the remedy's order. */
  readonly changes: readonly Change[];
}

/**
 * The inputs with the remedy's values; nothing given is changed in place. A value not known yet is left alone. Works on property values and
 * on their wire form alike.
 */
export function applyRemedy(inputs: PropertyObject, remedy: Remedy): Remedied {
  const changes: Change[] = [];
  let result: PropertyValue = inputs;
  for (const [path, value] of Object.entries(remedy)) {
    result = withValue(result, stepsOf(path), value, "", (changed) => changes.push(changed));
  }
  return { inputs: isObject(result) ? result : inputs, changes };
}

const EACH = "*";

function stepsOf(path: string): string[] {
  return path.replace(/\[\*\]/g, `.${EACH}`).split(".");
}

function withValue(
  at: PropertyValue,
  [step, ...rest]: readonly string[],
  value: RemedyValue,
  path: string,
  note: (change: Change) => void,
): PropertyValue {
  if (step === undefined) {
    if (isUnknown(at) || JSON.stringify(at) === JSON.stringify(value)) return at;
    note({ path, value });
    return value;
  }
  if (step === EACH) {
    if (!Array.isArray(at)) return at;
    const items = at as readonly PropertyValue[];
    const after = items.map((item, index) => withValue(item, rest, value, `${path}[${index}]`, note));
    return after.some((item, index) => item !== items[index]) ? after : at;
  }
  // A single block may stand where the schema has a list of one.
  if (Array.isArray(at)) return withValue(at, [EACH, step, ...rest], value, path, note);
  if (at !== undefined && at !== null && !isObject(at)) return at;
  if (isObject(at) && isWrapped(at))
    return { ...at, value: withValue(at["value"], [step, ...rest], value, path, note) };
  const object: PropertyObject = isObject(at) ? at : {};
  const before = Object.prototype.hasOwnProperty.call(object, step) ? object[step] : undefined;
  const after = withValue(before, rest, value, path === "" ? step : `${path}.${step}`, note);
  if (after === before) return at;
  const changed: Record<string, PropertyValue> = { ...object, [step]: after };
  if (after === undefined) delete changed[step];
  return changed;
}

function isUnknown(value: PropertyValue): boolean {
  return value === UNKNOWN || (typeof value === "string" && UNKNOWN_SIGNATURES.has(value));
}
