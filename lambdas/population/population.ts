import { CRITICAL_CONDITIONS, CRITICAL_RESULTS, DIASTOLIC, HBA1C, HBA1C_UNITS, isIn, SYSTOLIC } from "./codes";
import type { Fact, Sex } from "./facts";

export const DAY_MS = 86_400_000;
export const YEAR_MS = 365.2425 * DAY_MS;

/** What is known of one patient at the end. The identifiers of patients stay in here and in alerts. */
export interface Patient {
  readonly id: string;
  /** True once a Patient resource was seen; others are counted in nothing. */
  known: boolean;
  sex: Sex;
  bornAt?: number;
  diedAt?: number;
  readonly conditions: Set<string>;
  readonly medications: Set<string>;
  /** Ids of Medication resources that prescriptions name instead of a code. */
  readonly drugs: Set<string>;
  hba1c?: Latest<number>;
  pressure?: Latest<{ systolic: number; diastolic: number }>;
  readonly stays: { startedAt: number; endedAt?: number }[];
  /** Encounters of the last twelve months by setting. */
  readonly encounters: Map<string, number>;
  /** Latest time of each procedure or test by code. */
  readonly done: Map<string, number>;
}

export interface Latest<T> {
  readonly at: number;
  readonly value: T;
}

/** Something that somebody must hear of. It names a patient: for the encrypted file alone. */
export interface Alert {
  readonly name: string;
  readonly kind: "condition" | "result";
  readonly resource: string;
  readonly patient: string;
  readonly at: number;
}

/** Settings of encounters that are a stay in a hospital (HL7 ActEncounterCode). */
const INPATIENT = new Set(["ACUTE", "IMP", "NONAC"]);

/** An alert is for what happened in the two days before the export: a daily one then tells each at most twice, and misses none. */
export const ALERT_WINDOW_MS = 2 * DAY_MS;

/** Gathers facts in any order, in memory that grows with patients and their codes, not with resources. */
export class Population {
  readonly patients = new Map<string, Patient>();
  readonly alerts: Alert[] = [];
  /** Results that would count or be critical by their codes, in units that are not known: nobody judged them. */
  unjudged = 0;
  /** Codes of Medication resources, by id. */
  private readonly drugs = new Map<string, readonly string[]>();

  /** @param asOf moment that everything is counted at, in milliseconds since 1970. */
  constructor(readonly asOf: number) {}

  add(fact: Fact): void {
    if (fact.kind === "drug") return void this.drugs.set(fact.id, fact.codes);
    const patient = this.patient(fact.patient);
    switch (fact.kind) {
      case "patient":
        Object.assign(patient, { known: true, sex: fact.sex, bornAt: fact.bornAt, diedAt: fact.diedAt });
        return;
      case "condition":
        if (fact.active && (fact.at ?? 0) <= this.asOf) fact.codes.forEach((code) => patient.conditions.add(code));
        this.alertOfCondition(fact);
        return;
      case "medication":
        fact.codes.forEach((code) => patient.medications.add(code));
        if (fact.drug !== undefined) patient.drugs.add(fact.drug);
        return;
      case "procedure":
        if (fact.at <= this.asOf) done(patient, fact.codes, fact.at);
        return;
      case "encounter":
        this.encounter(patient, fact);
        return;
      case "result":
        this.result(patient, fact);
    }
  }

  /** Patients who were alive at the moment, with an age and their sex. */
  living(): (Patient & { readonly ageYears: number })[] {
    return [...this.patients.values()].flatMap((patient) => {
      const { known, bornAt, diedAt } = patient;
      if (!known || bornAt === undefined || bornAt > this.asOf) return [];
      if (diedAt !== undefined && diedAt <= this.asOf) return [];
      const named = [...patient.drugs].flatMap((id) => this.drugs.get(id) ?? []);
      const medications = named.length === 0 ? patient.medications : new Set([...patient.medications, ...named]);
      return [{ ...patient, medications, ageYears: ageAt(bornAt, this.asOf) }];
    });
  }

