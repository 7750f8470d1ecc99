import { mergeSpans, type Category, type Span } from "../span";

/** What a person says of a place: it is an identifier, or it is none. */
export type Judgement = "confirmed" | "rejected";

/** `release`: as it is; `mask`: without what identifies; `keep`: it stays where it is. */
export const DECISIONS = ["release", "mask", "keep"] as const;
export type Decision = (typeof DECISIONS)[number];

/** A place of a document under review. `isAdded` is one that no detector found and a person marked. */
export interface Place extends Span {
  readonly isAdded: boolean;
  /** Whether the reviewer has it open now, and whether it was open at any time. */
  readonly isOpen: boolean;
  readonly wasOpened: boolean;
  readonly judgement?: Judgement;
}

/** A document's places in the order of the text, without overlaps. A change gives a new review. */
export interface Review {
  readonly text: string;
  readonly places: readonly Place[];
}

/** What a person marked has no doubt of a detector's. */
const BY_PERSON = { score: 1, rules: ["reviewer"] } as const;
/** Places that one marking may make: a word that stands more often than this is none that identifies somebody. */
const MOST_MARKED = 200;

export function beginReview(text: string, spans: readonly Span[]): Review {
  const places = mergeSpans(spans).map((span) => ({ ...span, isAdded: false, isOpen: false, wasOpened: false }));
  return { text, places };
}

/** Opens a place or closes it. A place that there is not changes nothing. */
export function turned(review: Review, index: number, isOpen: boolean): Review {
  return changed(review, index, (place) => ({ ...place, isOpen, wasOpened: place.wasOpened || isOpen }));
}

/** What a person says of a place; said again it is taken back. */
export function judged(review: Review, index: number, judgement: Judgement): Review {
  return changed(review, index, ({ judgement: before, ...place }) => ({
    ...place,
    ...(before !== judgement && { judgement }),
  }));
}

/**
 * Marks words wherever they stand whole in text that is not marked yet.
 * @returns the review and how many places were made; none where the words stand nowhere, or too often.
 */
export function marked(review: Review, words: string, category: Category): { review: Review; made: number } {
  const wanted = words.trim();
  if (wanted === "") return { review, made: 0 };
  const isTaken = (begin: number, end: number): boolean =>
    review.places.some((place) => place.begin < end && begin < place.end);
  const made: Place[] = [];
  for (let at = review.text.indexOf(wanted); at >= 0; at = review.text.indexOf(wanted, at + wanted.length)) {
    const end = at + wanted.length;
    if (!isWhole(review.text, at, end) || isTaken(at, end)) continue;
    made.push({
      begin: at,
      end,
      category,
      ...BY_PERSON,
      isAdded: true,
      isOpen: true,
      wasOpened: true,
      judgement: "confirmed",
    });
    if (made.length > MOST_MARKED) return { review, made: 0 };
  }
  return {
    review: { ...review, places: [...review.places, ...made].sort((a, b) => a.begin - b.begin) },
    made: made.length,
  };
}

/** What identifies somebody after the review: all but what a person rejected. */
export function remaining({ places }: Review): Span[] {
  return places
    .filter(({ judgement }) => judgement !== "rejected")
    .map(({ begin, end, category, subtype, score, rules }) => ({
      begin,
      end,
      category,
      ...(subtype !== undefined && { subtype }),
      score,
      rules,
    }));
}

const LETTER = /[\p{L}\p{N}]/u;

function isWhole(text: string, begin: number, end: number): boolean {
  const joins = (left: string | undefined, right: string | undefined): boolean =>
    left !== undefined && right !== undefined && LETTER.test(left) && LETTER.test(right);
  return !joins(text[begin - 1], text[begin]) && !joins(text[end - 1], text[end]);
}

function changed(review: Review, index: number, change: (place: Place) => Place): Review {
  return { ...review, places: review.places.map((place, at) => (at === index ? change(place) : place)) };
}
