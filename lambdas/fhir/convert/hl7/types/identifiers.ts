import type { CodeableConcept, Identifier } from "fhir/r4";
import type { Value } from "../../../../hl7/value";
import type { DataType } from "../map";
import type { Writing } from "../writing";
import { hl7Time, periodAt } from "./times";

export const IDENTIFIER_TYPES = "http://terminology.hl7.org/CodeSystem/v2-0203";
export const US_SSN = "http://hl7.org/fhir/sid/us-ssn";

const OID = /^[0-2](\.(0|[1-9]\d*))+$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** A name of an authority that has no address of its own. */
const LOCAL = "urn:id:";

export const typeOf = (code: string): CodeableConcept => ({ coding: [{ system: IDENTIFIER_TYPES, code }] });

interface Authority {
  readonly system?: string;
  /** The name beside an address. */
  readonly display?: string;
}

/** An authority in the parts of a component (HD): its address where it has one, else its name. */
function authorityIn(value: Value, at: (part: number) => readonly [component: number, part: number]): Authority {
  const get = (part: number): string | undefined => value.get(...at(part));
  const [name, id, kind] = [get(1), get(2), get(3)];
  const local = name === undefined ? {} : { system: LOCAL + encodeURIComponent(name) };
  if (id === undefined) return local;
  const uri = addressOf(id, kind?.toUpperCase());
  if (uri === undefined) {
    value.refuse(at(2)[0], "not-readable");
    return local;
  }
  return { system: uri, ...(name !== undefined && { display: name }) };
}

function addressOf(id: string, kind = ""): string | undefined {
  if ((kind === "ISO" || kind === "") && OID.test(id)) return `urn:oid:${id}`;
  if ((kind === "UUID" || kind === "GUID") && UUID.test(id)) return `urn:uuid:${id.toLowerCase()}`;
  if (kind === "URI" && /^[a-z][a-z0-9+.-]*:\S+$/i.test(id)) return id;
  // CLIA, NPI and the like name a register, DNS a domain.
  return kind === "" || /\s/.test(id) ? undefined : `${LOCAL}${encodeURIComponent(kind)}:${encodeURIComponent(id)}`;
}

/** The authority's parts: name, address, kind of address. */
export function authorityParts({ system, assigner }: Identifier): (string | undefined)[] {
  const name = assigner?.display;
  if (system === undefined) return [name];
  if (system.startsWith("urn:oid:")) return [name, system.slice("urn:oid:".length), "ISO"];
  if (system.startsWith("urn:uuid:")) return [name, system.slice("urn:uuid:".length), "UUID"];
  if (!system.startsWith(LOCAL)) return [name, system, "URI"];
  const [first = "", second] = system.slice(LOCAL.length).split(":").map(decodeURIComponent);
  return second === undefined ? [first] : [name, second, first];
}

/** An identifier of an authority and a type (CX). */
export const identifier: DataType<Identifier> = {
  read: (value, context) => {
    const id = value.get(1);
    if (id === undefined) return undefined;
    const { system, display } = authorityIn(value, (part) => [4, part]);
    const type = value.get(5);
    const period = periodAt(value, 7, 8, context);
    return {
      ...(type !== undefined && { type: typeOf(type) }),
      ...(system !== undefined && { system }),
      value: id,
      ...(period !== undefined && { period }),
      ...(display !== undefined && { assigner: { display } }),
    };
  },
  write: (item, writing) => {
    const time = (text: string | undefined): string | undefined => text && hl7Time(text);
    return writing.components(
      item.value,
      undefined,
      undefined,
      authorityParts(item),
      item.type?.coding?.[0]?.code,
      undefined,
      time(item.period?.start),
      time(item.period?.end),
    );
  },
};

/** The same, of a type that the field means. */
export const identifierOf = (type: string): DataType<Identifier> => ({
  ...identifier,
  read: (value, context) => {
    const read = identifier.read(value, context);
    return read === undefined ? undefined : { type: typeOf(type), ...read };
  },
});

/** An entity's identifier (EI): a number and the parts of its authority. */
export const entity = (type?: string): DataType<Identifier> => ({
  read: (value) => {
    const id = value.get(1);
    if (id === undefined) return undefined;
    const { system, display } = authorityIn(value, (part) => [part + 1, 1]);
    return {
      ...(type !== undefined && { type: typeOf(type) }),
      ...(system !== undefined && { system }),
      value: id,
      ...(display !== undefined && { assigner: { display } }),
    };
  },
  write: (item, writing) => writing.components(item.value, ...authorityParts(item)),
});

/** A number without an authority, of a system and type that the field means. */
export const numberOf = (type: string, system?: string): DataType<Identifier> => ({
  read: (value) => {
    const id = value.get(1);
    return id === undefined ? undefined : { type: typeOf(type), ...(system !== undefined && { system }), value: id };
  },
  write: ({ value }, writing) => writing.text(value),
});

/** A driver's licence (DLN): number, state, last day. */
export const licence: DataType<Identifier> = {
  read: (value, context) => {
    const id = value.get(1);
    if (id === undefined) return undefined;
    const state = value.get(2);
    const end = periodAt(value, 3, 3, context)?.end;
    return {
      type: typeOf("DL"),
      value: id,
      ...(end !== undefined && { period: { end } }),
      ...(state !== undefined && { assigner: { display: state } }),
    };
  },
  write: ({ value, assigner, period }, writing: Writing) =>
    writing.components(value, assigner?.display, period?.end && hl7Time(period.end)),
};

export const hasType =
  (code: string) =>
  ({ type }: Identifier): boolean =>
    type?.coding?.some((coding) => coding.system === IDENTIFIER_TYPES && coding.code === code) === true;

export { authorityIn };
