import type { Bundle, Condition, DiagnosticReport, Encounter, FhirResource, Observation, Reference } from "fhir/r4";
import { escaped } from "../../../hl7/escapes";
import { writeMessage, type Segment } from "../../../hl7/message";
import { encodingCharacters, USUAL, type Separators } from "../../../hl7/separators";
import { writeFrom, type SegmentMap } from "./map";
import { AL1, DG1, PR1 } from "./maps/clinical";
import { IN1 } from "./maps/in1";
import { NK1 } from "./maps/nk1";
import { NTE } from "./maps/nte";
import { PID } from "./maps/pid";
import { PV1 } from "./maps/pv1";
import { PV2 } from "./maps/pv2";
import { OBR, OBX } from "./maps/results";
import { hl7Time } from "./types/times";

export interface Addressing {
  readonly sendingApplication: string;
  readonly sendingFacility: string;
  /** `ADT^A08` or `ORU^R01`. */
  readonly event: string;
  readonly controlId: string;
  /** ISO 8601 with an offset. */
  readonly sentAt: string;
  readonly separators?: Separators;
}

/** A bundle as a message of HL7 v2.5.1: what the two formats share, segment by segment. One patient a bundle. */
export function messageOf(bundle: Bundle<FhirResource>, addressing: Addressing): string {
  const { separators = USUAL } = addressing;
  const entries = bundle.entry ?? [];
  const resources = entries.flatMap(({ resource }) => (resource === undefined ? [] : [resource]));
  const byUrl = new Map(entries.map(({ fullUrl, resource }) => [fullUrl, resource]));
  const resolve = (reference: Reference | undefined): FhirResource | undefined => byUrl.get(reference?.reference);
  const segments: Segment[] = [];
  const add = (...fields: readonly string[]): void => {
    segments.push({ name: fields[0] as string, fields, place: segments.length + 1 });
  };
  /** Each resource of a type, numbered in its first field. */
  const each = <R extends object>(
    map: SegmentMap<R>,
    found: readonly R[],
    after?: (item: R, fields: string[]) => void,
  ): void => {
    for (const [at, item] of found.entries()) {
      const fields = writeFrom(map, item, separators, resolve);
      fields[1] = String(at + 1);
      after?.(item, fields);
      add(...Array.from(fields, (text) => text ?? ""));
    }
  };
  const all = <T extends FhirResource["resourceType"]>(type: T) =>
    resources.filter((one): one is Extract<FhirResource, { resourceType: T }> => one.resourceType === type);

  add(...header(addressing, separators));
  each(
    PID,
    all("Patient")
      .filter(({ active }) => active !== false)
      .slice(0, 1),
  );
  each(NK1, all("RelatedPerson"));
  const visits = all("Encounter").slice(0, 1);
  each(PV1, visits);
  const second = visits
    .map((visit) => writeFrom(PV2, visit, separators, resolve))
    .filter((fields) => fields.length > 1);
  for (const fields of second) add(...fields);
  each(AL1, all("AllergyIntolerance"));
  each(DG1, all("Condition"), (condition, fields) =>
    diagnosisIn(visits[0], condition, urlOf(entries, condition), fields),
  );
  each(PR1, all("Procedure"));
  each(IN1, all("Coverage"));
  const reported = new Set<string>();
  for (const report of all("DiagnosticReport")) {
    each(OBR, [report]);
    const results = (report.result ?? []).flatMap((result) => {
      reported.add(result.reference ?? "");
      const found = resolve(result);
      return found?.resourceType === "Observation" ? [found] : [];
    });
    observed(results, report);
  }
  observed(all("Observation").filter((one) => !reported.has(urlOf(entries, one))));
  return writeMessage({ separators, segments });

  function observed(results: readonly Observation[], report?: DiagnosticReport): void {
    for (const [at, result] of results.entries()) {
      const { effectiveDateTime, ...rest } = result;
      // A time that it has from its report comes from there again.
      const own = effectiveDateTime === report?.effectiveDateTime ? (rest as Observation) : result;
      const fields = writeFrom(OBX, own, separators, resolve);
      fields[1] = String(at + 1);
      add(...Array.from(fields, (text) => text ?? ""));
      each(NTE, result.note ?? []);
    }
  }
}

const urlOf = (entries: NonNullable<Bundle<FhirResource>["entry"]>, resource: FhirResource): string =>
  entries.find((entry) => entry.resource === resource)?.fullUrl ?? "";

/** DG1-6 and 15 stand with the visit. */
function diagnosisIn(visit: Encounter | undefined, _condition: Condition, url: string, fields: string[]): void {
  const found = visit?.diagnosis?.find(({ condition }) => condition.reference === url);
  const code = found?.use?.coding?.find(({ system }) => system?.endsWith("/v2-0052"))?.code;
  if (code !== undefined) fields[6] = code;
  if (found?.rank !== undefined) fields[15] = String(found.rank);
}

function header(
  { sendingApplication, sendingFacility, event, controlId, sentAt }: Addressing,
  separators: Separators,
): string[] {
  const text = (given: string): string => escaped(given, separators);
  return [
    "MSH",
    separators.field,
    encodingCharacters(separators),
    text(sendingApplication),
    text(sendingFacility),
    "",
    "",
    hl7Time(sentAt),
    "",
    event.split("^").map(text).join(separators.component),
    text(controlId),
    "P",
    "2.5.1",
  ];
}
