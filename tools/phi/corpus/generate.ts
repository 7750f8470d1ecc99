import { makeCase } from "./case";
import { assemble, type GoldDocument } from "../../../synthetic/text/labelled";
import { expand } from "../../../synthetic/text/grammar";
import type { Half } from "./half";
import { HELD_OUT } from "./held-out";
import type { Templates } from "./kinds";
import { NOISES } from "./noise";
import { Random } from "../../../synthetic/random";
import { slotsOf } from "./slots";
import { TUNING } from "./tuning";

/** How often a text written by people is spoilt on its way. */
const NOISY_SHARE = 0.4;

export const TEMPLATES: Readonly<Record<Half, Templates>> = { tuning: TUNING, "held-out": HELD_OUT };

export interface Wanted {
  readonly half: Half;
  readonly documents: number;
  readonly seed: number;
  /** What is done to each text written by people: a name of a noise, or nothing where it is empty; left out: by chance. */
  readonly noise?: string;
}

/** Labelled documents of all kinds in turn: the same for the same half, seed and place in the row, however many are wanted. */
export function* generate({ half, documents, seed, noise: wanted }: Wanted): Generator<GoldDocument> {
  const kinds = Object.entries(TEMPLATES[half].kinds);
  for (let index = 0; index < documents; index++) {
    const [kind, { templates, isProse }] = kinds[index % kinds.length]!;
    const random = new Random(`${half}/${seed}/${index}`);
    const template = templates[Math.floor(index / kinds.length) % templates.length]!;
    const byChance = random.chance(NOISY_SHARE) ? random.pick(Object.keys(NOISES)) : "";
    const noise = isProse ? (wanted ?? byChance) : "";
    const clean = documentOf(template, half, random);
    const { text, spans, traps } = noise === "" ? clean : NOISES[noise]!(clean, random);
    yield { id: `${half}-${seed}-${index}`, kind, noise, text, spans, traps };
  }
}

function documentOf(template: string, half: Half, random: Random): ReturnType<typeof assemble> {
  return assemble(expand(template, TEMPLATES[half].grammar, slotsOf(makeCase(random, half)), random));
}
