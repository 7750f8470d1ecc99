import type { Format } from "../formats";
import type { Span } from "../span";
import { jsonLeaves } from "../structure/json-leaves";
import { SUBTYPES, type Subtype } from "../subtypes";
import { decodedPart, encodedPart } from "./escapes";
import { isJson } from "./mask";
import { ownRanges } from "./own-forms";
import { shiftDays } from "./patient";
import { ACTIONS, type Action } from "./profiles";
import type { Method, Profile } from "./methods";
import { replacement, type Scene } from "./replacement";
import { assertKey, type TenantKey } from "./tenant-key";

export interface DeidentifyOptions {
  readonly profile: Profile;
  /** What stands in place of what goes; codes by which records refer to each other are always tokens. */
  readonly method: Method;
  readonly key: TenantKey;
  /** Whose the document is, the same for all documents of the patient: see patient.ts. Without it, the document is a patient of its own. */
  readonly patient: string | undefined;
  /** Year by which ages over 89 are told from dates of birth. */
  readonly asOfYear: number;
}

/** How many identifiers of each subtype had what done with them. Holds nothing of the document. */
export type Changes = Partial<Record<Subtype, Partial<Record<Action, number>>>>;

export interface Deidentified {
  readonly text: string;
  readonly changes: Changes;
}

/**
 * The document with what was found in it put out as a profile has it, in the same format. The same value of the same tenant is replaced by the
 * same in all documents and formats, and what an earlier run has written stays. Only what `spans` says is changed: see engine.ts. Throws
 * RangeError for a key that is none.
 */
export function deidentify(
  text: string,
  format: Format,
  spans: readonly Span[],
  options: DeidentifyOptions,
): Deidentified {
  assertKey(options.key);
  const { profile, method, key, asOfYear, patient = text } = options;
  const scene: Scene = { format, method, key, asOfYear, shiftDays: shiftDays(key, patient) };
  const numbers = isJson(format) ? numbersIn(text) : new Set<number>();
  const changes: Changes = {};
  const parts: string[] = [];
  let at = 0;
  for (const span of outside(spans, ownRanges(text))) {
    const subtype = subtypeOf(span);
    const action = ACTIONS[profile][subtype];
    const raw = text.slice(span.begin, span.end);
    const found = { text: decodedPart(format, raw), subtype, rule: span.rules[0] ?? "" };
    const written = replacement(found, action, scene);
    const of = (changes[subtype] ??= {});
    const done = written === undefined ? "keep" : action;
    of[done] = (of[done] ?? 0) + 1;
    if (written === undefined) continue;
    parts.push(
      text.slice(at, span.begin),
      numbers.has(span.begin) ? asNumber(written, raw) : encodedPart(format, written),
    );
    at = span.end;
  }
  return { text: parts.join("") + text.slice(at), changes };
}

const isSubtype = (name: string | undefined): name is Subtype => name !== undefined && Object.hasOwn(SUBTYPES, name);

/** What others have found may have no subtype: then the most general of its category stands for it. */
function subtypeOf({ category, subtype }: Span): Subtype {
  if (isSubtype(subtype)) return subtype;
  const general = {
    NAME: "person-name",
    ADDRESS: "street",
    DATE: "date",
    AGE: "age",
    PHONE_OR_FAX: "phone",
    EMAIL: "email",
    ID: "other-id",
    URL: "url",
    PROFESSION: "profession",
  } as const;
  return general[category];
}

/** Where numbers of a JSON text begin, which no letters may stand in place of. */
function numbersIn(text: string): Set<number> {
  return new Set(jsonLeaves(text).flatMap(({ kind, value }) => (kind === "number" ? [value.at(0)] : [])));
}

/** A number in place of one: the year, the three digits or the age that is left, else zero, of the same width at least. */
function asNumber(written: string, raw: string): string {
  const number = /^\d{1,4}\+?$/.test(written) ? String(Number.parseInt(written, 10)) : "0";
  return number.padEnd(raw.length);
}

/** Spans without what lies in the ranges: what a run before has written; ranges and spans ascend. */
function outside(spans: readonly Span[], own: readonly { readonly begin: number; readonly end: number }[]): Span[] {
  const left: Span[] = [];
  let next = 0;
  for (const span of spans) {
    while (next < own.length && (own[next]?.end as number) <= span.begin) next += 1;
    let { begin } = span;
    for (let at = next; at < own.length && (own[at]?.begin as number) < span.end; at += 1) {
      const range = own[at] as { begin: number; end: number };
      if (range.begin > begin) left.push({ ...span, begin, end: range.begin });
      begin = Math.max(begin, range.end);
    }
    if (begin < span.end) left.push(begin === span.begin ? span : { ...span, begin });
  }
  return left;
}
