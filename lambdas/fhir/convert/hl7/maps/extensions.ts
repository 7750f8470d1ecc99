import type { CodeableConcept, Coding, Extension } from "fhir/r4";
import { addTo, type DataType, field, type Row } from "../map";
import type { Writing } from "../writing";
import { coded } from "../types/codes";

interface Extensible {
  extension?: Extension[];
}

/** Extensions that FHIR itself publishes. */
const HL7 = "http://hl7.org/fhir/StructureDefinition/";
const US_CORE = "http://hl7.org/fhir/us/core/StructureDefinition/";
const CDC_RACE = "urn:oid:2.16.840.1.113883.6.238";

/** Every repetition as an extension with one value of its own, such as `valueString`. */
export function extension<R extends Extensible, T>(
  at: number,
  what: string,
  name: string,
  element: `value${string}`,
  type: DataType<T>,
  wrap: { readonly into: (item: T) => unknown; readonly from: (value: never) => T } = {
    into: (item) => item,
    from: (value) => value,
  },
): Row<R> {
  return repeated<R, T>(at, what, name, type, {
    into: (item) => ({ [element]: wrap.into(item) }),
    from: (found) => {
      const value = (found as unknown as Record<string, unknown>)[element];
      return value === undefined ? [] : [wrap.from(value as never)];
    },
  });
}

/** An extension that holds a code in a part of its own, as those of citizenship and nationality do. */
export function codeExtension<R extends Extensible>(at: number, what: string, name: string, oneWay = false): Row<R> {
  return repeated<R, CodeableConcept>(at, what, name, coded, {
    into: (concept) => ({ extension: [{ url: "code", valueCodeableConcept: concept }] }),
    ...(!oneWay && {
      from: ({ extension: parts = [] }) =>
        parts.flatMap(({ valueCodeableConcept }) => (valueCodeableConcept === undefined ? [] : [valueCodeableConcept])),
    }),
  });
}

interface Content<T> {
  /** What an extension holds, beside its address. */
  readonly into: (item: T) => Partial<Extension>;
  /** Left out where a field is only read. */
  readonly from?: (found: Extension) => T[];
}

function repeated<R extends Extensible, T>(
  at: number,
  what: string,
  name: string,
  type: DataType<T>,
  { into: contentOf, from: itemsOf }: Content<T>,
): Row<R> {
  const url = HL7 + name;
  return field<R>(
    at,
    what,
    `extension(${name})`,
    (from, into, context) => {
      for (const value of from.values(at)) {
        const item = type.read(value, context);
        if (item !== undefined) addTo<Extensible, "extension">(into, "extension", { url, ...contentOf(item) });
      }
    },
    itemsOf &&
      ((from, writing) =>
        writing.repetitions(
          valuesOf(from, url)
            .flatMap(itemsOf)
            .map((item) => type.write(item, writing)),
        )),
  );
}

const valuesOf = ({ extension: all = [] }: Extensible, url: string): Extension[] =>
  all.filter((one) => one.url === url);

/** Codes of the Office of Management and Budget; all others of the CDC's list say more in detail. */
const OMB = ["1002-5", "2028-9", "2054-5", "2076-8", "2106-3", "2135-2", "2186-5"];
/** HL7's table 0189, in the CDC's codes. */
const ETHNICITY: Readonly<Record<string, string>> = { H: "2135-2", N: "2186-5" };

/** Race and ethnic group as US Core has them: codes of the CDC, and a text. */
export function usCore<R extends Extensible>(
  at: number,
  what: string,
  name: "us-core-race" | "us-core-ethnicity",
): Row<R> {
  const url = US_CORE + name;
  return field<R>(
    at,
    what,
    `extension(${name})`,
    (from, into, context) => {
      const found = from.values(at).flatMap((value) => {
        const concept = coded.read(value, context);
        return concept === undefined ? [] : [{ value, concept }];
      });
      const codings: Coding[] = [];
      const texts: string[] = [];
      for (const { concept } of found) {
        const { code, display } = concept.coding?.[0] ?? {};
        const cdc = code === undefined ? undefined : (ETHNICITY[code] ?? code);
        if (cdc !== undefined && /^\d{4}-\d$/.test(cdc)) {
          codings.push({ system: CDC_RACE, code: cdc, ...(display !== undefined && { display }) });
        }
        texts.push(concept.text ?? display ?? code ?? "");
      }
      if (found.length === 0) return;
      const parts: Extension[] = codings.map((valueCoding) => ({
        url: OMB.includes(valueCoding.code ?? "") ? "ombCategory" : "detailed",
        valueCoding,
      }));
      addTo<Extensible, "extension">(into, "extension", {
        url,
        extension: [...parts, { url: "text", valueString: texts.join(", ") }],
      });
    },
    (from, writing: Writing) =>
      writing.repetitions(
        valuesOf(from, url).flatMap(({ extension: parts = [] }) => {
          const codings = parts.flatMap(({ valueCoding }) => (valueCoding === undefined ? [] : [valueCoding]));
          const words: CodeableConcept[] = parts.flatMap(({ valueString }) =>
            valueString === undefined ? [] : [{ text: valueString }],
          );
          return (codings.length === 0 ? words : codings.map((coding) => ({ coding: [coding] }))).map((concept) =>
            coded.write(concept, writing),
          );
        }),
      ),
  );
}
