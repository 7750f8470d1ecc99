import type { FhirResource, HumanName, Practitioner, Reference } from "fhir/r4";
import type { Value } from "../../../../hl7/value";
import type { DataType } from "../map";
import { authorityIn, authorityParts, typeOf } from "./identifiers";
import { hl7Time, periodAt } from "./times";

/** HL7's table 0200, as far as R4 has a use for it. */
const USES: Readonly<Record<string, NonNullable<HumanName["use"]>>> = {
  L: "official",
  D: "usual",
  M: "maiden",
  N: "nickname",
  S: "anonymous",
  T: "temp",
  BAD: "old",
};
const USE_CODES = new Map(Object.entries(USES).map(([code, use]) => [use, code] as const));

/** Family, given and further names, suffix, prefix and degree from a component on. */
function partsAt(value: Value, from: number): HumanName | undefined {
  const family = value.get(from);
  const given = [value.get(from + 1), ...(value.get(from + 2)?.split(/ +/) ?? [])].filter((name) => name !== undefined);
  const prefix = value.get(from + 4);
  const suffix = [value.get(from + 3), value.get(from + 5)].filter((name) => name !== undefined);
  if (family === undefined && given.length === 0) return undefined;
  return {
    ...(family !== undefined && { family }),
    ...(given.length > 0 && { given }),
    ...(prefix !== undefined && { prefix: [prefix] }),
    ...(suffix.length > 0 && { suffix }),
  };
}

function written({ family, given = [], prefix = [], suffix = [] }: HumanName): (string | undefined)[] {
  const [first, ...further] = given;
  return [family, first, further.join(" "), suffix[0], prefix.join(" "), suffix.slice(1).join(" ")];
}

function useAt(value: Value, at: number): { use?: NonNullable<HumanName["use"]> } {
  const code = value.get(at)?.toUpperCase();
  if (code === undefined || code === "U") return {};
  const use = USES[code];
  if (use !== undefined) return { use };
  value.refuse(at, "code-not-known");
  return {};
}

/** A person's name (XPN). */
export const humanName: DataType<HumanName> = {
  read: (value, context) => {
    const parts = partsAt(value, 1);
    if (parts === undefined) return undefined;
    const period = periodAt(value, 12, 13, context);
    return { ...useAt(value, 7), ...parts, ...(period !== undefined && { period }) };
  },
  write: (name, writing) =>
    writing.components(
      ...written(name),
      name.use && USE_CODES.get(name.use),
      ...Array.from({ length: 4 }, () => undefined),
      name.period?.start && hl7Time(name.period.start),
      name.period?.end && hl7Time(name.period.end),
    ),
};

/** The family name alone, as a mother's maiden name has it. */
export const familyName: DataType<string> = {
  read: (value) => value.get(1),
  write: (name, writing) => writing.components(name),
};

/** A name as people say it. */
export const spoken = ({ prefix = [], given = [], family, suffix = [] }: HumanName): string =>
  [...prefix, ...given, family, ...suffix].filter((part) => part !== undefined).join(" ");

/**
 * A member of staff (XCN): a practitioner that the store has or gets, under the number they are known by. Without a number the name is
 * all there is.
 */
export const staff: DataType<Reference> = {
  read: (value, { entries, facility }) => {
    const name = partsAt(value, 2);
    const number = value.get(1);
    if (number === undefined) return name && { display: spoken(name) };
    const { system, display } = authorityIn(value, (part) => [9, part]);
    const type = value.get(13);
    const identifier = {
      ...(type !== undefined && { type: typeOf(type) }),
      // A number of no authority is the sender's own.
      system: system ?? `urn:id:${encodeURIComponent(facility)}`,
      value: number,
      ...(display !== undefined && { assigner: { display } }),
    };
    const practitioner: Practitioner = {
      resourceType: "Practitioner",
      identifier: [identifier],
      ...(name !== undefined && { name: [{ ...useAt(value, 10), ...name }] }),
    };
    return { ...entries.create(practitioner, identifier), ...(name !== undefined && { display: spoken(name) }) };
  },
  write: (reference, writing) => {
    const practitioner = writing.resolve(reference);
    if (!isPractitioner(practitioner)) return writing.components(undefined, reference.display);
    const [identifier] = practitioner.identifier ?? [];
    const [name] = practitioner.name ?? [];
    return writing.components(
      identifier?.value,
      ...written(name ?? {}),
      undefined,
      identifier && authorityParts(identifier),
      name?.use && USE_CODES.get(name.use),
      undefined,
      undefined,
      identifier?.type?.coding?.[0]?.code,
    );
  },
};

const isPractitioner = (resource: FhirResource | undefined): resource is Practitioner =>
  resource?.resourceType === "Practitioner";
