import { ageAt, YEAR_DAYS, type Day } from "../calendar";
import type { Random } from "../random";
import type { FamilyNamePeriod, Home, Person, Relative } from "../record";
import { familyName, givenName, groupByChance, type Group } from "./names";
import { socialSecurityNumber, uuid } from "./numbers";
import { addressIn, phoneIn, townByChance, type Town } from "./places";
import { coveragesOf, jobsOf } from "./work";

export interface Life {
  readonly person: Person;
  readonly towns: readonly (Town & { readonly from: Day })[];
}

const ADULT = 18;

/** Who a patient is and what happens in the life, but for illness. @param until the last day that anything is known of. */
export function makeLife(random: Random, until: Day): Life {
  const group = groupByChance(random);
  const isWoman = random.chance(0.51);
  const born = until - Math.floor(age(random) * YEAR_DAYS) - random.whole(0, 364);
  const maiden = familyName(random, group);
  const given = givenName(random, group, isWoman);
  const marriage = marriageOf(random, born, until);
  const spouse =
    marriage &&
    relative(random, group, "spouse", !isWoman, born + random.whole(-2500, 2500), familyName(random, group));
  const names = namesOf(random, born, maiden, isWoman, marriage, spouse?.family);
  const towns = townsOf(random, born, until);
  const jobs = jobsOf(random, born, until);
  const family = names.at(-1)!.family;
  const children = isWoman && marriage !== undefined ? childrenOf(random, group, born, marriage, until, family) : [];
  const mother = relative(random, group, "mother", true, born - Math.floor(random.whole(19, 40) * YEAR_DAYS), maiden);
  const [language, share] = group.language;
  return {
    towns,
    person: {
      id: uuid(random),
      mrn: random.shape("S%######"),
      ssn: socialSecurityNumber(random),
      sex: isWoman ? "female" : "male",
      given,
      middle: givenName(random, group, isWoman),
      born,
      race: group.race,
      isHispanic: group.isHispanic,
      language: random.chance(share) ? language : language === "en" ? "es" : "en",
      names,
      homes: homesOf(random, towns),
      jobs,
      coverages: coveragesOf(random, born, jobs, until),
      ...(marriage && { marriage }),
      relatives: [mother, ...(spouse ? [spouse] : []), ...children],
      phone: phoneIn(towns.at(-1)!, random),
      email: `${plain(given)}.${plain(family)}${random.whole(1, 99)}@example.${random.pick(["com", "org", "net"])}`,
      smokes: random.weighted([
        ["never", 6],
        ["former", 2.5],
        ["current", 1.5],
      ]),
    },
  };
}

/** Years, as the United States' population has them in outline. */
function age(random: Random): number {
  const [from, to] = random.weighted<readonly [number, number]>([
    [[0, 17], 22], [[18, 34], 22], [[35, 49], 19], [[50, 64], 19], [[65, 79], 13], [[80, 99], 5],
  ]); // prettier-ignore
  return random.whole(from, to);
}

function relative(
  random: Random,
  group: Group,
  relation: Relative["relation"],
  isWoman: boolean,
  born: Day,
  family: string,
): Relative {
  const town = townByChance(random);
  const given = givenName(random, group, isWoman);
  return { relation, given, family, sex: isWoman ? "female" : "male", born, phone: phoneIn(town, random) };
}

/** Three of four marry, most between 22 and 38; a third of the marriages end. */
function marriageOf(random: Random, born: Day, until: Day): Person["marriage"] {
  if (!random.chance(0.75)) return undefined;
  const from = born + Math.floor(Math.min(60, Math.max(19, random.normal(29, 5))) * YEAR_DAYS);
  if (from > until) return undefined;
  const to = from + Math.floor(random.whole(2, 25) * YEAR_DAYS);
  return random.chance(0.33) && to <= until ? { from, to } : { from };
}

/** Most women take the spouse's name when they marry, or put both together; some take their own back. */
function namesOf(
  random: Random,
  born: Day,
  maiden: string,
  isWoman: boolean,
  marriage: Person["marriage"],
  spouse: string | undefined,
): FamilyNamePeriod[] {
  const own = { family: maiden, from: born };
  if (marriage === undefined || spouse === undefined || !random.chance(isWoman ? 0.7 : 0.04)) return [own];
  const taken = random.chance(0.12) ? `${maiden}-${spouse}` : spouse;
  const married: FamilyNamePeriod[] = [
    { ...own, to: marriage.from - 1 },
    { family: taken, from: marriage.from },
  ];
  if (marriage.to === undefined || !random.chance(0.4)) return married;
  return [married[0]!, { ...married[1]!, to: marriage.to - 1 }, { family: maiden, from: marriage.to }];
}

function townsOf(random: Random, born: Day, until: Day): Life["towns"] {
  const towns = [{ ...townByChance(random), from: born }];
  for (let day = born; day < until; day += 365) {
    if (!random.chance(ageAt(born, day) >= ADULT && ageAt(born, day) < 40 ? 0.03 : 0.008)) continue;
    const from = day + random.whole(1, 300);
    if (from <= until) towns.push({ ...townByChance(random), from });
  }
  return towns;
}

/** A home in each town, and moves within a town. */
function homesOf(random: Random, towns: Life["towns"]): Home[] {
  const begun = towns.flatMap(({ from, ...town }, index) => {
    const next = towns[index + 1]?.from;
    const homes = [{ from, ...addressIn(town, random) }];
    const moved = from + random.whole(400, 6000);
    if (next !== undefined && moved < next && random.chance(0.6))
      homes.push({ from: moved, ...addressIn(town, random) });
    return homes;
  });
  return begun.map((home, index) => {
    const next = begun[index + 1];
    return next === undefined ? home : { ...home, to: next.from - 1 };
  });
}

function childrenOf(
  random: Random,
  group: Group,
  born: Day,
  marriage: NonNullable<Person["marriage"]>,
  until: Day,
  family: string,
): Relative[] {
  const last = Math.min(until, marriage.to ?? until, born + Math.floor(44 * YEAR_DAYS));
  const children: Relative[] = [];
  let day = marriage.from + random.whole(300, 1500);
  while (day <= last && children.length < 5 && random.chance(0.72)) {
    children.push(relative(random, group, "child", random.chance(0.49), day, family));
    day += random.whole(540, 1600);
  }
  return children;
}

function plain(text: string): string {
  return text
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z]/g, "");
}
