import type { Day } from "./calendar";
import type { Address } from "./person/places";

export type Sex = "female" | "male";

/** A time with a begin and, where it is over, an end; both days belong to it. */
export interface Period {
  readonly from: Day;
  readonly to?: Day;
}

export interface Practitioner {
  readonly id: string;
  readonly npi: string;
  readonly given: string;
  readonly family: string;
  readonly credential: string;
}

export interface Organization {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly address: Address;
}

export interface FamilyNamePeriod extends Period {
  readonly family: string;
}

export interface Home extends Period, Address {}

export interface Job extends Period {
  readonly title: string;
  readonly employer: string;
}

export interface Coverage extends Period {
  readonly id: string;
  readonly payer: string;
  readonly kind: "commercial" | "medicare" | "medicaid";
  readonly memberId: string;
}

export interface Relative {
  readonly relation: "mother" | "spouse" | "child";
  readonly given: string;
  readonly family: string;
  readonly sex: Sex;
  readonly born: Day;
  readonly phone: string;
}

/** Who the patient is and was, over the whole of the life. */
export interface Person {
  readonly id: string;
  readonly mrn: string;
  readonly ssn: string;
  readonly sex: Sex;
  readonly given: string;
  readonly middle: string;
  readonly born: Day;
  readonly died?: Day;
  readonly race: readonly [code: string, display: string];
  readonly isHispanic: boolean;
  readonly language: string;
  readonly names: readonly FamilyNamePeriod[];
  readonly homes: readonly Home[];
  readonly jobs: readonly Job[];
  readonly coverages: readonly Coverage[];
  readonly marriage?: Period;
  readonly relatives: readonly Relative[];
  readonly phone: string;
  readonly email: string;
  readonly smokes: "never" | "former" | "current";
}

export interface Coded {
  readonly system: "snomed" | "icd10" | "loinc" | "rxnorm" | "cpt" | "cvx";
  readonly code: string;
  readonly display: string;
}

export interface Condition {
  readonly id: string;
  readonly encounterId?: string;
  readonly illness: string;
  readonly snomed: Coded;
  readonly icd10: Coded;
  readonly onset: Day;
  readonly resolved?: Day;
}

export interface Encounter {
  readonly id: string;
  readonly kind: "ambulatory" | "emergency" | "inpatient";
  readonly type: Coded;
  readonly reason: string;
  /** The illness that it is about; undefined for a check-up. */
  readonly conditionId?: string;
  readonly day: Day;
  readonly endDay: Day;
  /** Minutes of the day of begin and end. */
  readonly minute: number;
  readonly endMinute: number;
  readonly practitioner: Practitioner;
  readonly organization: Organization;
}

export interface Observation {
  readonly id: string;
  readonly encounterId: string;
  readonly category: "vital-signs" | "laboratory" | "survey" | "social-history";
  readonly code: Coded;
  readonly value: number;
  /** UCUM. */
  readonly unit: string;
  readonly low?: number;
  readonly high?: number;
}

export interface Medication extends Period {
  readonly id: string;
  readonly encounterId: string;
  readonly conditionId?: string;
  readonly code: Coded;
  readonly sig: string;
}

export interface Procedure {
  readonly id: string;
  readonly encounterId: string;
  readonly code: Coded;
  readonly day: Day;
}

export interface Immunization {
  readonly id: string;
  readonly code: Coded;
  readonly day: Day;
  readonly lot: string;
}

export interface Allergy {
  readonly id: string;
  readonly code: Coded;
  readonly category: "medication" | "food" | "environment";
  readonly reaction: Coded;
  readonly recorded: Day;
}

export interface Report {
  readonly id: string;
  readonly encounterId: string;
  readonly code: Coded;
  readonly observationIds: readonly string[];
}

export interface Claim {
  readonly id: string;
  readonly encounterId: string;
  readonly coverageId: string;
  readonly diagnoses: readonly Coded[];
  readonly procedures: readonly (Coded & { readonly cents: number })[];
}

/** All of one patient: the person, and what was recorded in the years asked for. */
export interface PatientRecord {
  readonly person: Person;
  readonly encounters: readonly Encounter[];
  readonly conditions: readonly Condition[];
  readonly observations: readonly Observation[];
  readonly medications: readonly Medication[];
  readonly procedures: readonly Procedure[];
  readonly immunizations: readonly Immunization[];
  readonly allergies: readonly Allergy[];
  readonly reports: readonly Report[];
  readonly claims: readonly Claim[];
}

/** What holds on a day; the last one begun where several do. */
export function onDay<T extends Period>(periods: readonly T[], day: Day): T | undefined {
  return periods.filter(({ from, to }) => from <= day && (to === undefined || day <= to)).at(-1);
}
