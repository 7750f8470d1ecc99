import type {
  Claim,
  CodeableConcept,
  Coverage,
  ExplanationOfBenefit,
  Money,
  Organization,
  Patient,
  Reference,
} from "fhir/r4";
import type { Conversion } from "../conversion";
import { Entries } from "../entries";
import type { Ids } from "../ids";
import type { ClaimRow } from "./columns";

export interface ClaimSettings {
  readonly ids: Ids;
  /** ISO 8601 in UTC: when the resources are made, which R4 asks for. */
  readonly convertedAt: string;
}

const TERMS = "http://terminology.hl7.org/CodeSystem/";
const concept = (system: string, code: string): CodeableConcept => ({ coding: [{ system, code }] });
const numbered = (of: string, value: string) => ({ system: `urn:id:${of}`, value });

/** One claim as a transaction: patient, coverage, provider, claim and what was settled. Pure: the same row and settings give the same bytes. */
export function convertClaim(row: ClaimRow, { ids, convertedAt }: ClaimSettings): Conversion {
  const entries = new Entries(ids);
  const patient = entries.put(patientOf(row), "member", row.payer_id ?? "", row.member_id);
  const payer = payerOf(row, entries);
  const coverage = entries.put(
    coverageOf(row, patient, payer),
    "member",
    row.payer_id ?? "",
    row.member_id,
    row.group_number ?? "",
  );
  const provider = providerOf(row, entries);
  const parties = { patient, provider, coverage, payer, convertedAt };
  const claim = entries.put(claimOf(row, parties, entries), row.payer_id ?? "", row.claim_id);
  entries.put(settledOf(row, parties, claim), row.payer_id ?? "", row.claim_id);
  return { bundle: entries.bundle(), unmapped: [], erased: [] };
}

interface Parties {
  readonly patient: Reference;
  readonly provider: Reference;
  readonly coverage: Reference;
  readonly payer: Reference;
  readonly convertedAt: string;
}

const GENDERS = { F: "female", M: "male", O: "other", U: "unknown" } as const;

const patientOf = (row: ClaimRow): Patient => ({
  resourceType: "Patient",
  identifier: [{ type: concept(`${TERMS}v2-0203`, "MB"), ...numbered(`member:${row.payer_id ?? ""}`, row.member_id) }],
  name: [{ family: row.family_name, given: row.given_name.split(/\s+/) }],
  gender: GENDERS[row.sex as keyof typeof GENDERS],
  birthDate: row.birth_date,
});

function payerOf({ payer_id: id, payer_name: name }: ClaimRow, entries: Entries): Reference {
  if (id === undefined) return { display: name ?? "the payer whose file it is" };
  const identifier = numbered("payer", id);
  const payer: Organization = {
    resourceType: "Organization",
    identifier: [identifier],
    ...(name !== undefined && { name }),
  };
  return { ...entries.create(payer, identifier), ...(name !== undefined && { display: name }) };
}

const coverageOf = (row: ClaimRow, beneficiary: Reference, payer: Reference): Coverage => ({
  resourceType: "Coverage",
  status: "active",
  subscriberId: row.member_id,
  beneficiary,
  ...(row.relationship !== undefined && { relationship: concept(`${TERMS}subscriber-relationship`, row.relationship) }),
  payor: [payer],
  ...(row.group_number !== undefined && {
    class: [{ type: concept(`${TERMS}coverage-class`, "group"), value: row.group_number }],
  }),
});

/** The clinic, by its own number and by the national one where the file has it. */
function providerOf({ clinic_id: clinic, billing_provider_npi: npi }: ClaimRow, entries: Entries): Reference {
  const identifier = numbered("clinic", clinic);
  const national = npi === undefined ? [] : [{ system: "http://hl7.org/fhir/sid/us-npi", value: npi }];
  return entries.create({ resourceType: "Organization", identifier: [identifier, ...national] }, identifier);
}

const typeOf = ({ inpatient }: ClaimRow): CodeableConcept =>
  concept(`${TERMS}claim-type`, inpatient === "Y" ? "institutional" : "professional");

const codesIn = (text: string): string[] => (text === "" ? [] : text.split(";"));

/** HCPCS begins with a letter, CPT with a digit; both have five characters. */
const procedure = (code: string): CodeableConcept =>
  /^[A-Z]/.test(code)
    ? concept("https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", code)
    : concept("http://www.ama-assn.org/go/cpt", code);

