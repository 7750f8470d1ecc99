import { all, any, fromBoolean, no, unknown, yes, type Answer } from "./answer";
import {
  isWholeInput,
  itemsOf,
  noteValue,
  pathOf,
  referencesOf,
  resourceOf,
  sourcesOf,
  topOf,
  valueOf,
  type Reading,
} from "./reading";
import { typeOf } from "./resource";
import { isObject, UNKNOWN, type PropertyValue } from "./value";

type AnyReading = Reading<unknown>;
type Scalar = string | number | boolean;

/** Equal to the value. `"true"` counts as `true`: the engine hands on what a YAML program or Cloud Control JSON wrote. */
export function is(r: AnyReading, expected: Scalar): Answer {
  return oneOf(r, [expected]);
}

export function oneOf(r: AnyReading, expected: readonly Scalar[]): Answer {
  return judge(r, (value) => {
    const hit = expected.find((item) => item === value || (typeof item === "boolean" && String(item) === value));
    if (hit !== undefined) noteValue(r, hit);
    return hit !== undefined;
  });
}

/** Present and none of these; an absent property is `false`. */
export function noneOf(r: AnyReading, refused: readonly Scalar[]): Answer {
  return judge(r, (value) => {
    const hit = refused.find((item) => item === value || (typeof item === "boolean" && String(item) === value));
    if (hit !== undefined) noteValue(r, hit);
    return hit === undefined;
  });
}

/** Not `true`: for what is safe when left out. */
export function notTrue(r: AnyReading): Answer {
  const value = valueOf(r);
  if (value === UNKNOWN) return unknown(pathOf(r));
  return fromBoolean(value !== true && value !== "true", pathOf(r));
}

/** Not `false`: for what AWS turns on when left out. */
export function notFalse(r: AnyReading): Answer {
  const value = valueOf(r);
  if (value === UNKNOWN) return unknown(pathOf(r));
  return fromBoolean(value !== false && value !== "false", pathOf(r));
}

export function atLeast(r: AnyReading, minimum: number): Answer {
  return numeric(r, (value) => value >= minimum);
}

export function atMost(r: AnyReading, maximum: number): Answer {
  return numeric(r, (value) => value <= maximum);
}

function numeric(r: AnyReading, holds: (value: number) => boolean): Answer {
  return judge(r, (value) => {
    const figure =
      typeof value === "number" ? value : typeof value === "string" && value !== "" ? Number(value) : Number.NaN;
    // A count of days or bytes is no identifier; longer figures might be one and stay out of the record.
    if (Number.isFinite(figure) && Math.abs(figure) < 100_000) noteValue(r, figure);
    return Number.isFinite(figure) && holds(figure);
  });
}

/**
 * Two properties hold the same, e.g. a port written as a number here and as a text there; an absent one equals nothing. Inputs that
 * are not known yet are the same where they were made from the same resource of this program, and others where they were made from others.
 */
export function sameValue(a: AnyReading, b: AnyReading): Answer {
  const [one, other] = [valueOf(a), valueOf(b)];
  if (one !== UNKNOWN && other !== UNKNOWN)
    return fromBoolean(isScalar(one) && isScalar(other) && String(one) === String(other), pathOf(a));
  if (isWholeInput(a) && isWholeInput(b)) {
    const [sources, others] = [sourcesOf(a), sourcesOf(b)];
    if (sources.some((urn) => others.includes(urn))) return yes;
    if (sources.length > 0 && others.length > 0) return no(pathOf(a));
  }
  return unknown(pathOf(one === UNKNOWN ? a : b));
}

function isScalar(value: unknown): value is Scalar {
  return ["string", "number", "boolean"].includes(typeof value);
}

/** There, and neither an empty string, nor an empty list, nor an empty map. An unknown value is there: something computes it. */
export function present(r: AnyReading): Answer {
  const value = valueOf(r);
  if (value === UNKNOWN) return yes;
  return fromBoolean(!isEmpty(value), pathOf(r));
}

/**
 * There and not empty, where an unknown value counts only if something named in the program makes it: one that nobody can trace may turn
 * out empty. While a resource is seen alone no reference is told yet, and the answer is open.
 */
