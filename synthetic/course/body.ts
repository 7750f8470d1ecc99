import { ageAt, YEAR_DAYS, type Day } from "../calendar";
import { MEASURED, type MeasuredName } from "../catalog/measurements";
import type { Random } from "../random";
import type { Sex } from "../record";

/** What is known of the patient on the day that something is measured. */
export interface State {
  readonly day: Day;
  readonly born: Day;
  readonly sex: Sex;
  /** Illnesses that are present, by name; those that are treated. */
  readonly has: (illness: string) => boolean;
  readonly isTreatedFor: (illness: string) => boolean;
  readonly isAcute: boolean;
}

/** Height of the middle child by age in years, boys and girls (CDC growth charts of 2000, rounded). */
const HEIGHT_CM = [50, 75, 87, 95, 102, 109, 115, 122, 128, 133, 138, 144, 150, 156, 161, 165, 168, 170, 170];
const GROWN_CM = 170;
/** Body mass index of the middle child from two years on (the same charts). */
const CHILD_BMI = [16.4, 16, 15.6, 15.4, 15.4, 15.5, 15.8, 16.2, 16.6, 17.2, 17.8, 18.4, 19, 19.6, 20.2, 20.8, 21.4];

/** One body: what makes this patient differ from others stays over the years. */
export class Body {
  private readonly tall: number;
  private readonly heavy: number;
  private readonly pressure: number;
  private readonly lipids: number;
  private readonly sugar: number;
  private readonly kidney: number;

  constructor(private readonly random: Random) {
    this.tall = random.normal(0, 1);
    this.heavy = random.normal(0, 1);
    this.pressure = random.normal(0, 8);
    this.lipids = random.normal(0, 1);
    this.sugar = random.normal(0, 1);
    this.kidney = random.normal(0, 1);
  }

  /**
   * A value as a laboratory would report it, within what a living body has.
   * @param measured what was measured at the same time: a value that follows from others is worked out from them.
   */
  measure(name: MeasuredName, state: State, measured: ReadonlyMap<MeasuredName, number>): number {
    const { digits, bounds } = MEASURED[name];
    const value = derived(name, state, measured) ?? this.value(name, state);
    return Number(Math.min(bounds[1], Math.max(bounds[0], value)).toFixed(digits));
  }