/** ICD-10-CM's point is often left out on claims. */
const diagnosis = (code: string): CodeableConcept =>
  concept(
    "http://hl7.org/fhir/sid/icd-10-cm",
    code.includes(".") || code.length === 3 ? code : `${code.slice(0, 3)}.${code.slice(3)}`,
  );

/** At most eleven digits, so that a number holds it to the cent. */
const money = (text: string): Money => ({ value: Number(text), currency: "USD" });

const itemsOf = (row: ClaimRow) =>
  codesIn(row.procedure_codes).map((code, at) => ({
    sequence: at + 1,
    productOrService: procedure(code),
    // What the file says of a whole claim stands at its first item, once.
    ...(at === 0 &&
      row.modifiers !== undefined && {
        modifier: codesIn(row.modifiers).map((one) => concept("http://www.ama-assn.org/go/cpt", one)),
      }),
    servicedPeriod: { start: row.service_from, end: row.service_to },
    ...(row.place_of_service !== undefined && {
      locationCodeableConcept: concept(
        "https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set",
        row.place_of_service,
      ),
    }),
    ...(at === 0 && row.service_units !== undefined && { quantity: { value: Number(row.service_units) } }),
  }));

const diagnosesOf = (row: ClaimRow) =>
  codesIn(row.diagnosis_codes).map((code, at) => ({
    sequence: at + 1,
    diagnosisCodeableConcept: diagnosis(code),
    ...(at === 0 && { type: [concept(`${TERMS}ex-diagnosistype`, "principal")] }),
  }));

/** What a claim and its settlement say alike. */
const billed = (row: ClaimRow, { patient, provider, payer, convertedAt }: Parties) => ({
  identifier: [numbered("claim", row.claim_id)],
  status: "active" as const,
  type: typeOf(row),
  use: "claim" as const,
  patient,
  billablePeriod: { start: row.service_from, end: row.service_to },
  created: convertedAt,
  insurer: payer,
  provider,
});

function claimOf(row: ClaimRow, parties: Parties, entries: Entries): Claim {
  const npi = row.rendering_provider_npi;
  const identifier = { system: "http://hl7.org/fhir/sid/us-npi", value: npi ?? "" };
  const items = itemsOf(row);
  return {
    resourceType: "Claim",
    ...billed(row, parties),
    priority: concept(`${TERMS}processpriority`, "normal"),
    ...(npi !== undefined && {
      careTeam: [
        {
          sequence: 1,
          provider: entries.create({ resourceType: "Practitioner", identifier: [identifier] }, identifier),
        },
      ],
    }),
    diagnosis: diagnosesOf(row),
    insurance: [{ sequence: 1, focal: true, coverage: parties.coverage }],
    ...(items.length > 0 && { item: items }),
    ...(row.charge_amount !== undefined && { total: money(row.charge_amount) }),
  };
}

/** Totals by column, as codes of FHIR's and, where it has none, of CARIN's guide. */
const TOTALS = [
  ["charge_amount", "submitted", `${TERMS}adjudication`],
  ["allowed_amount", "eligible", `${TERMS}adjudication`],
  ["paid_amount", "benefit", `${TERMS}adjudication`],
  ["patient_amount", "memberliability", "http://hl7.org/fhir/us/carin-bb/CodeSystem/C4BBAdjudication"],
] as const;

function settledOf(row: ClaimRow, parties: Parties, claim: Reference): ExplanationOfBenefit {
  const items = itemsOf(row);
  return {
    resourceType: "ExplanationOfBenefit",
    ...billed(row, parties),
    claim,
    outcome: "complete",
    ...(row.discharge_status !== undefined && {
      supportingInfo: [
        {
          sequence: 1,
          category: concept("http://hl7.org/fhir/us/carin-bb/CodeSystem/C4BBSupportingInfoType", "discharge-status"),
          code: concept("https://www.nubc.org/CodeSystem/PatDischargeStatus", row.discharge_status),
        },
      ],
    }),
    diagnosis: diagnosesOf(row),
    insurance: [{ focal: true, coverage: parties.coverage }],
    ...(items.length > 0 && { item: items }),
    total: TOTALS.flatMap(([column, code, system]) => {
      const amount = row[column];
      return amount === undefined ? [] : [{ category: concept(system, code), amount: money(amount) }];
    }),
    ...(row.paid_date !== undefined && { payment: { date: row.paid_date } }),
  };
}
