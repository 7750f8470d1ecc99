import type { Random } from "../../../../synthetic/random";
import lists from "./names.json";

/** A person of a text; every part is a name as people write it. */
export interface Person {
  readonly first: string;
  readonly middle: string;
  readonly last: string;
  readonly isWoman: boolean;
}

interface Lists {
  readonly women: readonly string[];
  readonly men: readonly string[];
  readonly family: readonly string[];
}

/**
 * Names by origin, drawn by chance from the census of the United States of 2010, its births, the census of Brazil and a list of
 * Japanese names (sources in NOTICE); a quarter of the family names was drawn from those that no list of the engine has.
 */
export const NAMES: Readonly<Record<string, Lists>> = Object.fromEntries(
  Object.entries(lists).map(([origin, { women, men, family }]) => [
    origin,
    { women: women.split(" "), men: men.split(" "), family: family.split(" ") },
  ]),
);

const ORIGINS = Object.keys(NAMES);
const MIXED_SHARE = 0.2;
const TWO_FAMILY_NAMES_SHARE = 0.06;

export function makePerson(random: Random): Person {
  const origin = random.pick(ORIGINS);
  const of = NAMES[random.chance(MIXED_SHARE) ? random.pick(ORIGINS) : origin]!;
  const isWoman = random.chance(0.52);
  const firsts = NAMES[origin]![isWoman ? "women" : "men"];
  const last = random.pick(of.family);
  return {
    first: random.pick(firsts),
    middle: random.pick(firsts),
    last: random.chance(TWO_FAMILY_NAMES_SHARE) ? `${last}${random.pick(["-", " "])}${random.pick(of.family)}` : last,
    isWoman,
  };
}

/** A name as a text writes it. Throws for a form that there is not. */
export function writtenName(form: string, { first, middle, last, isWoman }: Person, random: Random): string {
  const [initial, second] = [first.slice(0, 1), middle.slice(0, 1)];
  const forms: Readonly<Record<string, () => string>> = {
    any: () =>
      random.weighted([
        [`${first} ${last}`, 8],
        [`${first} ${second}. ${last}`, 2],
        [`${first} ${middle} ${last}`, 2],
        [`${initial}. ${second}. ${last}`, 1],
        [`${first} ${last} ${random.pick(["Jr", "Sr", "IV", "3rd"])}`, isWoman ? 0 : 0.5],
      ]),
    full: () => `${first} ${last}`,
    first: () => first,
    middle: () => middle,
    last: () => last,
    lf: () => `${last}, ${first}${random.weighted([["", 4], [` ${second}`, 1], [` ${middle}`, 1]])}`, // prettier-ignore
    fm: () => `${first} ${second}. ${last}`,
    fml: () => `${first} ${middle} ${last}`,
    il: () => `${initial}. ${last}`,
    ini: () => `${initial}${last.slice(0, 1)}`,
    dotted: () => `${initial}.${last.slice(0, 1)}.`,
    mi: () => second,
    hl7: () => `${last}^${first}^${second}`,
    pn: () => `${last}^${first}`,
  };
  const write = forms[form];
  if (write === undefined) throw new Error(`no form of a name is called ${form}`);
  return write();
}
