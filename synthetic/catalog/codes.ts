import type { Coded } from "../record";

const code =
  (system: Coded["system"]) =>
  (value: string, display: string): Coded => ({ system, code: value, display });

export const snomed = code("snomed");
export const icd10 = code("icd10");
export const loinc = code("loinc");
export const cpt = code("cpt");
export const cvx = code("cvx");

export const ENCOUNTER_TYPES = {
  checkUp: snomed("185349003", "Encounter for check up (procedure)"),
  symptom: snomed("185345009", "Encounter for symptom (procedure)"),
  followUp: snomed("390906007", "Follow-up encounter (procedure)"),
  emergency: snomed("50849002", "Emergency room admission (procedure)"),
  admission: snomed("32485007", "Hospital admission (procedure)"),
} as const;

/** What a claim has a line for; prices in cents are made up. */
export const BILLED = {
  officeVisit: [cpt("99213", "Office visit, established patient, 20-29 minutes"), 12_800],
  longVisit: [cpt("99214", "Office visit, established patient, 30-39 minutes"), 18_400],
  emergencyVisit: [cpt("99284", "Emergency department visit, moderate"), 68_000],
  hospitalCare: [cpt("99223", "Initial hospital care, high"), 96_000],
  vaccination: [cpt("90471", "Immunization administration"), 3_100],
  metabolicPanel: [cpt("80053", "Comprehensive metabolic panel"), 2_900],
  bloodCount: [cpt("85025", "Complete blood count with differential"), 2_100],
  lipidPanel: [cpt("80061", "Lipid panel"), 3_400],
  hemoglobinA1c: [cpt("83036", "Hemoglobin A1c"), 2_700],
} as const satisfies Readonly<Record<string, readonly [Coded, number]>>;

const PREVENTIVE: readonly (readonly [fromAge: number, code: string, ages: string])[] = [
  [65, "99397", "65 years and over"],
  [40, "99396", "40-64 years"],
  [18, "99395", "18-39 years"],
  [12, "99394", "12-17 years"],
  [5, "99393", "5-11 years"],
  [1, "99392", "1-4 years"],
  [0, "99391", "under 1 year"],
];

/** A check-up of an established patient of that age. */
export function preventiveVisit(age: number): readonly [Coded, number] {
  const [, value, ages] = PREVENTIVE.find(([from]) => age >= from) ?? PREVENTIVE.at(-1)!;
  return [cpt(value, `Preventive visit, established patient, ${ages}`), 21_000];
}

/** Why a well patient comes. */
export function checkUpReason(age: number): Coded {
  return age < 18
    ? icd10("Z00.129", "Encounter for routine child health examination without abnormal findings")
    : icd10("Z00.00", "Encounter for general adult medical examination without abnormal findings");
}

export interface Intervention {
  readonly code: Coded;
  readonly billed: Coded;
  readonly cents: number;
}

export const INTERVENTIONS = {
  colonoscopy: { code: snomed("73761001", "Colonoscopy (procedure)"), billed: cpt("45378", "Diagnostic colonoscopy"), cents: 142_000 },
  mammography: { code: snomed("71651007", "Mammography (procedure)"), billed: cpt("77067", "Screening mammography, bilateral"), cents: 31_000 },
  electrocardiogram: { code: snomed("29303009", "Electrocardiographic procedure (procedure)"), billed: cpt("93000", "Electrocardiogram, complete"), cents: 9_200 },
  echocardiogram: { code: snomed("40701008", "Echocardiography (procedure)"), billed: cpt("93306", "Transthoracic echocardiogram, complete"), cents: 118_000 },
  chestFilm: { code: snomed("399208008", "Plain X-ray of chest (procedure)"), billed: cpt("71046", "Chest X-ray, 2 views"), cents: 12_500 },
  appendectomy: { code: snomed("80146002", "Excision of appendix (procedure)"), billed: cpt("44970", "Laparoscopic appendectomy"), cents: 1_240_000 },
  kneeReplacement: { code: snomed("609588000", "Total knee replacement (procedure)"), billed: cpt("27447", "Total knee arthroplasty"), cents: 3_180_000 },
  coronaryStent: { code: snomed("415070008", "Percutaneous coronary intervention (procedure)"), billed: cpt("92928", "Coronary stent, single vessel"), cents: 2_650_000 },
  delivery: { code: snomed("177184002", "Normal delivery procedure (procedure)"), billed: cpt("59400", "Routine obstetric care with vaginal delivery"), cents: 1_020_000 },
} as const satisfies Readonly<Record<string, Intervention>>; // prettier-ignore

export type InterventionName = keyof typeof INTERVENTIONS;
