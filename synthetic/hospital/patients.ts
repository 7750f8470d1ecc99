import type { Random } from "../random";
import type { HospitalAccess } from "./access";
import { clinics, EMERGENCY, hashed, wards } from "./places";

export interface Patient {
  readonly subject: string;
  unit: string;
  readonly vip: boolean;
  /** Place in the staff of the patient who works here, or of a relative who does; -1 where there is none. */
  readonly staff: number;
  readonly relative: number;
}

const BEDS = 20;
const SHARES = { vip: 0.003, staff: 0.01, relative: 0.02, returns: 0.12, moves: 0.1, clinicReturns: 0.6 };
const A_DAY = { clinic: 30, emergency: 90 };
/** Patients who left, that billing and quality still work on. */
const REMEMBERED = 4000;

/** Who is in the hospital today: beds that empty and fill, clinics' patients, and those who left not long ago. */
export class Patients {
  private readonly beds: { patient: Patient; until: number }[][] = [];
  private readonly today = new Map<string, Patient[]>();
  private readonly left: Patient[] = [];
  private readonly marked: Patient[] = [];
  private made = 0;

  constructor(
    private readonly random: Random,
    private readonly seed: string,
    private readonly staff: number,
  ) {
    for (const ward of wards)
      this.beds.push(Array.from({ length: BEDS }, () => ({ patient: this.make(ward), until: random.whole(0, 8) })));
  }

  /** Goes on to a day. */
  open(day: number): void {
    const { random } = this;
    wards.forEach((ward, index) => {
      for (const bed of this.beds[index] ?? []) {
        if (bed.until > day) continue;
        this.forget(bed.patient);
        bed.until = day + Math.max(1, Math.round(Math.exp(random.normal(1.3, 0.7))));
        if (random.chance(SHARES.moves)) {
          const other = random.pick(this.beds[random.whole(0, wards.length - 1)] ?? [bed]);
          bed.patient = other.patient;
          other.patient = this.make(other.patient.unit);
          bed.patient.unit = ward;
        } else bed.patient = this.come(ward, SHARES.returns);
      }
      this.today.set(
        ward,
        (this.beds[index] ?? []).map(({ patient }) => patient),
      );
    });
    for (const clinic of clinics) this.visits(clinic, A_DAY.clinic, SHARES.clinicReturns);
    this.visits(EMERGENCY, A_DAY.emergency, 0.05);
  }

  at(unit: string): readonly Patient[] {
    return this.today.get(unit) ?? [];
  }

  anywhere(): Patient {
    const units = [...this.today.values()];
    return this.random.pick(this.random.pick(units));
  }

  /** One who left. */
  past(): Patient {
    return this.random.pick(this.left);
  }

  /** Known persons, and people who work here: those whom others are curious of. */
  known(): Patient {
    return this.random.pick(this.marked);
  }

  private visits(unit: string, count: number, returns: number): void {
    for (const patient of this.today.get(unit) ?? []) this.forget(patient);
    this.today.set(
      unit,
      Array.from({ length: count }, () => this.come(unit, returns)),
    );
  }

  private come(unit: string, returns: number): Patient {
    if (this.left.length < 100 || !this.random.chance(returns)) return this.make(unit);
    const patient = this.random.pick(this.left);
    patient.unit = unit;
    return patient;
  }

  private forget(patient: Patient): void {
    if (this.left.length < REMEMBERED) this.left.push(patient);
    else this.left[this.random.whole(0, REMEMBERED - 1)] = patient;
  }

  private make(unit: string): Patient {
    const { random } = this;
    const one = (share: number): number => (random.chance(share) ? random.whole(0, this.staff - 1) : -1);
    const patient: Patient = {
      subject: hashed(`${this.seed}/patient/${this.made++}`),
      unit,
      vip: random.chance(SHARES.vip),
      staff: one(SHARES.staff),
      relative: one(SHARES.relative),
    };
    if (patient.vip || patient.staff >= 0) this.marked.push(patient);
    return patient;
  }
}

export function relationOf(patient: Patient, member: number): HospitalAccess["relation"] {
  if (patient.relative === member) return "family";
  if (patient.vip) return "vip";
  return patient.staff >= 0 && patient.staff !== member ? "coworker" : "none";
}