  /** Patients who lived at some time of the last twelve months, those who have died since too, and for which part of them. */
  there(): (Patient & { readonly years: number })[] {
    return [...this.patients.values()].flatMap((patient) => {
      const { known, bornAt, diedAt = this.asOf } = patient;
      if (!known || bornAt === undefined) return [];
      const years = (Math.min(diedAt, this.asOf) - Math.max(bornAt, this.asOf - YEAR_MS)) / YEAR_MS;
      return years > 0 ? [{ ...patient, years }] : [];
    });
  }

  private patient(id: string): Patient {
    const known = this.patients.get(id);
    if (known !== undefined) return known;
    const made: Patient = {
      id,
      known: false,
      sex: "unknown",
      conditions: new Set(),
      medications: new Set(),
      drugs: new Set(),
      stays: [],
      encounters: new Map(),
      done: new Map(),
    };
    this.patients.set(id, made);
    return made;
  }

  private encounter(patient: Patient, { setting, startedAt, endedAt }: Fact & { kind: "encounter" }): void {
    if (startedAt > this.asOf) return;
    const { encounters } = patient;
    if (startedAt > this.asOf - YEAR_MS) encounters.set(setting, (encounters.get(setting) ?? 0) + 1);
    if (INPATIENT.has(setting)) patient.stays.push({ startedAt, ...(endedAt !== undefined && { endedAt }) });
  }

  private result(patient: Patient, fact: Fact & { kind: "result" }): void {
    const { at, values } = fact;
    if (at > this.asOf) return;
    for (const { codes, value, unit } of values) {
      done(patient, codes, at);
      if (codes.some((code) => isIn(HBA1C, code))) {
        const percent = HBA1C_UNITS[unit]?.(value);
        if (percent === undefined) this.unjudged += 1;
        else if (at >= (patient.hba1c?.at ?? -Infinity)) patient.hba1c = { at, value: percent };
      }
      const critical = CRITICAL_RESULTS.find((of) => codes.some((code) => isIn(of.codes, code)));
      if (critical === undefined) continue;
      const converted = critical.units[unit]?.(value);
      if (converted === undefined) this.unjudged += 1;
      else if (converted < critical.low || converted > critical.high) {
        this.alert({
          name: critical.name,
          kind: "result",
          resource: `Observation/${fact.id}`,
          patient: fact.patient,
          at,
        });
      }
    }
    const of = (list: readonly string[]): number | undefined =>
      values.find(({ codes }) => codes.some((code) => isIn(list, code)))?.value;
    const [systolic, diastolic] = [of(SYSTOLIC), of(DIASTOLIC)];
    if (systolic === undefined || diastolic === undefined || at < (patient.pressure?.at ?? -Infinity)) return;
    patient.pressure = { at, value: { systolic, diastolic } };
  }

  private alertOfCondition({ codes, active, at, id, patient }: Fact & { kind: "condition" }): void {
    if (!active || at === undefined) return;
    const critical = CRITICAL_CONDITIONS.find(([, list]) => codes.some((code) => isIn(list, code)));
    if (critical !== undefined)
      this.alert({ name: critical[0], kind: "condition", resource: `Condition/${id}`, patient, at });
  }

  private alert(alert: Alert): void {
    if (alert.at <= this.asOf && alert.at > this.asOf - ALERT_WINDOW_MS) this.alerts.push(alert);
  }
}

function done(patient: Patient, codes: readonly string[], at: number): void {
  for (const code of codes) patient.done.set(code, Math.max(at, patient.done.get(code) ?? -Infinity));
}

/** Whole years between two moments, by the calendar in UTC. */
export function ageAt(bornAt: number, asOf: number): number {
  const [born, now] = [new Date(bornAt), new Date(asOf)];
  const years = now.getUTCFullYear() - born.getUTCFullYear();
  const before =
    now.getUTCMonth() < born.getUTCMonth() ||
    (now.getUTCMonth() === born.getUTCMonth() && now.getUTCDate() < born.getUTCDate());
  return before ? years - 1 : years;
}
