import { allFakers } from "@faker-js/faker";
import { HALVES, type Half } from "./half";
import { VALUES } from "./values";
import type { Random } from "../../../synthetic/random";

export interface Names {
  readonly women: readonly string[];
  readonly men: readonly string[];
  readonly family: readonly string[];
}

export interface Name {
  readonly first: string;
  readonly middle: string;
  readonly last: string;
  readonly isWoman: boolean;
}

/** Locales of @faker-js/faker whose names are in Latin letters and of the country's own people. */
const LOCALES = [
  "en", "en_IN", "en_NG", "en_ZA", "en_GH", "es", "es_MX", "fr", "fr_SN", "de", "it", "pt_BR", "nl", "pl", "cs_CZ", "sk", "hu", "hr", "sr_RS_latin",
  "ro", "sv", "da", "nb_NO", "fi", "tr", "az", "vi", "id_ID", "af_ZA", "yo_NG", "zu_ZA", "lv", "uz_UZ_latin",
] as const; // prettier-ignore

/** How often a document's people are American by census; the other cultures share the rest. */
const ENGLISH_SHARE = 0.3;

const LATIN_NAME = /^[\p{Script=Latin}][\p{Script=Latin}' -]+$/u;

/** Names by culture, those of one half alone. */
export function namesOf(half: Half): Readonly<Record<string, Names>> {
  return (made ??= makeNames())[half];
}

let made: Record<Half, Record<string, Names>> | undefined;

/** Names written for one half are its own; of the others every second goes to either half. A name that several lists have goes where it went first. */
function makeNames(): Record<Half, Record<string, Names>> {
  const halves = new Map<string, Half>();
  const split = (names: readonly string[], writtenFor?: Half): Parts => {
    const parts: Parts = { tuning: [], "held-out": [] };
    for (const name of new Set(names)) {
      if (!LATIN_NAME.test(name)) continue;
      const key = name.toLowerCase();
      const next = parts.tuning.length <= parts["held-out"].length ? "tuning" : "held-out";
      if (!halves.has(key)) halves.set(key, writtenFor ?? next);
      parts[halves.get(key)!].push(name);
    }
    return parts;
  };
  const names: Record<Half, Record<string, Names>> = { tuning: {}, "held-out": {} };
  for (const half of HALVES)
    for (const [culture, lists] of Object.entries(VALUES[half].ownNames)) {
      const [women, men, family] = lists.map((list) => split(list.split(" "), half)[half]);
      names[half][culture] = { women: women!, men: men!, family: family! };
    }
  for (const [culture, lists] of fakerLists()) {
    const [women, men, family] = lists.map((list) => split(list)) as [Parts, Parts, Parts];
    for (const half of HALVES) names[half][culture] = { women: women[half], men: men[half], family: family[half] };
  }
  return names;
}

type Parts = Record<Half, string[]>;
type Lists = readonly [culture: string, lists: readonly (readonly string[])[]];

function fakerLists(): Lists[] {
  return LOCALES.map((locale) => {
    const { first_name: first, last_name: last } = allFakers[locale].rawDefinitions.person as Record<
      string,
      { generic?: string[]; female?: string[]; male?: string[] }
    >;
    const family = last?.generic?.length ? last.generic : (last?.male ?? []);
    return [locale, [first?.female ?? first?.generic ?? [], first?.male ?? first?.generic ?? [], family]];
  });
}

/** A person of a culture taken by chance; one in eight has a family name of another culture than the given one. */
export function makeName(random: Random, half: Half): Name {
  const all = namesOf(half);
  const cultures = Object.keys(all);
  const culture = (): string => (random.chance(ENGLISH_SHARE) ? "en" : random.pick(cultures));
  const given = culture();
  const family = random.chance(0.125) ? culture() : given;
  const isWoman = random.chance(0.5);
  const firsts = all[given]![isWoman ? "women" : "men"];
  const lasts = all[family]!.family;
  const last = random.pick(lasts);
  return {
    first: random.pick(firsts),
    middle: random.pick(firsts),
    last: random.chance(0.04) ? `${last}-${random.pick(lasts)}` : last,
    isWoman,
  };
}
