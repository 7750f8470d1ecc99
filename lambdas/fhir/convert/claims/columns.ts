import { CONTROL_CHARACTER, plainSpaces } from "../../../text/characters";
import { CLAIM_COLUMNS, SHAPES, type Column } from "../../../claims/claim-file";

const MONEY = /^(\d{1,9}(\.\d{1,2})?)?$/;
const NPI = /^(\d{10})?$/;
const DATE = /^(\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))?$/;

/**
 * Columns that a file may have beside those it must have, after the fields of X12's 837 and 835: what they may hold, empty always too, and
 * what becomes of them.
 */
export const MORE_COLUMNS = {
  payer_id: { shape: /^[\w-]{0,64}$/, to: "Organization.identifier" },
  payer_name: { shape: /^.{0,200}$/s, to: "Organization.name, Coverage.payor" },
  group_number: { shape: /^[\w -]{0,64}$/, to: "Coverage.class(group)" },
  relationship: { shape: /^(self|spouse|child|parent|common|other)?$/, to: "Coverage.relationship" },
  billing_provider_npi: { shape: NPI, to: "Claim.provider" },
  rendering_provider_npi: { shape: NPI, to: "Claim.careTeam.provider" },
  place_of_service: { shape: /^(\d{2})?$/, to: "Claim.item.locationCodeableConcept" },
  modifiers: { shape: /^([0-9A-Z]{2}(;[0-9A-Z]{2}){0,3})?$/, to: "Claim.item.modifier, of the first item" },
  service_units: { shape: /^([1-9]\d{0,4})?$/, to: "Claim.item.quantity, of the first item" },
  charge_amount: { shape: MONEY, to: "Claim.total; ExplanationOfBenefit.total(submitted)" },
  paid_amount: { shape: MONEY, to: "ExplanationOfBenefit.total(benefit)" },
  patient_amount: { shape: MONEY, to: "ExplanationOfBenefit.total(memberliability)" },
  paid_date: { shape: DATE, to: "ExplanationOfBenefit.payment.date" },
  discharge_status: { shape: /^(\d{2})?$/, to: "ExplanationOfBenefit.supportingInfo(discharge-status)" },
} as const;
export type MoreColumn = keyof typeof MORE_COLUMNS;

/** What becomes of the columns that every file has. */
export const CLAIM_TARGETS: Readonly<Record<Column, string>> = {
  claim_id: "Claim.identifier, ExplanationOfBenefit.identifier",
  member_id: "Patient.identifier, Coverage.subscriberId",
  given_name: "Patient.name.given",
  family_name: "Patient.name.family",
  birth_date: "Patient.birthDate",
  sex: "Patient.gender",
  clinic_id: "Organization.identifier, Claim.provider",
  service_from: "Claim.billablePeriod.start, Claim.item.servicedPeriod",
  service_to: "Claim.billablePeriod.end, Claim.item.servicedPeriod",
  inpatient: "Claim.type: Y is institutional, N professional",
  diagnosis_codes: "Claim.diagnosis, ICD-10-CM, the first the principal one",
  procedure_codes: "Claim.item.productOrService, CPT or HCPCS",
  allowed_amount: "ExplanationOfBenefit.total(eligible)",
};

export type ClaimRow = Readonly<Record<Column, string>> & Readonly<Partial<Record<MoreColumn, string>>>;

/** Why a row can't be converted: a column and what is wrong with it, never a value. */
export interface RowFault {
  readonly fault: string;
  readonly column?: string;
}

export const faultText = ({ fault, column }: RowFault): string =>
  column === undefined ? fault : `${fault} in ${column}`;

const isMore = (name: string): name is MoreColumn => Object.hasOwn(MORE_COLUMNS, name);

/** A record by its columns, or all that is wrong with it. */
export function rowOf(
  header: readonly string[],
  fields: readonly string[],
): { row: ClaimRow } | { faults: RowFault[] } {
  if (fields.length !== header.length) return { faults: [{ fault: "fields-missing" }] };
  const row: Record<string, string> = {};
  const faults: RowFault[] = [];
  for (const [at, name] of header.entries()) {
    const value = plainSpaces(fields[at] ?? "").trim();
    const shape = isMore(name) ? MORE_COLUMNS[name].shape : (SHAPES as Readonly<Record<string, RegExp>>)[name];
    if (shape === undefined) continue;
    if (
      !shape.test(value) ||
      (DATES.includes(name) && value !== "" && !isDay(value)) ||
      CONTROL_CHARACTER.test(value) ||
      value.includes(NO_UTF8)
    ) {
      faults.push({ fault: `bad-${name.replaceAll("_", "-")}`, column: name });
    } else if (value !== "" || !isMore(name)) row[name] = value;
  }
  const read = row as ClaimRow;
  if (faults.length === 0 && read.service_to < read.service_from) {
    faults.push({ fault: "service-ends-early", column: "service_to" });
  }
  return faults.length > 0 ? { faults } : { row: read };
}

/** What stands where bytes were no UTF-8. */
const NO_UTF8 = "\ufffd";
const DATES = ["birth_date", "service_from", "service_to", "paid_date"];

/** A day of the calendar, where a shape lets 31 February pass. */
function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Columns of a header that nobody reads. */
export const unknownColumns = (header: readonly string[]): string[] =>
  header.filter((name) => !isMore(name) && !(CLAIM_COLUMNS as readonly string[]).includes(name));
