import type {
  CodeableConcept,
  DiagnosticReport,
  Encounter as FhirEncounter,
  FhirResource,
  Observation as FhirObservation,
} from "fhir/r4";
import { isoDay, isoInstant } from "../calendar";
import { MEASURED } from "../catalog/measurements";
import type { Coded, Encounter, Observation, PatientRecord } from "../record";
import { SYSTEMS } from "./systems";

const TERMINOLOGY = "http://terminology.hl7.org/CodeSystem";

export function concept(...codes: readonly Coded[]): CodeableConcept {
  return {
    coding: codes.map(({ system, code, display }) => ({ system: SYSTEMS[system], code, display })),
    text: codes[0]!.display,
  };
}

function coded(system: string, code: string): CodeableConcept {
  return { coding: [{ system: `${TERMINOLOGY}/${system}`, code }] };
}

const CLASSES = {
  ambulatory: ["AMB", "ambulatory"],
  emergency: ["EMER", "emergency"],
  inpatient: ["IMP", "inpatient encounter"],
} as const;

export function encounterResource(patientId: string, encounter: Encounter): FhirEncounter {
  const [code, display] = CLASSES[encounter.kind];
  const { practitioner } = encounter;
  return {
    resourceType: "Encounter",
    id: encounter.id,
    status: "finished",
    class: { system: `${TERMINOLOGY}/v3-ActCode`, code, display },
    type: [concept(encounter.type)],
    subject: { reference: `Patient/${patientId}` },
    participant: [
      {
        individual: {
          reference: `Practitioner/${practitioner.id}`,
          display: `${practitioner.given} ${practitioner.family}, ${practitioner.credential}`,
        },
      },
    ],
    period: { start: startOf(encounter), end: isoInstant(encounter.endDay, encounter.endMinute) },
    reasonCode: [{ text: encounter.reason }],
    ...(encounter.conditionId !== undefined && {
      diagnosis: [{ condition: { reference: `Condition/${encounter.conditionId}` } }],
    }),
    serviceProvider: { reference: `Organization/${encounter.organization.id}`, display: encounter.organization.name },
  };
}

export function startOf({ day, minute }: Encounter): string {
  return isoInstant(day, minute);
}

/** Conditions, medications, procedures, immunizations and allergies. */
export function clinicalResources(record: PatientRecord, encounters: ReadonlyMap<string, Encounter>): FhirResource[] {
  const subject = { reference: `Patient/${record.person.id}` };
  const encounter = (id: string): { reference: string } => ({ reference: `Encounter/${id}` });
  return [
    ...record.conditions.map((of): FhirResource => ({
      resourceType: "Condition",
      id: of.id,
      clinicalStatus: coded("condition-clinical", of.resolved === undefined ? "active" : "resolved"),
      verificationStatus: coded("condition-ver-status", "confirmed"),
      category: [
        coded("condition-category", of.encounterId === undefined ? "problem-list-item" : "encounter-diagnosis"),
      ],
      code: concept(of.snomed, of.icd10),
      subject,
      ...(of.encounterId !== undefined && { encounter: encounter(of.encounterId) }),
      onsetDateTime: isoDay(of.onset),
      ...(of.resolved !== undefined && { abatementDateTime: isoDay(of.resolved) }),
    })),
    ...record.medications.map((of): FhirResource => ({
      resourceType: "MedicationRequest",
      id: of.id,
      status: of.to === undefined ? "active" : "completed",
      intent: "order",
      medicationCodeableConcept: concept(of.code),
      subject,
      encounter: encounter(of.encounterId),
      authoredOn: isoDay(of.from),
      requester: { reference: `Practitioner/${encounters.get(of.encounterId)!.practitioner.id}` },
      ...(of.conditionId !== undefined && { reasonReference: [{ reference: `Condition/${of.conditionId}` }] }),
      dosageInstruction: [{ text: of.sig }],
      ...(of.to !== undefined && {
        dispenseRequest: { validityPeriod: { start: isoDay(of.from), end: isoDay(of.to) } },
      }),
    })),
    ...record.procedures.map((of): FhirResource => ({
      resourceType: "Procedure",
      id: of.id,
      status: "completed",
      code: concept(of.code),
      subject,
      encounter: encounter(of.encounterId),
      performedDateTime: startOf(encounters.get(of.encounterId)!),
    })),
    ...record.immunizations.map((of): FhirResource => ({
      resourceType: "Immunization",
      id: of.id,
      status: "completed",
      vaccineCode: concept(of.code),
      patient: subject,
      occurrenceDateTime: isoDay(of.day),
      primarySource: true,
      lotNumber: of.lot,
    })),
    ...record.allergies.map((of): FhirResource => ({
      resourceType: "AllergyIntolerance",
      id: of.id,
      clinicalStatus: coded("allergyintolerance-clinical", "active"),
      verificationStatus: coded("allergyintolerance-verification", "confirmed"),
      type: "allergy",
      category: [of.category],
      code: concept(of.code),
      patient: subject,
      recordedDate: isoDay(of.recorded),
      reaction: [{ manifestation: [concept(of.reaction)] }],
    })),
  ];
}

