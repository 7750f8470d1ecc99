import {
  COLONOSCOPY,
  CT_COLONOGRAPHY,
  DIABETES,
  HYPERTENSION,
  isIn,
  MAMMOGRAM,
  SIGMOIDOSCOPY,
  STOOL_DNA_TEST,
  STOOL_TEST,
  type CodeList,
} from "./codes";
import { DAY_MS, YEAR_MS, type Patient, type Population } from "./population";
import { share, type Share } from "./suppression";

export interface MeasureRow extends Share {
  readonly measure: string;
  /** What is counted, in a sentence. */
  readonly definition: string;
  /** The published measure that it follows, without that one's exclusions. */
  readonly source: string;
}

type Living = Patient & { readonly ageYears: number };

interface Measure {
  readonly measure: string;
  readonly definition: string;
  readonly source: string;
  readonly denominator: (patient: Living) => boolean;
  readonly numerator: (patient: Living, asOf: number) => boolean;
}

const has = (patient: Living, list: CodeList): boolean => [...patient.conditions].some((code) => isIn(list, code));
const within = (at: number | undefined, asOf: number, years: number): boolean =>
  at !== undefined && at > asOf - years * YEAR_MS;
const doneWithin = (patient: Living, list: CodeList, asOf: number, years: number): boolean =>
  [...patient.done].some(([code, at]) => isIn(list, code) && within(at, asOf, years));
const aged = (from: number, to: number) => (patient: Living) => patient.ageYears >= from && patient.ageYears <= to;

/**
 * After CMS122 (HbA1c), CMS165 (blood pressure), CMS130 and CMS125 (screening), as of their 2025 reporting period, without the exclusions
 * for hospice, frailty and pregnancy, for which an export has no reliable codes: figures to steer by, none to report to CMS.
 */
const MEASURES: readonly Measure[] = [
  {
    measure: "diabetes-hba1c-poor-control",
    definition:
      "Patients of 18 to 75 years with diabetes whose last HbA1c of twelve months is above 9 %, or who have none; lower is better",
    source: "CMS122, eCQM for 2025",
    denominator: (patient) => aged(18, 75)(patient) && has(patient, DIABETES),
    numerator: ({ hba1c }, asOf) => !within(hba1c?.at, asOf, 1) || (hba1c?.value ?? 0) > 9,
  },
  {
    measure: "diabetes-hba1c-control",
    definition: "Patients of 18 to 75 years with diabetes whose last HbA1c of twelve months is below 8 %",
    source: "NCQA HEDIS, Glycemic Status Assessment, below 8 %",
    denominator: (patient) => aged(18, 75)(patient) && has(patient, DIABETES),
    numerator: ({ hba1c }, asOf) => within(hba1c?.at, asOf, 1) && (hba1c?.value ?? 100) < 8,
  },
  {
    measure: "blood-pressure-control",
    definition:
      "Patients of 18 to 85 years with essential hypertension whose last blood pressure of twelve months is below 140/90 mmHg",
    source: "CMS165, eCQM for 2025",
    denominator: (patient) => aged(18, 85)(patient) && has(patient, HYPERTENSION),
    numerator: ({ pressure }, asOf) =>
      within(pressure?.at, asOf, 1) &&
      (pressure?.value.systolic ?? 999) < 140 &&
      (pressure?.value.diastolic ?? 999) < 90,
  },
  {
    measure: "colorectal-screening-due",
    definition:
      "Patients of 45 to 75 years without a colonoscopy in ten years, a sigmoidoscopy or CT colonography in five, a stool DNA test in three or another stool test in one",
    source: "CMS130, eCQM for 2025",
    denominator: aged(45, 75),
    numerator: (patient, asOf) =>
      !doneWithin(patient, COLONOSCOPY, asOf, 10) &&
      !doneWithin(patient, SIGMOIDOSCOPY, asOf, 5) &&
      !doneWithin(patient, CT_COLONOGRAPHY, asOf, 5) &&
      !doneWithin(patient, STOOL_DNA_TEST, asOf, 3) &&
      !doneWithin(patient, STOOL_TEST, asOf, 1),
  },
  {
    measure: "breast-screening-due",
    definition: "Women of 50 to 74 years without a mammogram in 27 months",
    source: "CMS125, eCQM for 2025",
    denominator: (patient) => patient.sex === "female" && aged(50, 74)(patient),
    numerator: (patient, asOf) => !doneWithin(patient, MAMMOGRAM, asOf, 27 / 12),
  },
];

/** Every measure of a population, in a fixed order. */
export function qualityMeasures(population: Population): MeasureRow[] {
  const living = population.living();
  const rows = MEASURES.map(({ measure, definition, source, denominator, numerator }): MeasureRow => {
    const counted = living.filter(denominator);
    return {
      measure,
      definition,
      source,
      ...share(counted.filter((of) => numerator(of, population.asOf)).length, counted.length),
    };
  });
  const { index, again } = readmissions(population);
  return [
    ...rows,
    {
      measure: "readmission-30-days",
      definition:
        "Stays that ended in the last twelve months and were followed by another within 30 days; transfers count as one stay",
      source: "NCQA HEDIS, Plan All-Cause Readmissions, without its adjustment for risk",
      ...share(again, index),
    },
  ];
}

const WINDOW_MS = 30 * DAY_MS;

/**
 * Index stays that ended at least 30 days ago, within twelve months, and those with another stay within 30 days of the end. Stays that touch
 * or overlap, within a day, are one: somebody was moved.
 */
export function readmissions({ patients, asOf }: Pick<Population, "patients" | "asOf">): {
  index: number;
  again: number;
} {
  let [index, again] = [0, 0];
  for (const { stays, known } of patients.values()) {
    if (!known) continue;
    const joined = joinStays(stays);
    joined.forEach(({ endedAt }, at) => {
      if (endedAt === undefined || endedAt > asOf - WINDOW_MS || endedAt <= asOf - YEAR_MS) return;
      index += 1;
      const next = joined[at + 1];
      if (next !== undefined && next.startedAt - endedAt <= WINDOW_MS) again += 1;
    });
  }
  return { index, again };
}

type Stay = Patient["stays"][number];

function joinStays(stays: readonly Stay[]): Stay[] {
  const joined: Stay[] = [];
  for (const stay of [...stays].sort((a, b) => a.startedAt - b.startedAt)) {
    const last = joined.at(-1);
    if (last !== undefined && (last.endedAt === undefined || stay.startedAt - last.endedAt < DAY_MS)) {
      if (last.endedAt === undefined || stay.endedAt === undefined) delete last.endedAt;
      else last.endedAt = Math.max(last.endedAt, stay.endedAt);
    } else {
      joined.push({ ...stay });
    }
  }
  return joined;
}
