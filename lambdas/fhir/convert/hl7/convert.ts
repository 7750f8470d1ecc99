import type { Provenance } from "fhir/r4";
import type { Message } from "../../../hl7/message";
import { readersOf, type SegmentReader } from "../../../hl7/value";
import type { Conversion, Erased } from "../conversion";
import { Entries } from "../entries";
import type { Ids } from "../ids";
import { take } from "./builder";
import { eventOf } from "./events";
import { readInto, unmappedOf, type Context } from "./map";
import { MAPS } from "./maps";
import { AGENTS, EVN, MSH } from "./maps/header";
import { dateTimeOf } from "./types/times";

export interface Settings {
  readonly ids: Ids;
  /** Offset of times that name none, such as -05:00; without one such a time loses its hours, and is listed. */
  readonly zone?: string | undefined;
  /** When the conversion is made, ISO 8601 in UTC: what stands in for a message's time that can't be read. */
  readonly convertedAt: string;
}

const MAPPED = new Set(MAPS.map(({ segment }) => segment));

/** A message as a transaction of FHIR R4 resources. Pure: the same message, key, zone and time give the same bytes. Throws Hl7Fault. */
export function convertMessage(message: Message, { ids, zone, convertedAt }: Settings): Conversion {
  const { visit } = eventOf(message);
  const readers = readersOf(message);
  const [header] = readers as [SegmentReader, ...SegmentReader[]];
  const sent = sentAt(header, zone);
  const erasedFrom = new Map<object, Set<string>>();
  const entries = new Entries(ids);
  const context: Context = {
    entries,
    // HL7 v2.5.1, 2A.21: the offset of MSH-7 is that of times that name none.
    zone: zone ?? offsetOf(sent),
    facility: header.text(4) ?? header.text(3) ?? "",
    erase: (resource, element) => {
      const elements = erasedFrom.get(resource) ?? new Set<string>();
      erasedFrom.set(resource, elements.add(element));
    },
  };
  const provenance = provenanceOf(header, message, sent ?? convertedAt);
  const state = { context, visit, controlId: message.controlId, sentAt: sent };
  for (const reader of readers.slice(1)) {
    if (reader.name === "EVN") readInto(EVN, reader, provenance, context);
    else take(state, reader);
  }
  provenance.target = entries.references();
  entries.put(provenance, header.text(3) ?? "", header.text(4) ?? "", message.controlId);
  readInto(MSH, header, provenance, context);
  return {
    bundle: entries.bundle(),
    unmapped: unmappedOf(readers, MAPPED),
    erased: erasedOf(entries, erasedFrom),
  };
}

function provenanceOf(header: SegmentReader, { type, event, controlId }: Message, recorded: string): Provenance {
  const who = [header.text(3), header.text(4)].filter((part) => part !== undefined).join(" / ");
  for (const part of [1, 2, 3]) header.text(9, part);
  header.text(10);
  return {
    resourceType: "Provenance",
    target: [],
    recorded,
    activity: {
      coding: [{ system: "http://terminology.hl7.org/CodeSystem/v2-0003", code: event }],
      text: `${type} ${event}`,
    },
    agent: [
      { type: { coding: [{ ...AGENTS, code: "author" }] }, who: { display: who === "" ? "a sender of HL7 v2" : who } },
    ],
    entity: [
      {
        role: "source",
        what: { identifier: { system: `urn:id:${encodeURIComponent(header.text(3) ?? "")}`, value: controlId } },
      },
    ],
  };
}

/** MSH-7 where it is a time with its offset. */
function sentAt(header: SegmentReader, zone: string | undefined): string | undefined {
  const text = header.text(7);
  const read = text === undefined ? undefined : dateTimeOf(text, zone);
  if (read?.text.includes("T") === true) return read.text;
  if (text !== undefined) header.values(7)[0]?.refuse(1, read === undefined ? "not-readable" : "zone-not-known");
  return undefined;
}

const offsetOf = (time: string | undefined): string | undefined => /(Z|[+-]\d{2}:\d{2})$/.exec(time ?? "")?.[1];

function erasedOf(entries: Entries, from: ReadonlyMap<object, ReadonlySet<string>>): Erased[] {
  return entries.references().flatMap(({ reference = "" }) => {
    const elements = from.get(entries.at({ reference })) ?? [];
    return [...elements].map((element) => ({ resource: reference, element }));
  });
}