const BLOOD_PRESSURE: Coded = {
  system: "loinc",
  code: "85354-9",
  display: "Blood pressure panel with all children optional",
};

/** Observations, both numbers of a blood pressure as one, and the reports that hold results together. */
export function measuredResources(record: PatientRecord, encounters: ReadonlyMap<string, Encounter>): FhirResource[] {
  const patientId = record.person.id;
  const base = (of: Observation): Omit<FhirObservation, "code"> => {
    const at = startOf(encounters.get(of.encounterId)!);
    return {
      resourceType: "Observation",
      id: of.id,
      status: "final",
      category: [coded("observation-category", of.category)],
      subject: { reference: `Patient/${patientId}` },
      encounter: { reference: `Encounter/${of.encounterId}` },
      effectiveDateTime: at,
      issued: at,
    };
  };
  const quantity = ({ value, unit }: Observation): NonNullable<FhirObservation["valueQuantity"]> => ({
    value,
    unit,
    system: "http://unitsofmeasure.org",
    code: unit,
  });
  const range = ({ low, high, unit }: Observation): Pick<FhirObservation, "referenceRange"> =>
    low === undefined || high === undefined
      ? {}
      : { referenceRange: [{ low: { value: low, unit }, high: { value: high, unit } }] };
  const resources: FhirResource[] = [];
  record.observations.forEach((of, index) => {
    if (of.code.code === MEASURED.diastolic.code.code) return;
    if (of.code.code !== MEASURED.systolic.code.code) {
      resources.push({
        ...base(of),
        code: concept(of.code),
        valueQuantity: quantity(of),
        ...range(of),
      } as FhirResource);
      return;
    }
    const component = [of, record.observations[index + 1]!].map((part) => ({
      code: concept(part.code),
      valueQuantity: quantity(part),
    }));
    resources.push({ ...base(of), code: concept(BLOOD_PRESSURE), component } as FhirResource);
  });
  return [
    ...resources,
    ...record.reports.map((of): DiagnosticReport => {
      const encounter = encounters.get(of.encounterId)!;
      return {
        resourceType: "DiagnosticReport",
        id: of.id,
        status: "final",
        category: [coded("v2-0074", "LAB")],
        code: concept(of.code),
        subject: { reference: `Patient/${patientId}` },
        encounter: { reference: `Encounter/${of.encounterId}` },
        effectiveDateTime: startOf(encounter),
        issued: startOf(encounter),
        performer: [{ reference: `Organization/${encounter.organization.id}` }],
        result: of.observationIds.map((id) => ({ reference: `Observation/${id}` })),
      };
    }),
  ];
}