  private value(name: MeasuredName, state: State): number {
    const { random } = this;
    const age = ageAt(state.born, state.day);
    const isWoman = state.sex === "female";
    const noise = (deviation: number): number => random.normal(0, deviation);
    switch (name) {
      case "height":
        return this.height(state);
      case "weight":
        return this.bmi(age, state) * (this.height(state) / 100) ** 2 * (1 + noise(0.008));
      case "bmi":
      case "cholesterol":
      case "filtration":
        throw new Error(`${name} follows from other values and is measured after them`);
      case "systolic":
        return age < 18
          ? 90 + age * 1.6 + noise(5)
          : 114 + age * 0.14 + this.pressure + this.raised(state, "hypertension", 26, 12) + noise(6);
      case "diastolic":
        return age < 18
          ? 55 + age * 0.9 + noise(4)
          : 72 + this.pressure * 0.5 + this.raised(state, "hypertension", 14, 6) + noise(4);
      case "pulse":
        return (
          (age < 2 ? 125 : age < 10 ? 95 : 73) +
          (state.isAcute ? 12 : 0) +
          (state.has("atrialFibrillation") ? 10 : 0) +
          noise(7)
        );
      case "breaths":
        return (age < 2 ? 32 : age < 10 ? 22 : 15) + (state.has("pneumonia") || state.has("copd") ? 4 : 0) + noise(1.5);
      case "temperature":
        return 36.7 + (state.isAcute && random.chance(0.6) ? random.next() * 2.2 : 0) + noise(0.2);
      case "oxygen":
        return 98 - (state.has("copd") ? 4 : 0) - (state.has("pneumonia") ? 4 : 0) - Math.abs(noise(0.8));
      case "a1c":
        return 5.3 + 0.2 * this.sugar + this.raised(state, "diabetes", 3.1, 1.8) + noise(0.2);
      case "glucose":
        return 92 + 5 * this.sugar + this.raised(state, "diabetes", 95, 52) + Math.abs(noise(6));
      case "creatinine":
        return (
          (isWoman ? 0.75 : 0.95) * (age < 15 ? 0.6 : 1) +
          0.08 * this.kidney +
          (state.has("kidneyDisease") ? 0.75 : 0) +
          noise(0.05)
        );
      case "sodium":
        return 140 + noise(1.8) - (state.has("heartFailure") ? 2 : 0);
      case "potassium":
        return 4.2 + noise(0.25) + (state.has("kidneyDisease") ? 0.35 : 0);
      case "urea":
        return 14 + noise(2.5) + (state.has("kidneyDisease") ? 14 : 0);
      case "hdl":
        return (isWoman ? 57 : 48) - 4 * this.lipids + noise(4);
      case "ldl":
        return 100 + 14 * this.lipids + this.raised(state, "hyperlipidemia", 58, 16) + noise(7);
      case "triglycerides":
        return 105 * Math.exp(0.25 * this.lipids) + this.raised(state, "diabetes", 60, 30) + noise(14);
      case "hemoglobin":
        return (
          (isWoman ? 13.4 : 14.9) -
          (state.has("anemia") ? 3.6 : 0) -
          (state.has("kidneyDisease") ? 1.2 : 0) +
          noise(0.5)
        );
      case "whiteCells":
        return 6.8 + (state.isAcute ? 4.5 : 0) + noise(1.2);
      case "platelets":
        return 255 + noise(42);
      case "thyrotropin":
        return 1.9 * Math.exp(noise(0.35)) + this.raised(state, "hypothyroidism", 8, 0.8);
      case "inr":
        return state.isTreatedFor("atrialFibrillation") ? 2.5 + noise(0.45) : 1 + Math.abs(noise(0.06));
      case "phq9":
        return state.has("depression") ? this.raised(state, "depression", 15, 7) + noise(3) : Math.abs(noise(2));
    }
  }

  private height({ born, day, sex }: State): number {
    const years = Math.max(0, (day - born) / YEAR_DAYS);
    const [from, to] = [HEIGHT_CM[Math.floor(years)] ?? GROWN_CM, HEIGHT_CM[Math.floor(years) + 1] ?? GROWN_CM];
    const middle = from + (to - from) * (years % 1);
    const bySex = Math.min(1, Math.max(0, (years - 12) / 5)) * (sex === "female" ? -7.5 : 6);
    return middle + bySex + Math.min(0.04 * middle, 6.8) * 0.8 * this.tall;
  }

  private bmi(age: number, state: State): number {
    const middle = age < 18 ? (CHILD_BMI[Math.max(0, age - 2)] ?? 21.4) : 24.5 + Math.min(3.5, (age - 18) * 0.08);
    return middle + (age < 18 ? 1.6 : 2.7) * this.heavy + (state.has("obesity") ? (age < 18 ? 6 : 8.5) : 0);
  }

  /** By how much an illness raises a value, less where it is treated. */
  private raised(state: State, illness: string, untreated: number, treated: number): number {
    return state.has(illness) ? (state.isTreatedFor(illness) ? treated : untreated) : 0;
  }
}

/** Body mass index; cholesterol by Friedewald (1972); filtration by CKD-EPI of 2021 (Inker, NEJM 385:1737). */
function derived(
  name: MeasuredName,
  { born, day, sex }: State,
  measured: ReadonlyMap<MeasuredName, number>,
): number | undefined {
  const of = (other: MeasuredName): number => measured.get(other) ?? Number.NaN;
  if (name === "bmi") return of("weight") / (of("height") / 100) ** 2;
  if (name === "cholesterol") return of("ldl") + of("hdl") + of("triglycerides") / 5;
  if (name !== "filtration") return undefined;
  const isWoman = sex === "female";
  const relative = of("creatinine") / (isWoman ? 0.7 : 0.9);
  const alpha = isWoman ? -0.241 : -0.302;
  const bySex = isWoman ? 1.012 : 1;
  return 142 * Math.min(relative, 1) ** alpha * Math.max(relative, 1) ** -1.2 * 0.9938 ** ageAt(born, day) * bySex;
}