export function given(r: AnyReading): Answer {
  const value = valueOf(r);
  if (value === UNKNOWN) return (referencesOf(r) ?? []).length > 0 ? yes : unknown(pathOf(r));
  return fromBoolean(!isEmpty(value), pathOf(r));
}

/** The first of several spellings of one thing that is written; the first of all where none is. `T` is the shape they share. */
export function first<T>(...spellings: readonly [AnyReading, ...AnyReading[]]): Reading<T> {
  return (spellings.find((spelling) => present(spelling).truth === true) ?? spellings[0]) as Reading<T>;
}

/** There, be it empty: WAF says `count: {}` and SNS `Deny: {}` by an object without properties. */
export function written(r: AnyReading): Answer {
  const value = valueOf(r);
  return value === UNKNOWN ? unknown(pathOf(r)) : fromBoolean(value !== undefined, pathOf(r));
}

/** Left out, or empty. An unknown value may turn out empty. */
export function absent(r: AnyReading): Answer {
  const value = valueOf(r);
  if (value === UNKNOWN) return unknown(pathOf(r));
  return fromBoolean(isEmpty(value), pathOf(r));
}

/** Written by the program. The provider's check fills in its defaults before a policy sees them and lists them under `__defaults`. */
export function stated(r: AnyReading): Answer {
  const filledIn = resourceOf(r).inputs["__defaults"];
  return fromBoolean(!(Array.isArray(filledIn) && filledIn.includes(topOf(r))), pathOf(r));
}

function isEmpty(value: PropertyValue): boolean {
  if (value === undefined || value === null || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  if (!isObject(value)) return false;
  const keys = Object.keys(value);
  return keys.length === 0 || (keys.length === 1 && isEmptyList(value["__defaults"]));
}

/** What the provider's check leaves in an empty nested block: that it filled in nothing. */
function isEmptyList(value: PropertyValue): boolean {
  return Array.isArray(value) && value.length === 0;
}

export function matches(r: AnyReading, pattern: RegExp): Answer {
  return judge(r, (value) => typeof value === "string" && pattern.test(value));
}

/** Each element on its own: one certain breach decides, whatever else is unknown. True for an empty or absent list. */
export function every<T>(r: Reading<T>, holds: (item: ItemOf<T>) => Answer): Answer {
  const items = itemsOf(r);
  return items === UNKNOWN ? unknown(pathOf(r)) : all(...items.map((item) => holds(item as ItemOf<T>)));
}

/** One element at the least; an empty or absent list is `false` at the list's own path. */
export function some<T>(r: Reading<T>, holds: (item: ItemOf<T>) => Answer): Answer {
  const items = itemsOf(r);
  if (items === UNKNOWN) return unknown(pathOf(r));
  return items.length === 0 ? no(pathOf(r)) : any(...items.map((item) => holds(item as ItemOf<T>)));
}

type ItemOf<T> = Exclude<ReturnType<typeof itemsOf<T>>, typeof UNKNOWN>[number];

const KEY_TYPES: ReadonlySet<string> = new Set([
  "aws:kms/key:Key",
  "aws:kms/replicaKey:ReplicaKey",
  "aws:kms/externalKey:ExternalKey",
  "aws:kms/replicaExternalKey:ReplicaExternalKey",
  // An alias that a program makes can't begin with alias/aws/: KMS keeps that prefix for itself.
  "aws:kms/alias:Alias",
  "aws-native:kms:Key",
  "aws-native:kms:Alias",
]);

/**
 * A customer managed KMS key: named by id, ARN or alias, or made in this program. AWS's own keys go by `alias/aws/<service>`, in some
 * services without `alias/`.
 * At preview the key's ARN is unknown, but what it was made from is known.
 */
export function customerKey(r: AnyReading): Answer {
  const value = valueOf(r);
  if (value === UNKNOWN) {
    return referencesOf(r)?.some((urn) => KEY_TYPES.has(typeOf(urn))) ? yes : unknown(pathOf(r));
  }
  return fromBoolean(typeof value === "string" && value !== "" && !/(^|:)(alias\/)?aws\//.test(value), pathOf(r));
}

function judge(r: AnyReading, holds: (value: Exclude<PropertyValue, undefined>) => boolean): Answer {
  const value = valueOf(r);
  if (value === UNKNOWN) return unknown(pathOf(r));
  return fromBoolean(value !== undefined && holds(value), pathOf(r));
}
