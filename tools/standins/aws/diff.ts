import { type Properties, SIGNATURE_KEY, containsUnknown, isRecord, isUnknown, unwrap } from "../wire";

export type DiffKind = "add" | "delete" | "update";

export interface PropertyDiff {
  kind: DiffKind;
  /** The change makes a new resource. */
  replace: boolean;
}

/** Changed paths, e.g. `rules[0].status` or `tags["a.b"]`, in the order of the new inputs. */
export type DetailedDiff = Map<string, PropertyDiff>;

/**
 * What changed between two sets of inputs. Secrets are compared by what they hold; a value that is not known yet counts
 * as changed; a null is the same as nothing. `ignored` are property paths: a change at or under one is no change.
 */
export function diffInputs(
  olds: Properties,
  news: Properties,
  forcesReplacement: (property: string) => boolean,
  ignored: readonly string[] = [],
): DetailedDiff {
  const out: DetailedDiff = new Map();
  for (const name of new Set([...Object.keys(news), ...Object.keys(olds)])) {
    if (name === "__defaults") {
      continue;
    }
    const found: [string, DiffKind][] = [];
    compare(olds[name], news[name], name, found);
    for (const [path, kind] of found) {
      if (!ignored.some((ignore) => isUnder(path, ignore))) {
        out.set(path, { kind, replace: forcesReplacement(name) });
      }
    }
  }
  return out;
}

function compare(oldValue: unknown, newValue: unknown, path: string, found: [string, DiffKind][]): void {
  const before = unwrap(oldValue) ?? undefined;
  const after = unwrap(newValue) ?? undefined;
  if (before === undefined && after === undefined) {
    return;
  }
  if (before === undefined) {
    found.push([path, "add"]);
  } else if (after === undefined) {
    found.push([path, "delete"]);
  } else if (isUnknown(after) || isUnknown(before)) {
    found.push([path, "update"]);
  } else if (Array.isArray(before) && Array.isArray(after)) {
    for (let index = 0; index < Math.max(before.length, after.length); index += 1) {
      compare(before[index], after[index], `${path}[${index}]`, found);
    }
  } else if (isRecord(before) && isRecord(after)) {
    compareRecords(before, after, path, found);
  } else if (before !== after) {
    found.push([path, "update"]);
  }
}

function compareRecords(before: Properties, after: Properties, path: string, found: [string, DiffKind][]): void {
  if (SIGNATURE_KEY in before || SIGNATURE_KEY in after) {
    // Assets and archives: the hash says whether the content is the same.
    if (fingerprint(before) !== fingerprint(after) || containsUnknown(after)) {
      found.push([path, "update"]);
    }
    return;
  }
  for (const key of new Set([...Object.keys(after), ...Object.keys(before)])) {
    if (key !== "__defaults") {
      compare(before[key], after[key], path + step(key), found);
    }
  }
}

function fingerprint(value: Properties): string {
  return JSON.stringify(value["hash"] ?? value);
}

function step(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `["${key.replaceAll('"', '\\"')}"]`;
}

/** Whether `path` is `ancestor` or inside it; `[*]` in the ancestor stands for any index. */
export function isUnder(path: string, ancestor: string): boolean {
  const pattern = ancestor
    .split(/\[\*\]/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("\\[[^\\]]+\\]");
  return new RegExp(`^${pattern}(?=$|[.[])`).test(path);
}
