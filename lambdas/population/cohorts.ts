import type { Population } from "./population";
import { isSmall, rounded, share, suppressed, type Share } from "./suppression";

/** Bands of age; the last is open, as ages over 89 would tell who somebody is (45 CFR 164.514(b)(2)(i)(C)). */
export const AGE_BANDS = ["0-17", "18-34", "35-49", "50-64", "65-79", "80+"] as const;
const BAND_STARTS = [0, 18, 35, 50, 65, 80];
const SEXES = ["female", "male", "other", "unknown"] as const;

export function ageBand(ageYears: number): (typeof AGE_BANDS)[number] {
  const at = BAND_STARTS.findLastIndex((start) => ageYears >= start);
  return AGE_BANDS[Math.max(0, at)] as (typeof AGE_BANDS)[number];
}

export interface CohortRow {
  readonly by: "condition" | "medication";
  readonly code: string;
  readonly ageBand: string;
  readonly sex: string;
  readonly patients: number | null;
  readonly suppressed: boolean;
}

/** Living patients by code, age band and sex; codes and cells in a fixed order, empty cells left out. */
export function cohorts(population: Population): CohortRow[] {
  const living = population.living();
  return (["condition", "medication"] as const).flatMap((by) => {
    const byCode = new Map<string, number[]>();
    for (const patient of living) {
      const cell = AGE_BANDS.indexOf(ageBand(patient.ageYears)) * SEXES.length + SEXES.indexOf(patient.sex);
      for (const code of by === "condition" ? patient.conditions : patient.medications) {
        const cells = byCode.get(code) ?? new Array<number>(AGE_BANDS.length * SEXES.length).fill(0);
        cells[cell] = (cells[cell] ?? 0) + 1;
        byCode.set(code, cells);
      }
    }
    return sorted(byCode).flatMap(([code, cells]) =>
      suppressed(cells).flatMap(({ count, suppressed: hidden }, at): CohortRow[] => {
        if (count === 0) return [];
        const band = AGE_BANDS[Math.floor(at / SEXES.length)] ?? "";
        return [{ by, code, ageBand: band, sex: SEXES[at % SEXES.length] ?? "", patients: count, suppressed: hidden }];
      }),
    );
  });
}

export type PopulationRow =
  | ({ readonly metric: "prevalence"; readonly code: string } & Share)
  | {
      readonly metric: "encounter-rate";
      readonly setting: string;
      readonly encounters: number | null;
      /** Years that patients lived in the last twelve months, those who have died since too. */
      readonly patientYears: number;
      readonly perThousandPatientYears: number | null;
      readonly suppressed: boolean;
    };

/** Share of living patients by condition, and encounters of the last twelve months by setting. */
export function populationMetrics(population: Population): PopulationRow[] {
  const living = population.living();
  const counts = new Map<string, number>();
  for (const { conditions } of living) for (const code of conditions) counts.set(code, (counts.get(code) ?? 0) + 1);
  const there = population.there();
  const patientYears = rounded(there.reduce((sum, { years }) => sum + years, 0));
  const bySetting = new Map<string, number>();
  for (const { encounters } of there)
    for (const [setting, count] of encounters) bySetting.set(setting, (bySetting.get(setting) ?? 0) + count);
  return [
    ...sorted(counts).map(([code, count]): PopulationRow => ({
      metric: "prevalence",
      code,
      ...share(count, living.length),
    })),
    ...sorted(bySetting).map(([setting, count]): PopulationRow => {
      const hidden = isSmall(count) || patientYears === 0;
      return {
        metric: "encounter-rate",
        setting,
        encounters: hidden ? null : count,
        patientYears,
        perThousandPatientYears: hidden ? null : rounded((count / patientYears) * 1000),
        suppressed: hidden,
      };
    }),
  ];
}

function sorted<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
