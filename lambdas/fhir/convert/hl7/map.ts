import { isDeepStrictEqual } from "node:util";
import type { FhirResource, Reference } from "fhir/r4";
import type { SegmentReader, Value } from "../../../hl7/value";
import type { Separators } from "../../../hl7/separators";
import type { Unmapped, Why } from "../conversion";
import type { Entries } from "../entries";
import { Writing } from "./writing";

/** What a reader of fields needs to know of the message, and where it leaves what it makes. */
export interface Context {
  readonly entries: Entries;
  /** Offset of times that name none, such as -05:00. */
  readonly zone: string | undefined;
  /** MSH-4: whose numbers those are that name no authority. */
  readonly facility: string;
  /** Notes that an element of a resource has to go. */
  erase(resource: object, element: string): void;
}

/** Reads one repetition of a field, and writes it back. */
export interface DataType<T> {
  read(value: Value, context: Context): T | undefined;
  write(item: T, writing: Writing): string;
}

export interface Row<R> {
  readonly at: number;
  /** The field's name in HL7 v2.5.1. */
  readonly what: string;
  /** Element of the resource; none where nothing is made of the field. */
  readonly to?: string;
  /** Why nothing is made of it; empty for what parts or numbers the message and says nothing of anybody. */
  readonly why?: string;
  readonly reads?: (from: SegmentReader, into: R, context: Context) => void;
  /** The field as it is written again; none where the element came from another field first. */
  readonly writes?: (from: R, writing: Writing) => string;
}

export interface SegmentMap<R> {
  readonly segment: string;
  readonly resource: string;
  readonly rows: readonly Row<R>[];
}

type Item<T> = NonNullable<T> extends readonly (infer I)[] ? I : never;

interface How<T> {
  /** Whether an item of the element belongs to this field when it is written; never by default for `oneWay`. */
  readonly keep?: (item: T) => boolean;
  /** The element is written to another field. */
  readonly oneWay?: true;
}

/** Every repetition into a list. */
export function list<R extends object, K extends string & keyof R>(
  at: number,
  what: string,
  element: K,
  type: DataType<Item<R[K]>>,
  { keep, oneWay }: How<Item<R[K]>> = {},
): Row<R> {
  return {
    at,
    what,
    to: element,
    reads: (from, into, context) => {
      for (const value of from.values(at)) {
        const item = type.read(value, context);
        if (item !== undefined) addTo(into, element, item);
      }
    },
    ...(oneWay !== true && {
      writes: (from: R, writing: Writing) =>
        writing.repetitions(
          ((from[element] ?? []) as Item<R[K]>[]).filter(keep ?? (() => true)).map((item) => type.write(item, writing)),
        ),
    }),
  };
}

/** Adds to a list what is not in it. */
export function addTo<R extends object, K extends string & keyof R>(into: R, element: K, item: Item<R[K]>): void {
  const items = ((into[element] as unknown) ??= []) as Item<R[K]>[];
  if (!items.some((other) => isDeepStrictEqual(other, item))) items.push(item);
  into[element] = items as R[K];
}

/** The first repetition into an element that takes one; it stays where an earlier field has filled it. */
export function one<R extends object, K extends string & keyof R>(
  at: number,
  what: string,
  element: K,
  type: DataType<NonNullable<R[K]>>,
  { oneWay }: { readonly oneWay?: true } = {},
): Row<R> {
  return {
    at,
    what,
    to: element,
    reads: (from, into, context) => {
      const [value] = from.values(at);
      const item = value && into[element] === undefined ? type.read(value, context) : undefined;
      if (item !== undefined) into[element] = item;
    },
    ...(oneWay !== true && {
      writes: (from: R, writing: Writing) =>
        from[element] == null ? "" : type.write(from[element] as NonNullable<R[K]>, writing),
    }),
  };
}

/** A field that takes more than a type to read. */
export function field<R>(
  at: number,
  what: string,
  to: string,
  reads: NonNullable<Row<R>["reads"]>,
  writes?: NonNullable<Row<R>["writes"]>,
): Row<R> {
  return { at, what, to, reads, ...(writes !== undefined && { writes }) };
}

/** A field of which nothing is made, and why, as a sentence for people. */
export const lost = <R>(at: number, what: string, why: string): Row<R> => ({ at, what, why });

/** What numbers or parts the message: nothing is lost with it. */
export const structure = <R>(at: number, what: string): Row<R> => ({
  at,
  what,
  why: "",
  reads: (from) => from.values(at).forEach((value) => value.whole()),
});

/** Reads a segment's fields into a resource. */
export function readInto<R extends object>(map: SegmentMap<R>, from: SegmentReader, into: R, context: Context): void {
  for (const row of map.rows) {
    if (row.reads === undefined || from.isEmpty(row.at)) continue;
    if (from.isNull(row.at)) context.erase(into, row.to ?? "");
    else row.reads(from, into, context);
  }
}

/** What nobody took up, as it is listed. */
export function unmappedOf(readers: readonly SegmentReader[], mapped: ReadonlySet<string>): Unmapped[] {
  return readers.flatMap((reader) => {
    // A segment without a map is one line.
    if (!mapped.has(reader.name))
      return [{ where: `${reader.name} (segment ${reader.place})`, why: "not-mapped" as const }];
    return reader.unread().map(({ where, why }) => ({
      where: `${where} (segment ${reader.place})`,
      why: (why as Why | undefined) ?? ("not-mapped" as const),
    }));
  });
}

/** The fields of a segment, from its name on. */
export function writeFrom<R extends object>(
  map: SegmentMap<R>,
  from: R,
  separators: Separators,
  resolve: (reference: Reference | undefined) => FhirResource | undefined,
): string[] {
  const writing = new Writing(separators, resolve);
  const fields = [map.segment];
  for (const { at, writes } of map.rows) {
    if (writes === undefined) continue;
    const text = writes(from, writing);
    if (text === "") continue;
    while (fields.length <= at) fields.push("");
    fields[at] = text;
  }
  return fields;
}
