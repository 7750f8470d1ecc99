/**
 * Codes that the measures count, by the short names of their systems. They are the common ones of each concept, not the whole value sets
 * that CMS publishes (VSAC needs a licence): a programme that reports to CMS puts its own lists here. As of 2026-11.
 */
export const SYSTEMS: Readonly<Record<string, string>> = {
  "http://snomed.info/sct": "snomed",
  "http://loinc.org": "loinc",
  "http://hl7.org/fhir/sid/icd-10-cm": "icd10",
  "http://www.nlm.nih.gov/research/umls/rxnorm": "rxnorm",
  "http://www.ama-assn.org/go/cpt": "cpt",
};

/** `system|code`; a star at the end of an ICD-10 code takes its children in. */
export type CodeList = readonly string[];

export const DIABETES: CodeList = [
  "snomed|44054006",
  "snomed|46635009",
  "snomed|73211009",
  "icd10|E10*",
  "icd10|E11*",
  "icd10|E13*",
];
export const HYPERTENSION: CodeList = ["snomed|59621000", "snomed|38341003", "icd10|I10"];
export const HBA1C: CodeList = ["loinc|4548-4", "loinc|17856-6", "loinc|4549-2"];
export const SYSTOLIC: CodeList = ["loinc|8480-6"];
export const DIASTOLIC: CodeList = ["loinc|8462-4"];
export const COLONOSCOPY: CodeList = ["snomed|73761001", "cpt|45378", "cpt|45380", "cpt|45385"];
export const STOOL_TEST: CodeList = ["loinc|57905-2", "loinc|27396-1", "loinc|29771-3", "snomed|104435004"];
export const STOOL_DNA_TEST: CodeList = ["loinc|77353-1", "loinc|77354-9", "cpt|81528"];
export const SIGMOIDOSCOPY: CodeList = ["snomed|44441009", "cpt|45330", "cpt|45331", "cpt|45338"];
export const CT_COLONOGRAPHY: CodeList = ["snomed|418714002", "cpt|74263", "loinc|60515-4", "loinc|72531-7"];
export const MAMMOGRAM: CodeList = ["snomed|71651007", "snomed|24623002", "cpt|77067", "loinc|24606-6"];

/** Conditions that somebody must hear of, with the name that the alert has. */
export const CRITICAL_CONDITIONS: readonly (readonly [name: string, codes: CodeList])[] = [
  ["sepsis", ["snomed|91302008", "icd10|A41*"]],
  ["myocardial-infarction", ["snomed|57054005", "snomed|22298006", "icd10|I21*"]],
  ["stroke", ["snomed|230690007", "icd10|I63*"]],
  ["pulmonary-embolism", ["snomed|59282003", "icd10|I26*"]],
];

/** What a value in a unit is in the first of them: units by their UCUM codes, and as laboratories print them. */
export type Units = Readonly<Record<string, (value: number) => number>>;

const same = (value: number): number => value;
/** Both have one charge a molecule. */
const EQUIVALENTS: Units = { "mmol/L": same, "meq/L": same, "mEq/L": same };

/** Per cent after NGSP; from mmol/mol by NGSP's and IFCC's master equation (ngsp.org). */
export const HBA1C_UNITS: Units = { "%": same, "mmol/mol": (value) => 0.09148 * value + 2.152 };

/** Results outside of which somebody must hear: name, codes, units, lowest and highest value in the first unit that is not critical. */
export const CRITICAL_RESULTS: readonly {
  readonly name: string;
  readonly codes: CodeList;
  readonly units: Units;
  readonly low: number;
  readonly high: number;
}[] = [
  { name: "potassium", codes: ["loinc|2823-3", "loinc|6298-4"], units: EQUIVALENTS, low: 2.5, high: 6.5 },
  { name: "sodium", codes: ["loinc|2951-2", "loinc|2947-0"], units: EQUIVALENTS, low: 120, high: 160 },
  {
    name: "glucose",
    codes: ["loinc|2345-7", "loinc|2339-0", "loinc|14749-6", "loinc|15074-8"],
    // 180.16 g/mol.
    units: { "mg/dL": same, "mmol/L": (value) => value * 18.016 },
    low: 40,
    high: 500,
  },
  {
    name: "haemoglobin",
    codes: ["loinc|718-7"],
    // 16,114 g/mol, of one chain.
    units: { "g/dL": same, "g/L": (value) => value / 10, "mmol/L": (value) => value * 1.6114 },
    low: 6,
    high: 22,
  },
];

/** Whether a code is in a list. */
export function isIn(list: CodeList, code: string): boolean {
  return list.some((wanted) => (wanted.endsWith("*") ? code.startsWith(wanted.slice(0, -1)) : wanted === code));
}
