import { BILLED, INTERVENTIONS, type InterventionName } from "../catalog/codes";
import { MEASURED, PANELS, type MeasuredName, type PanelName } from "../catalog/measurements";
import { MEDICATIONS, type MedicationName } from "../catalog/medications";
import { uuid } from "../person/numbers";
import type { Random } from "../random";
import {
  onDay,
  type Claim,
  type Coded,
  type Encounter,
  type Immunization,
  type Medication,
  type Observation,
  type PatientRecord,
  type Person,
  type Procedure,
  type Report,
} from "../record";
import type { Body, State } from "./body";
import type { Episode } from "./history";

const SURVEYS: readonly MeasuredName[] = ["phq9"];
const VITALS: readonly MeasuredName[] = [
  "height",
  "weight",
  "bmi",
  "systolic",
  "diastolic",
  "pulse",
  "breaths",
  "temperature",
  "oxygen",
];

const PANEL_BILLED: Readonly<Partial<Record<PanelName, readonly [Coded, number]>>> = {
  metabolic: BILLED.metabolicPanel,
  blood: BILLED.bloodCount,
  lipid: BILLED.lipidPanel,
  a1c: BILLED.hemoglobinA1c,
};

/** Writes down what happens at encounters, and bills it. */
export class Chart {
  readonly encounters: Encounter[] = [];
  readonly observations: Observation[] = [];
  readonly medications: Medication[] = [];
  readonly procedures: Procedure[] = [];
  readonly immunizations: Immunization[] = [];
  readonly reports: Report[] = [];
  readonly claims: Claim[] = [];
  /** Of the last encounter's claim. */
  private lines: (Coded & { cents: number })[] = [];
  private diagnoses: Coded[] = [];

  constructor(
    private readonly random: Random,
    private readonly person: Person,
    private readonly body: Body,
  ) {}

  open(encounter: Omit<Encounter, "id">, diagnoses: readonly Coded[], billed: readonly [Coded, number]): Encounter {
    this.close();
    const opened = { id: uuid(this.random), ...encounter };
    this.encounters.push(opened);
    this.diagnoses = [...diagnoses];
    this.bill(...billed);
    return opened;
  }

  /** Sends the claim of the last encounter where somebody pays. */
  close(): void {
    const encounter = this.encounters.at(-1);
    if (encounter === undefined || this.lines.length === 0) return;
    const coverage = onDay(this.person.coverages, encounter.day);
    if (coverage !== undefined && this.diagnoses.length > 0)
      this.claims.push({
        id: uuid(this.random),
        encounterId: encounter.id,
        coverageId: coverage.id,
        diagnoses: this.diagnoses,
        procedures: this.lines,
      });
    this.lines = [];
  }

  bill(code: Coded, cents: number): void {
    this.lines.push({ ...code, cents });
  }

  vitals(encounter: Encounter, state: State): void {
    this.observeAll(encounter, VITALS, state);
  }

  survey(encounter: Encounter, name: MeasuredName, state: State): void {
    this.observeAll(encounter, [name], state);
  }

  panel(encounter: Encounter, name: PanelName, state: State): void {
    const { code, of } = PANELS[name];
    const observationIds = this.observeAll(encounter, of, state).map(({ id }) => id);
    this.reports.push({ id: uuid(this.random), encounterId: encounter.id, code, observationIds });
    const billed = PANEL_BILLED[name];
    if (billed !== undefined) this.bill(...billed);
  }

  prescribe(encounter: Encounter, name: MedicationName, episode: Episode | undefined): void {
    const [code, sig] = MEDICATIONS[name];
    const to = episode?.resolved;
    const current = this.medications.some(
      (of) => of.code.code === code.code && (of.to === undefined || of.to >= encounter.day),
    );
    if (current) return;
    this.medications.push({
      id: uuid(this.random),
      encounterId: encounter.id,
      ...(episode && { conditionId: episode.id }),
      code,
      sig,
      from: encounter.day,
      ...(to !== undefined && { to: Math.max(to, encounter.day) }),
    });
  }

  perform(encounter: Encounter, name: InterventionName): void {
    const { code, billed, cents } = INTERVENTIONS[name];
    this.procedures.push({ id: uuid(this.random), encounterId: encounter.id, code, day: encounter.day });
    this.bill(billed, cents);
  }

  immunize(code: Coded, day: number, encounter?: Encounter): void {
    this.immunizations.push({ id: uuid(this.random), code, day, lot: this.random.shape("T@%###") });
    if (encounter !== undefined) this.bill(...BILLED.vaccination);
  }

  /** All that was written down, up to the end of the last encounter. */
  finish(): Omit<PatientRecord, "person" | "conditions" | "allergies"> {
    this.close();
    const { encounters, observations, medications, procedures, immunizations, reports, claims } = this;
    return { encounters, observations, medications, procedures, immunizations, reports, claims };
  }

  private observeAll(encounter: Encounter, names: readonly MeasuredName[], state: State): Observation[] {
    const measured = new Map<MeasuredName, number>();
    const made = names.map((name): Observation => {
      const { code, unit } = MEASURED[name];
      const range: readonly [number, number] | undefined = "range" in MEASURED[name] ? MEASURED[name].range : undefined;
      const value = this.body.measure(name, state, measured);
      measured.set(name, value);
      return {
        id: uuid(this.random),
        encounterId: encounter.id,
        category: VITALS.includes(name) ? "vital-signs" : SURVEYS.includes(name) ? "survey" : "laboratory",
        code,
        value,
        unit,
        ...(range && { low: range[0], high: range[1] }),
      };
    });
    this.observations.push(...made);
    return made;
  }
}
