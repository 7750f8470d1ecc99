import { stringify } from "csv-stringify/sync";
import { isoDay } from "../calendar";
import { onDay, type PatientRecord } from "../record";

/** Columns that the platform's intake of claims reads, and the payer. */
export const CLAIM_COLUMNS = [
  "claim_id",
  "member_id",
  "given_name",
  "family_name",
  "birth_date",
  "sex",
  "clinic_id",
  "service_from",
  "service_to",
  "inpatient",
  "diagnosis_codes",
  "procedure_codes",
  "allowed_amount",
  "payer",
] as const;

export function claimsHeader(): string {
  return stringify([[...CLAIM_COLUMNS]]);
}

/** A line a claim, amounts in dollars; empty where nobody paid. */
export function claimLines(record: PatientRecord): string {
  const { person } = record;
  const encounters = new Map(record.encounters.map((of) => [of.id, of]));
  const rows = record.claims.map((claim) => {
    const encounter = encounters.get(claim.encounterId)!;
    const coverage = person.coverages.find(({ id }) => id === claim.coverageId)!;
    const row: Record<(typeof CLAIM_COLUMNS)[number], string> = {
      claim_id: claim.id,
      member_id: coverage.memberId,
      given_name: person.given,
      family_name: onDay(person.names, encounter.day)!.family,
      birth_date: isoDay(person.born),
      sex: person.sex === "female" ? "F" : "M",
      clinic_id: encounter.organization.id.slice(0, 13),
      service_from: isoDay(encounter.day),
      service_to: isoDay(encounter.endDay),
      inpatient: encounter.kind === "inpatient" ? "Y" : "N",
      diagnosis_codes: claim.diagnoses.map(({ code }) => code).join(";"),
      procedure_codes: claim.procedures.map(({ code }) => code).join(";"),
      allowed_amount: (claim.procedures.reduce((sum, { cents }) => sum + cents, 0) / 100).toFixed(2),
      payer: coverage.payer,
    };
    return CLAIM_COLUMNS.map((column) => row[column]);
  });
  return rows.length === 0 ? "" : stringify(rows);
}
