import type { Random as Chance } from "../../../../synthetic/random";
import { Random } from "../../../../synthetic/random";
import { expand, type Slots } from "../../../../synthetic/text/grammar";
import { assemble, type GoldDocument } from "../../../../synthetic/text/labelled";
import { makeCase, type Case } from "../case";
import type { Kind } from "../kinds";
import { NOISES } from "../noise";
import { slotsOf } from "../slots";
import { TRAPS as TUNING_TRAPS } from "../tuning/traps";
import { PHRASES } from "../tuning/phrases";
import { ASKED } from "./asked";
import { CLINIC } from "./clinic";
import { FREE } from "./free";
import { HARD } from "./hard";
import { MORE } from "./more";
import { MORE_FREE } from "./more-free";
import { NOBODY } from "./nobody";
import { OFFICE } from "./office";
import { LONE } from "./lone";
import { PLAIN } from "./plain";
import { OTHERS } from "./others";
import { PAPERS } from "./papers";
import { STYLES } from "./styles";
import { isOnlyMade, madeTrap } from "./traps";
import { TYPED } from "./typed";
import { JOBS, listedName, login, madeUp, namedAfter, plainName, town } from "./values";
import { WARD } from "./ward";

/** Kinds of texts to learn from, each with templates of its own that no measured set has. */
export const PRACTICE: Readonly<Record<string, Kind>> = {
  ...WARD,
  ...CLINIC,
  ...OFFICE,
  ...ASKED,
  ...MORE,
  ...FREE,
  ...MORE_FREE,
  ...HARD,
  ...PLAIN,
  ...LONE,
  ...NOBODY,
  ...STYLES,
  ...TYPED,
  ...PAPERS,
  ...OTHERS,
};

/** What is done to how many texts. */
const NOISE: readonly (readonly [noise: string, weight: number])[] = [
  ["", 48],
  ["lower", 26],
  ["upper", 8],
  ["ocr", 9],
  ["typo", 4],
  ["wrap", 3],
  ["quoted", 2],
  ["joined", 2],
  ["columns", 2],
];

export interface Wanted {
  readonly seed: number;
  /** Rounds over all templates. */
  readonly rounds: number;
  /** Which of the templates, told by their number: those for learning, or those that are left for checking. */
  readonly takes?: (template: number) => boolean;
}

/** Labelled documents: every template that is taken in each round, with other people, places and noise. */
export function* practice({ seed, rounds, takes = () => true }: Wanted): Generator<GoldDocument> {
  for (let round = 0; round < rounds; round += 1) {
    let number = 0;
    for (const [kind, { templates }] of Object.entries(PRACTICE)) {
      for (const template of templates) {
        number += 1;
        if (!takes(number)) continue;
        const random = new Random(`practice/${seed}/${round}/${number}`);
        const noise = random.weighted(NOISE);
        const clean = assemble(expand(template, PHRASES, slots(random), random));
        const { text, spans, traps } = noise === "" ? clean : NOISES[noise]!(clean, random);
        yield { id: `practice-${seed}-${round}-${number}`, kind, noise, text, spans, traps };
      }
    }
  }
}

function slots(random: Chance): Slots {
  const known = makeCase(random, "tuning");
  const of: Case = { ...known, patient: renamed(known.patient, random), providers: known.providers.map((name) => renamed(name, random)), relatives: known.relatives.map((name) => renamed(name, random)) }; // prettier-ignore
  const kept = new Map<string, string>();
  const keep = (key: string, make: () => string): string => {
    if (!kept.has(key)) kept.set(key, make());
    return kept.get(key)!;
  };
  const plain = slotsOf(of, TUNING_TRAPS);
  const called = (care: boolean, which: string): string =>
    keep(`${care}/${which}`, () =>
      namedAfter(random, care, town(random, of.home.city), of.providers[3]!.last, random.pick(of.providers).first),
    );
  return (name, argument) => {
    const trap =
      name === "t" && (isOnlyMade(argument) || random.chance(0.75)) ? madeTrap(argument ?? "", random) : undefined;
    if (trap !== undefined) return [{ text: trap, trap: argument! }];
    if (name === "job") return [{ text: random.pick(JOBS), sub: "PROF" }];
    if (name === "org") return [{ text: called(false, argument ?? ""), sub: "ORG" }];
    if (name === "hosp" || name === "hosp2") return [{ text: called(true, name), sub: "HOSPITAL" }];
    if (name === "city" || name === "city2") return [{ text: keep(name, () => town(random, name === "city" ? of.home.city : of.office.city)), sub: "CITY" }]; // prettier-ignore
    if (name === "user") return [{ text: keep("user", () => login(random, of.providers[0]!.first, of.providers[0]!.last)), sub: "USERNAME" }]; // prettier-ignore
    return plain(name, argument);
  };
}

/** Some names are of no list, some are words besides. */
function renamed(name: Case["patient"], random: Chance): Case["patient"] {
  const other = (given: string, family: boolean): string =>
    random.weighted([[given, 40], [listedName(random), 20], [madeUp(random, family), 27], [plainName(random, family), 13]]); // prettier-ignore
  return { ...name, first: other(name.first, false), middle: other(name.middle, false), last: other(name.last, true) };
}
