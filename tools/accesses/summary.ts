import { INSIDER_KINDS, type InsiderKind } from "../../synthetic/hospital/access";
import type { Judged } from "./judge";
import { isOver, recallOf, type Limits } from "./limits";

/** Of one kind of insider, over the years that were judged. */
export interface KindSummary {
  readonly kind: InsiderKind | "all";
  readonly insiders: number;
  /** Share of whom a misuse raised an alert. */
  readonly recall: number;
  /** From the first misuse to that alert, of those found: the middle one and the ninth of ten; NaN where none was. */
  readonly medianHours: number;
  readonly slowHours: number;
  /** Share of honest people of whom an alert was raised within as many days; what recall would be worth by luck. */
  readonly byLuck: number;
  /** Share found by limits that are the same for everybody. */
  readonly limitsRecall: number;
}

export interface Summary {
  readonly years: number;
  readonly alertsADay: number;
  readonly limitsAlertsADay: number;
  /** Alerts that a misuse raised among all. */
  readonly precision: number;
  readonly kinds: readonly KindSummary[];
}

/** What the years that were judged say together. */
export function summaryOf(years: readonly Judged[], limits: Limits): Summary {
  const sum = (of: (year: Judged) => number): number => years.reduce((total, year) => total + of(year), 0);
  const days = sum((year) => year.days);
  return {
    years: years.length,
    alertsADay: sum(({ alerts }) => alerts) / days,
    limitsAlertsADay: sum(({ counts }) => counts.filter((of) => isOver(of, limits)).length) / days,
    precision: sum(({ alertsOfMisuse }) => alertsOfMisuse) / sum(({ alerts }) => alerts),
    kinds: (["all", ...INSIDER_KINDS] as const).map((kind) => kindSummary(years, limits, kind)),
  };
}

function kindSummary(years: readonly Judged[], limits: Limits, kind: KindSummary["kind"]): KindSummary {
  const isOf = (of: InsiderKind | undefined): boolean => of !== undefined && (kind === "all" || of === kind);
  const found = years.flatMap((year) => year.found.filter(({ insider }) => isOf(insider.kind)));
  const hours = found.flatMap((one) => (one.hours === undefined ? [] : [one.hours])).sort((a, b) => a - b);
  const at = (share: number): number => hours[Math.ceil(hours.length * share) - 1] ?? Number.NaN;
  const mean = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0) / values.length;
  return {
    kind,
    insiders: found.length,
    recall: hours.length / found.length,
    medianHours: at(0.5),
    slowHours: at(0.9),
    byLuck: mean(
      years.flatMap((year) =>
        year.found.filter(({ insider }) => isOf(insider.kind)).map((one) => luck(year, one.insider)),
      ),
    ),
    limitsRecall: mean(
      years.map(({ counts, found: all }) =>
        recallOf(
          counts.filter(({ insider }) => isOf(all[insider]?.insider.kind)),
          limits,
        ),
      ),
    ),
  };
}

function luck(
  { honestDays, honestPeople }: Judged,
  { from, until }: { readonly from: number; readonly until: number },
): number {
  const told = [...honestDays.values()].filter((days) => days.some((day) => day >= from && day <= until));
  return told.length / honestPeople;
}
