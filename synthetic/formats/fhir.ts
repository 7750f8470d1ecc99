import type { Bundle, Claim, DocumentReference, FhirResource } from "fhir/r4";
import { isoDay } from "../calendar";
import type { Note } from "../notes/notes";
import { notesOf } from "../notes/notes";
import type { Encounter, Organization, PatientRecord, Practitioner } from "../record";
import { clinicalResources, concept, encounterResource, measuredResources, startOf } from "./fhir-care";
import {
  coverageResource,
  organizationResource,
  patientResource,
  practitionerResource,
  relatedPersonResource,
} from "./fhir-person";
import { BASE } from "./systems";

export type Resource = FhirResource & { readonly id: string };

/** Practitioners and organizations of a record, each once. */
export function houseResources(encounters: readonly Pick<Encounter, "practitioner" | "organization">[]): Resource[] {
  const organizations = new Map<string, Organization>();
  const practitioners = new Map<string, Practitioner>();
  for (const { organization, practitioner } of encounters) {
    organizations.set(organization.id, organization);
    practitioners.set(practitioner.id, practitioner);
  }
  return [
    ...[...organizations.values()].map(organizationResource),
    ...[...practitioners.values()].map(practitionerResource),
  ] as Resource[];
}

/** All resources of a patient but the practitioners and organizations, as FHIR R4 (4.0.1). */
export function patientResources(record: PatientRecord): Resource[] {
  const { person } = record;
  const encounters = new Map(record.encounters.map((of) => [of.id, of]));
  return [
    patientResource(person),
    ...person.relatives.map((relative, index) => relatedPersonResource(person, relative, index)),
    ...person.coverages.map((coverage) => coverageResource(person, coverage)),
    ...record.encounters.map((of) => encounterResource(person.id, of)),
    ...clinicalResources(record, encounters),
    ...measuredResources(record, encounters),
    ...record.claims.map((of) => claimResource(person.id, of, encounters.get(of.encounterId)!)),
    ...notesOf(record).map((note) => noteResource(person.id, note)),
  ] as Resource[];
}

/** A transaction that puts a patient with everything around it into a server. */
export function patientBundle(record: PatientRecord): Bundle {
  const resources = [...houseResources(record.encounters), ...patientResources(record)];
  return {
    resourceType: "Bundle",
    type: "transaction",
    entry: resources.map((resource) => {
      const url = `${resource.resourceType}/${resource.id}`;
      return { fullUrl: `${BASE}/${url}`, resource, request: { method: "PUT", url } };
    }),
  };
}

function claimResource(patientId: string, claim: PatientRecord["claims"][number], encounter: Encounter): Claim {
  const dollars = (cents: number): { value: number; currency: string } => ({ value: cents / 100, currency: "USD" });
  const kind = encounter.kind === "ambulatory" ? "professional" : "institutional";
  return {
    resourceType: "Claim",
    id: claim.id,
    status: "active",
    type: { coding: [{ system: "http://terminology.hl7.org/CodeSystem/claim-type", code: kind }] },
    use: "claim",
    patient: { reference: `Patient/${patientId}` },
    billablePeriod: { start: isoDay(encounter.day), end: isoDay(encounter.endDay) },
    created: isoDay(encounter.endDay + 1),
    provider: { reference: `Organization/${encounter.organization.id}` },
    priority: { coding: [{ system: "http://terminology.hl7.org/CodeSystem/processpriority", code: "normal" }] },
    diagnosis: claim.diagnoses.map((of, index) => ({ sequence: index + 1, diagnosisCodeableConcept: concept(of) })),
    insurance: [{ sequence: 1, focal: true, coverage: { reference: `Coverage/${claim.coverageId}` } }],
    item: claim.procedures.map((of, index) => ({
      sequence: index + 1,
      productOrService: concept(of),
      servicedDate: isoDay(encounter.day),
      net: dollars(of.cents),
      ...(index === 0 && { encounter: [{ reference: `Encounter/${encounter.id}` }] }),
    })),
    total: dollars(claim.procedures.reduce((sum, { cents }) => sum + cents, 0)),
  };
}

function noteResource(patientId: string, { id, encounter, style, text }: Note): DocumentReference {
  const [code, display] = style === "discharge" ? ["18842-5", "Discharge summary"] : ["11506-3", "Progress note"];
  return {
    resourceType: "DocumentReference",
    id,
    status: "current",
    type: concept({ system: "loinc", code, display }),
    subject: { reference: `Patient/${patientId}` },
    date: startOf(encounter),
    author: [{ reference: `Practitioner/${encounter.practitioner.id}` }],
    content: [{ attachment: { contentType: "text/plain; charset=utf-8", data: Buffer.from(text).toString("base64") } }],
    context: { encounter: [{ reference: `Encounter/${encounter.id}` }], period: { start: startOf(encounter) } },
  };
}
