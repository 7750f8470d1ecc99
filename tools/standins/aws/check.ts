import {
  ARCHIVE_SIGNATURE,
  ASSET_SIGNATURE,
  type Properties,
  RESOURCE_SIGNATURE,
  isRecord,
  isUnknown,
  signatureOf,
  unwrap,
} from "../wire";
import { type Members, type Shape } from "./declaration-reader";
import { type ResourceTypings, type Typings } from "./typings";

export interface CheckFailure {
  /** Path of the property, e.g. `rules[0].id`. */
  property: string;
  reason: string;
}

/** What the declared arguments say about these inputs: missing, unknown and mistyped ones. Unknown values pass. */
export function checkInputs(all: Typings, typings: ResourceTypings, inputs: Properties): CheckFailure[] {
  const failures: CheckFailure[] = [];
  checkMembers(all, typings.inputs, inputs, "", typings.token, failures);
  return failures;
}

function checkMembers(
  all: Typings,
  members: Members,
  given: Properties,
  path: string,
  owner: string,
  failures: CheckFailure[],
): void {
  for (const member of members.values()) {
    if (!member.optional && (given[member.name] === undefined || given[member.name] === null)) {
      failures.push({ property: path + member.name, reason: `${owner} needs "${path}${member.name}"` });
    }
  }
  for (const [name, value] of Object.entries(given)) {
    const member = members.get(name);
    if (value === undefined || value === null || name === "__defaults") {
      continue;
    }
    if (member === undefined) {
      const near = nearest(name, [...members.keys()]);
      const hint = near === undefined ? "" : `; did you mean "${near}"?`;
      failures.push({ property: path + name, reason: `"${path}${name}" is not a property of ${owner}${hint}` });
    } else {
      checkValue(all, member.shape, value, path + name, owner, failures);
    }
  }
}

function checkValue(
  all: Typings,
  shape: Shape,
  value: unknown,
  path: string,
  owner: string,
  failures: CheckFailure[],
): void {
  const held = unwrap(value);
  if (shape.kind === "any" || held === undefined || held === null || isUnknown(held) || isOpaque(held)) {
    return;
  }
  const kinds = shape.kind === "oneOf" ? shape.of : [shape];
  const matching = kinds.find((kind) => matches(kind, held));
  if (matching === undefined) {
    const wanted = kinds.map(nameOf).join(" or ");
    failures.push({ property: path, reason: `"${path}" of ${owner} must be ${wanted}; got ${nameOfValue(held)}` });
    return;
  }
  if (matching.kind === "list") {
    (held as unknown[]).forEach((item, index) =>
      checkValue(all, matching.of, item, `${path}[${index}]`, owner, failures),
    );
  } else if (matching.kind === "map") {
    for (const [key, item] of Object.entries(held as Properties)) {
      checkValue(all, matching.of, item, `${path}.${key}`, owner, failures);
    }
  } else if (matching.kind === "object" && shape.kind !== "oneOf") {
    const members = all.nested(matching);
    if (members !== undefined) {
      checkMembers(all, members, held as Properties, `${path}.`, owner, failures);
    }
  }
}

/** Assets, archives and references to resources are judged by those who read them. */
function isOpaque(value: unknown): boolean {
  const signature = signatureOf(value);
  return signature === ASSET_SIGNATURE || signature === ARCHIVE_SIGNATURE || signature === RESOURCE_SIGNATURE;
}

function matches(shape: Shape, value: unknown): boolean {
  switch (shape.kind) {
    case "list":
      return Array.isArray(value);
    case "map":
    case "object":
      return isRecord(value);
    case "oneOf":
      return shape.of.some((each) => matches(each, value));
    case "any":
      return true;
    default:
      return typeof value === shape.kind;
  }
}

function nameOf(shape: Shape): string {
  switch (shape.kind) {
    case "list":
      return "a list";
    case "map":
    case "object":
      return "an object";
    default:
      return `a ${shape.kind}`;
  }
}

/** Says the kind of a value and never the value, which may be a secret. */
function nameOfValue(value: unknown): string {
  return Array.isArray(value) ? "a list" : isRecord(value) ? "an object" : `a ${typeof value}`;
}

/** The closest name within two edits, swaps counted as one; undefined when there is none. */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = 3;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) < bestDistance) {
      const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
      if (distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
  }
  return best;
}

/** Optimal string alignment distance: insert, delete, replace, swap of neighbours. */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_unused, index) => index)];
  const cell = (i: number, j: number): number => rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i += 1) {
    rows.push([i]);
    for (let j = 1; j <= b.length; j += 1) {
      const same = a.charAt(i - 1) === b.charAt(j - 1) ? 0 : 1;
      let least = Math.min(cell(i - 1, j) + 1, cell(i, j - 1) + 1, cell(i - 1, j - 1) + same);
      if (i > 1 && j > 1 && a.charAt(i - 1) === b.charAt(j - 2) && a.charAt(i - 2) === b.charAt(j - 1)) {
        least = Math.min(least, cell(i - 2, j - 2) + 1);
      }
      (rows[i] as number[])[j] = least;
    }
  }
  return cell(a.length, b.length);
}
