import { CLAIM_COLUMNS } from "../claim-file";

/** A made-up claim of a made-up person. */
const CLAIM: Readonly<Record<(typeof CLAIM_COLUMNS)[number], string>> = {
  claim_id: "c-1",
  member_id: "m-1",
  given_name: "Jane",
  family_name: "Roe",
  birth_date: "1950-04-01",
  sex: "F",
  clinic_id: "north-1",
  service_from: "2026-03-01",
  service_to: "2026-03-04",
  inpatient: "Y",
  diagnosis_codes: "E11.9;I50.9",
  procedure_codes: "99213",
  allowed_amount: "120.50",
};

/** A file of claims: a header, and a line for each change of the made-up claim. */
export function claimsText(changes: readonly Partial<typeof CLAIM>[]): string {
  const lines = changes.map((change) => CLAIM_COLUMNS.map((column) => ({ ...CLAIM, ...change })[column]).join(","));
  return `${[CLAIM_COLUMNS.join(","), ...lines].join("\n")}\n`;
}
