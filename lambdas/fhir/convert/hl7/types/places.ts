import type { Address, FhirResource, Location, Organization, Reference } from "fhir/r4";
import type { Value } from "../../../../hl7/value";
import type { DataType } from "../map";
import { authorityIn, authorityParts } from "./identifiers";
import { hl7Time, periodAt } from "./times";

/** HL7's table 0190, as far as R4 has a use for it. */
const USES: Readonly<Record<string, Pick<Address, "use" | "type">>> = {
  H: { use: "home" },
  B: { use: "work" },
  O: { use: "work" },
  C: { use: "temp" },
  BA: { use: "old" },
  BI: { use: "billing" },
  M: { type: "postal" },
};

/** An address (XAD). */
export const address: DataType<Address> = {
  read: (value, context) => {
    const [street, other, city, state, postalCode, country] = [1, 2, 3, 4, 5, 6].map((at) => value.get(at));
    const district = value.get(9);
    // Some senders give the street's name and number apart.
    const composed =
      street ?? ([value.get(1, 3), value.get(1, 2)].filter((part) => part !== undefined).join(" ") || undefined);
    const line = [composed, other].filter((part) => part !== undefined);
    const kind = value.get(7)?.toUpperCase();
    const use = kind === undefined ? undefined : USES[kind];
    if (kind !== undefined && use === undefined) value.refuse(7, "code-not-known");
    const period = periodAt(value, 13, 14, context);
    const read: Address = {
      ...use,
      ...(line.length > 0 && { line }),
      ...(city !== undefined && { city }),
      ...(district !== undefined && { district }),
      ...(state !== undefined && { state }),
      ...(postalCode !== undefined && { postalCode }),
      ...(country !== undefined && { country }),
      ...(period !== undefined && { period }),
    };
    return Object.keys(read).length === 0 ? undefined : read;
  },
  write: ({ use, type, line = [], city, district, state, postalCode, country, period }, writing) => {
    const [kind] = Object.entries(USES).find(([, one]) => one.use === use && one.type === type) ?? [];
    const [street, ...others] = line;
    const cells = [street, others.join(", "), city, state, postalCode, country, kind, undefined, district];
    return writing.components(
      ...cells,
      ...Array.from({ length: 3 }, () => undefined),
      period?.start && hl7Time(period.start),
      period?.end && hl7Time(period.end),
    );
  },
};

/** PL's components that name a place, from the widest to the narrowest, with HL7's code of each. */
const LEVELS = [
  [7, "bu"],
  [8, "lvl"],
  [1, "wa"],
  [2, "ro"],
  [3, "bd"],
] as const;

/** A place in a building (PL): a location under its own coordinates, of the facility it names or the sender's. */
export const place: DataType<Reference> = {
  read: (value, { entries, facility }) => {
    const parts = LEVELS.map(([at]) => value.get(at));
    const description = value.get(9);
    if (parts.every((part) => part === undefined))
      return description === undefined ? undefined : { display: description };
    const { system, display } = authorityIn(value, (part) => [4, part]);
    const identifier = {
      system: system ?? `urn:id:${encodeURIComponent(facility)}`,
      value: parts.map((part) => encodeURIComponent(part ?? "")).join("/"),
      ...(display !== undefined && { assigner: { display } }),
    };
    const name = parts.filter((part) => part !== undefined).join(" ");
    const narrowest = [...LEVELS.keys()].reverse().find((at) => parts[at] !== undefined) ?? 0;
    const location: Location = {
      resourceType: "Location",
      identifier: [identifier],
      name,
      ...(description !== undefined && { description }),
      mode: "instance",
      physicalType: {
        coding: [
          {
            system: "http://terminology.hl7.org/CodeSystem/location-physical-type",
            code: (LEVELS[narrowest] as (typeof LEVELS)[number])[1],
          },
        ],
      },
    };
    return { ...entries.create(location, identifier), display: name };
  },
  write: (reference, writing) => {
    const location = writing.resolve(reference);
    if (!isLocation(location)) return "";
    const [identifier] = location.identifier ?? [];
    const parts = (identifier?.value ?? "").split("/").map(decodeURIComponent);
    const cells: (string | undefined | (string | undefined)[])[] = [];
    for (const [at, [component]] of LEVELS.entries()) cells[component] = parts[at];
    cells[4] = identifier && authorityParts(identifier);
    cells[9] = location.description;
    return writing.components(...Array.from(cells).slice(1));
  },
};

/** An organisation (XON): its name, and the number it is known by where it has one. */
export const organization: DataType<Reference> = {
  read: (value, { entries, facility }) => {
    const [name, number] = [value.get(1), value.get(10) ?? value.get(3)];
    if (name === undefined && number === undefined) return undefined;
    const made: Organization = { resourceType: "Organization", ...(name !== undefined && { name }) };
    const shown = name === undefined ? {} : { display: name };
    if (number === undefined) return { ...entries.put(made, facility, name ?? ""), ...shown };
    const identifier = numbered(value, number, [6, 1], facility);
    return { ...entries.create({ ...made, identifier: [identifier] }, identifier), ...shown };
  },
  write: (reference, writing) => {
    const made = writing.resolve(reference);
    if (!isOrganization(made)) return writing.components(reference.display);
    const [identifier] = made.identifier ?? [];
    const cells = Array.from({ length: 4 }, () => undefined);
    return writing.components(
      made.name,
      ...cells,
      identifier && authorityParts(identifier),
      undefined,
      undefined,
      undefined,
      identifier?.value,
    );
  },
};

function numbered(value: Value, number: string, [component]: readonly [number, number], facility: string) {
  const { system, display } = authorityIn(value, (part) => [component, part]);
  return {
    system: system ?? `urn:id:${encodeURIComponent(facility)}`,
    value: number,
    ...(display !== undefined && { assigner: { display } }),
  };
}

const isLocation = (resource: FhirResource | undefined): resource is Location => resource?.resourceType === "Location";
const isOrganization = (resource: FhirResource | undefined): resource is Organization =>
  resource?.resourceType === "Organization";
