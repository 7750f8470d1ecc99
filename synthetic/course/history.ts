import { ageAt, YEAR_DAYS, type Day } from "../calendar";
import { ILLNESSES, PREGNANCY, type Illness } from "../catalog/illnesses";
import { uuid } from "../person/numbers";
import type { Random } from "../random";
import type { Person } from "../record";

/** An illness of one patient, over the time that it lasts. */
export interface Episode {
  readonly id: string;
  readonly name: string;
  readonly illness: Illness;
  readonly onset: Day;
  readonly resolved?: Day;
}

export interface History {
  readonly episodes: readonly Episode[];
  readonly died?: Day;
}

/** What befalls a patient from birth on, a year at a time. Smoking counts as an illness that raises others. */
export function makeHistory(random: Random, person: Person, until: Day): History {
  const episodes: Episode[] = [];
  const has = (name: string, day: Day): boolean =>
    (name === "smoking" && person.smokes !== "never" && ageAt(person.born, day) >= 20) ||
    episodes.some((of) => of.name === name && of.onset <= day && (of.resolved === undefined || day <= of.resolved));
  const begin = (name: string, illness: Illness, onset: Day): Episode => {
    const { lasts } = illness;
    const resolved = lasts && onset + random.whole(...lasts);
    return { id: uuid(random), name, illness, onset, ...(resolved !== undefined && resolved <= until && { resolved }) };
  };
  for (const { relation, born } of person.relatives)
    if (relation === "child") episodes.push(begin("pregnancy", { ...PREGNANCY, lasts: [280, 280] }, born - 280));
  for (let year = person.born; year <= until; year += 365) {
    const age = ageAt(person.born, year);
    for (const [name, illness] of Object.entries(ILLNESSES)) {
      if (illness.only !== undefined && illness.only !== person.sex) continue;
      if (has(name, year) || !random.chance(chanceOf(illness, age, (of) => has(of, year)))) continue;
      const onset = year + random.whole(1, 364);
      if (onset <= until) episodes.push(begin(name, illness, onset));
    }
    const died = deathIn(random, year, age, episodes);
    if (died !== undefined && died <= until && !hasChildAfter(person, died))
      return { episodes: endAt(episodes, died), died };
  }
  return { episodes: inOrder(episodes) };
}

function chanceOf({ onset, raisedBy = {} }: Illness, age: number, has: (name: string) => boolean): number {
  const base = onset.filter(([from]) => from <= age).at(-1)?.[1] ?? 0;
  return Object.entries(raisedBy).reduce((chance, [name, factor]) => (has(name) ? chance * factor : chance), base);
}

/** Gompertz's law with the numbers of the United States in outline: doubles every eight years. */
function deathIn(random: Random, year: Day, age: number, episodes: readonly Episode[]): Day | undefined {
  const byAge = age === 0 ? 0.005 : 0.00005 * Math.exp((Math.LN2 / 8) * age);
  const byIllness = episodes
    .filter(({ onset, resolved }) => onset <= year + 365 && (resolved === undefined || resolved >= year))
    .reduce((sum, { illness }) => sum + (illness.deadly ?? 0), 0);
  return random.chance(Math.min(0.9, byAge + byIllness)) ? year + random.whole(1, 364) : undefined;
}

/** Nobody gives birth after death: who has a child later lives. */
function hasChildAfter({ relatives }: Person, day: Day): boolean {
  return relatives.some(({ relation, born }) => relation === "child" && born + YEAR_DAYS > day);
}

function endAt(episodes: readonly Episode[], died: Day): Episode[] {
  return inOrder(episodes.filter(({ onset }) => onset <= died)).map(({ resolved, ...episode }) =>
    resolved !== undefined && resolved <= died ? { ...episode, resolved } : episode,
  );
}

function inOrder(episodes: readonly Episode[]): Episode[] {
  return [...episodes].sort((a, b) => a.onset - b.onset);
}
