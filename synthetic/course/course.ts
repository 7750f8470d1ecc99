import { ageAt, YEAR_DAYS, type Day } from "../calendar";
import { BILLED, checkUpReason, ENCOUNTER_TYPES, preventiveVisit, snomed } from "../catalog/codes";
import type { Life } from "../person/life";
import type { Practices } from "../person/practices";
import type { Random } from "../random";
import type { Coded, Condition, Encounter, PatientRecord } from "../record";
import { Body, type State } from "./body";
import { allergiesOf, checkUp, immunizeChild, treat } from "./care";
import { Chart } from "./chart";
import type { Episode, History } from "./history";

type Visit = { readonly day: Day } & (
  { readonly kind: "check-up" } | { readonly kind: "first" | "follow-up"; readonly episode: Episode }
);

/** Everything that is recorded of a patient from one day to another. */
export function makeCourse(
  random: Random,
  life: Life,
  history: History,
  practices: Practices,
  from: Day,
  until: Day,
): PatientRecord {
  const person = history.died === undefined ? life.person : { ...life.person, died: history.died };
  const end = Math.min(until, history.died ?? until);
  const begin = Math.max(from, person.born);
  const body = new Body(random);
  const chart = new Chart(random, person, body);
  const firstSeen = new Map<string, string>();
  for (const visit of visitsOf(random, person.born, history, begin, end)) {
    const encounter = see(random, chart, life, history, practices, visit);
    if (visit.kind === "first") firstSeen.set(visit.episode.id, encounter.id);
  }
  const chronic = (episode: Episode): boolean => episode.illness.lasts === undefined;
  const conditions = history.episodes
    .filter((episode) => firstSeen.has(episode.id) || (chronic(episode) && episode.onset < begin && begin <= end))
    .map((episode): Condition => {
      const encounterId = firstSeen.get(episode.id);
      const { id, name, illness, onset, resolved } = episode;
      return {
        id,
        ...(encounterId && { encounterId }),
        illness: name,
        snomed: illness.snomed,
        icd10: illness.icd10,
        onset,
        ...(resolved !== undefined && { resolved }),
      };
    });
  immunizeChild(chart, person.born, begin, end);
  return { person, conditions, allergies: allergiesOf(random, person.born, end), ...chart.finish() };
}

/** Check-ups by age, a first visit for each illness, and follow-ups of chronic ones; in the order of their days. */
function visitsOf(random: Random, born: Day, { episodes }: History, begin: Day, end: Day): Visit[] {
  const visits: Visit[] = [];
  for (let day = born + 60; day <= end; day += everyDays(random, ageAt(born, day)))
    if (day >= begin) visits.push({ day, kind: "check-up" });
  for (const episode of episodes) {
    const seen = episode.name === "pregnancy" ? episode.onset + 280 : episode.onset + random.whole(0, 3);
    if (seen >= begin && seen <= end) visits.push({ day: seen, kind: "first", episode });
    const { visitsAYear } = episode.illness;
    if (visitsAYear === undefined) continue;
    for (let day = seen; ;) {
      day += Math.max(14, Math.round(random.normal(YEAR_DAYS / visitsAYear, 20)));
      if (day > end) break;
      if (day >= begin) visits.push({ day, kind: "follow-up", episode });
    }
  }
  return visits.sort((a, b) => a.day - b.day);
}

function everyDays(random: Random, age: number): number {
  const usual = age < 2 ? 91 : age < 18 ? 365 : age < 40 ? 800 : 400;
  return Math.round(usual * (0.85 + random.next() * 0.3));
}

const WELL_CHILD = snomed("410620009", "Well child visit (procedure)");

function see(
  random: Random,
  chart: Chart,
  life: Life,
  history: History,
  practices: Practices,
  visit: Visit,
): Encounter {
  const { born, sex } = life.person;
  const { day } = visit;
  const age = ageAt(born, day);
  const town = life.towns.filter(({ from }) => from <= day).at(-1)!;
  const practice = practices.in(town);
  const present = history.episodes.filter(
    ({ onset, resolved }) => onset <= day && (resolved === undefined || day <= resolved),
  );
  const treated = (name: string): boolean =>
    present.some((of) => of.name === name && of.onset < day - 60 && of.illness.medications.length > 0);
  const isFirst = visit.kind === "first";
  const kind = isFirst ? visit.episode.illness.seenIn : "ambulatory";
  const state: State = {
    day,
    born,
    sex,
    has: (name) => present.some((of) => of.name === name),
    isTreatedFor: treated,
    isAcute: isFirst && visit.episode.illness.lasts !== undefined && visit.episode.name !== "pregnancy",
  };
  const minute = kind === "ambulatory" ? 480 + 15 * random.whole(0, 34) : random.whole(0, 1300);
  const isOfMemory = visit.kind !== "check-up";
  const encounter = chart.open(
    {
      kind,
      type: typeOf(visit, kind, age),
      reason: isOfMemory
        ? isFirst
          ? visit.episode.illness.complaint
          : `a follow-up of ${shortName(visit.episode)}`
        : "a check-up",
      ...(isOfMemory && { conditionId: visit.episode.id }),
      day,
      endDay: kind === "inpatient" ? Math.min(day + random.whole(2, 7), history.died ?? day + 7) : day,
      minute,
      endMinute: kind === "inpatient" ? Math.max(minute, 660) : minute + random.whole(15, 95),
      practitioner:
        visit.kind === "check-up" || !isFirst ? practice.practitioners[0]! : random.pick(practice.practitioners),
      organization: kind === "ambulatory" ? practice.clinic : practice.hospital,
    },
    diagnosesOf(visit, present, age),
    billedFor(visit, kind, age),
  );
  chart.vitals(encounter, state);
  if (visit.kind === "check-up") checkUp(random, chart, encounter, state, age);
  else treat(random, chart, encounter, state, visit.episode, isFirst);
  return encounter;
}

function typeOf(visit: Visit, kind: Encounter["kind"], age: number): Coded {
  if (kind === "inpatient") return ENCOUNTER_TYPES.admission;
  if (kind === "emergency") return ENCOUNTER_TYPES.emergency;
  if (visit.kind === "check-up") return age < 18 ? WELL_CHILD : ENCOUNTER_TYPES.checkUp;
  return visit.kind === "first" ? ENCOUNTER_TYPES.symptom : ENCOUNTER_TYPES.followUp;
}

function diagnosesOf(visit: Visit, present: readonly Episode[], age: number): Coded[] {
  if (visit.kind === "check-up") return [checkUpReason(age)];
  const others = present.filter((of) => of !== visit.episode && of.illness.lasts === undefined).slice(0, 3);
  return [visit.episode, ...others].map(({ illness }) => illness.icd10);
}

function billedFor(visit: Visit, kind: Encounter["kind"], age: number): readonly [Coded, number] {
  if (kind === "inpatient") return BILLED.hospitalCare;
  if (kind === "emergency") return BILLED.emergencyVisit;
  if (visit.kind === "check-up") return preventiveVisit(age);
  return visit.kind === "first" ? BILLED.longVisit : BILLED.officeVisit;
}

/** The name of an illness without what SNOMED puts behind it. */
export function shortName({ illness }: Pick<Episode, "illness">): string {
  return illness.snomed.display.replace(/ \([^)]*\)$/, "").toLowerCase();
}
