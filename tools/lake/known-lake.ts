import { mkdirSync, writeFileSync, copyFileSync } from "node:fs";
import * as path from "node:path";
import { CLAIM_COLUMNS } from "../../lambdas/claims/claim-file";
import { claimLines, claimsHeader } from "../../synthetic/formats/claims";
import { patientResources } from "../../synthetic/formats/fhir";
import { patients } from "../../synthetic/patients";

const JOBS = path.resolve(__dirname, "../../components/lake/jobs");

/** ISO date so many days before another. */
export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);
}

type Claim = Partial<Record<(typeof CLAIM_COLUMNS)[number] | "postal_code" | "phone", string>>;

const USUAL: Claim = {
  sex: "F",
  clinic_id: "known-1",
  inpatient: "N",
  diagnosis_codes: "Z00.0",
  procedure_codes: "99213",
  allowed_amount: "100.00",
};

/** A raw zone in a folder, written as the check of uploads and Firehose leave it. */
export class RawZone {
  private files = 0;

  constructor(readonly lake: string) {
    mkdirSync(path.join(lake, "code/jobs"), { recursive: true });
    mkdirSync(path.join(lake, "code/code-maps"), { recursive: true });
    for (const file of ["icd10_groups.csv", "nicknames.csv"])
      copyFileSync(path.join(JOBS, file), path.join(lake, "code/jobs", file));
    writeFileSync(path.join(lake, "code/code-maps/cpt_groups.csv"), "prefix,group\n9921,office-visit\n");
  }

  write(kind: "claims" | "ehr" | "decisions", day: string, partner: string, text: string): void {
    const folder = path.join(this.lake, `raw/${kind}/accepted/received=${day}/partner=${partner}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, `${this.files++}.${kind === "ehr" ? "ndjson" : "csv"}`), text);
  }

  claims(day: string, partner: string, rows: readonly Claim[]): void {
    const columns = ["phone", ...CLAIM_COLUMNS, "postal_code"] as const;
    const lines = rows.map((row) => columns.map((column) => ({ ...USUAL, ...row })[column] ?? "").join(","));
    this.write("claims", day, partner, `${[columns.join(","), ...lines].join("\n")}\n`);
  }

  records(day: string, partner: string, resources: readonly object[]): void {
    this.write("ehr", day, partner, resources.map((resource) => `${JSON.stringify(resource)}\n`).join(""));
  }

  notes(day: string, notes: readonly object[]): void {
    const folder = path.join(this.lake, `raw/notes/year=${day.replace("-", "/month=").replace("-", "/day=")}/hour=10`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "notes.json"), notes.map((note) => `${JSON.stringify(note)}\n`).join(""));
  }
}

/** Numbers of a person's members: claims go by the plan's number, records by the resource's id. */
export type Truth = ReadonlyMap<string, string>;

/** Made-up patients in the claims of a plan and in the records of an EHR, so that there is something to fit a model to. */
export function addBackground(zone: RawZone, day: string, count: number): Truth {
  const types = new Set(["Patient", "Encounter", "Condition", "Procedure"]);
  const truth = new Map<string, string>();
  const claims = [claimsHeader()];
  const records: object[] = [];
  for (const record of patients({ seed: 11, patients: count, until: daysBefore(day, 1), years: 2 })) {
    claims.push(claimLines(record));
    records.push(...patientResources(record).filter(({ resourceType }) => types.has(resourceType)));
    const { person } = record;
    truth.set(`lakeside/${person.id}`, person.id);
    for (const { id, memberId } of person.coverages)
      if (record.claims.some(({ coverageId }) => coverageId === id)) truth.set(`harbor/${memberId}`, person.id);
  }
  zone.write("claims", day, "harbor", claims.join(""));
  zone.records(day, "lakeside", records);
  return truth;
}
