import { expand } from "../../../../synthetic/text/grammar";
import { assemble, type GoldDocument } from "../../../../synthetic/text/labelled";
import { Random } from "../../../../synthetic/random";
import type { Kind } from "../kinds";
import { NOISES } from "../noise";
import { FREE } from "./free";
import { NOTES } from "./notes";
import { OFFICE } from "./office";
import { PHRASES } from "./phrases";
import { QUERIES } from "./queries";
import { unseenSlots } from "./slots";
import { STRUCTURED } from "./structured";

/**
 * Two sets that no rule is tuned on and whose texts nobody reads who tunes: documents, and short questions as typed into a search box.
 * They share no name list, template, phrase or trap with the halves.
 */
export type UnseenSet = "documents" | "queries";

export const UNSEEN_SETS: readonly UnseenSet[] = ["documents", "queries"];

type Kinds = Readonly<Record<string, Kind>>;

const isFree = (name: string): boolean => name.startsWith("free-");
const part = (kinds: Kinds, keep: (name: string) => boolean): Kinds =>
  Object.fromEntries(Object.entries(kinds).filter(([name]) => keep(name)));

const KINDS: Readonly<Record<UnseenSet, Kinds>> = {
  documents: { ...NOTES, ...OFFICE, ...STRUCTURED, ...FREE },
  queries: QUERIES,
};

/** Every fifth text has no identifier. */
const FREE_EVERY = 5;

/** How often each thing happens to a text written by people: the shares of the labelled set that the release is tuned on. */
const DOCUMENT_NOISE = [["", 0.69], ["ocr", 0.134], ["lower", 0.071], ["wrap", 0.055], ["upper", 0.05]] as const; // prettier-ignore
/** Questions are typed: they come in small letters by half, and are never scanned. */
const QUERY_NOISE = [
  ["", 0.45],
  ["lower", 0.5],
  ["upper", 0.05],
] as const;

export interface WantedUnseen {
  readonly set: UnseenSet;
  readonly documents: number;
  readonly seed: number;
}

export function kindsOf(set: UnseenSet): Kinds {
  return KINDS[set];
}

/** Labelled texts of all kinds in turn: the same for the same set, seed and place in the row, however many are wanted. */
export function* generateUnseen({ set, documents, seed }: WantedUnseen): Generator<GoldDocument> {
  const free = Object.entries(part(KINDS[set], isFree));
  const named = Object.entries(part(KINDS[set], (name) => !isFree(name)));
  for (let index = 0; index < documents; index++) {
    const kinds = index % FREE_EVERY === FREE_EVERY - 1 ? free : named;
    const turn = kinds === free ? Math.floor(index / FREE_EVERY) : index - Math.floor(index / FREE_EVERY);
    const [kind, { templates, isProse }] = kinds[turn % kinds.length]!;
    const random = new Random(`unseen/${set}/${seed}/${index}`);
    const template = templates[Math.floor(turn / kinds.length) % templates.length]!;
    const clean = assemble(expand(template, PHRASES, unseenSlots(random), random));
    const noise = isProse ? random.weighted<string>(set === "queries" ? QUERY_NOISE : DOCUMENT_NOISE) : "";
    const { text, spans, traps } = noise === "" ? clean : NOISES[noise]!(clean, random);
    yield { id: `unseen-${set}-${seed}-${index}`, kind, noise, text, spans, traps };
  }
}
