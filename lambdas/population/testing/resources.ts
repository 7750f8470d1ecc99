/** Made-up FHIR resources of made-up patients. */
type Coding = readonly [system: string, code: string];

export const SNOMED = "http://snomed.info/sct";
export const LOINC = "http://loinc.org";

const concept = ([system, code]: Coding): object => ({ coding: [{ system, code }] });
const subject = (patient: string): object => ({ subject: { reference: `Patient/${patient}` } });

export const patient = (id: string, birthDate: string, gender = "female", more: object = {}): object => ({
  resourceType: "Patient",
  id,
  gender,
  birthDate,
  name: [{ family: "Made-up" }],
  ...more,
});

export const condition = (of: string, code: Coding, onsetDateTime = "2020-01-01", more: object = {}): object => ({
  resourceType: "Condition",
  id: `condition-${of}-${code[1]}`,
  ...subject(of),
  code: concept(code),
  onsetDateTime,
  ...more,
});

export const result = (of: string, code: Coding, effectiveDateTime: string, value: number, unit: string): object => ({
  resourceType: "Observation",
  id: `observation-${of}-${code[1]}-${effectiveDateTime}`,
  status: "final",
  ...subject(of),
  code: concept(code),
  effectiveDateTime,
  valueQuantity: { value, code: unit },
});

export const pressure = (of: string, effectiveDateTime: string, systolic: number, diastolic: number): object => ({
  resourceType: "Observation",
  id: `pressure-${of}-${effectiveDateTime}`,
  status: "final",
  ...subject(of),
  code: concept([LOINC, "85354-9"]),
  effectiveDateTime,
  component: [
    { code: concept([LOINC, "8480-6"]), valueQuantity: { value: systolic, code: "mm[Hg]" } },
    { code: concept([LOINC, "8462-4"]), valueQuantity: { value: diastolic, code: "mm[Hg]" } },
  ],
});

export const stay = (of: string, start: string, end?: string, setting = "IMP"): object => ({
  resourceType: "Encounter",
  id: `encounter-${of}-${start}`,
  status: end === undefined ? "in-progress" : "finished",
  class: { code: setting },
  ...subject(of),
  period: { start, ...(end !== undefined && { end }) },
});

export const procedure = (of: string, code: Coding, performedDateTime: string): object => ({
  resourceType: "Procedure",
  id: `procedure-${of}-${code[1]}`,
  status: "completed",
  ...subject(of),
  code: concept(code),
  performedDateTime,
});

export const medication = (of: string, code: Coding, status = "active"): object => ({
  resourceType: "MedicationRequest",
  id: `medication-${of}-${code[1]}`,
  status,
  ...subject(of),
  medicationCodeableConcept: concept(code),
});
