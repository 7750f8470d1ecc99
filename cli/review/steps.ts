import { DECISIONS, judged, marked, turned, type Review } from "../../lambdas/phi/review/review";
import { CATEGORIES } from "../../lambdas/phi/span";
import type { Ended, OnTable, ReviewSession } from "./session";

/** Where the reviewer goes after a step, and what they are told: counts and codes, never text. */
export interface Step {
  readonly isOver: boolean;
  readonly focus?: number;
  readonly told?: string;
}

const TOLD: Readonly<Record<Ended, string>> = {
  settled: "The decision was written.",
  "decided-by-another": "Somebody else had decided on this document; nothing was changed.",
  "places-left": "Not released: there are places that you have not rejected. Mask the document, or reject each place.",
  "broken-by-masking": "Not written: masked, the document would not be of its format any more. Keep it.",
  unreadable: "The document cannot be read: it can only be kept.",
};

/** Does what one button of the form says. */
export async function step(session: ReviewSession, on: OnTable, form: URLSearchParams): Promise<Step> {
  const decision = DECISIONS.find((one) => one === form.get("decide"));
  if (decision !== undefined) {
    const ended = await session.decide(on, decision);
    return { isOver: ended === "settled" || ended === "decided-by-another", told: TOLD[ended] };
  }
  if (on.kind === "unreadable") return { isOver: false };
  if (form.has("mark")) return mark(session, on, form);
  for (const [name, change] of Object.entries(CHANGES)) {
    const index = Number(form.get(name) ?? NaN);
    if (!Number.isInteger(index) || on.review.places[index] === undefined) continue;
    const review = change(on.review, index);
    session.change(on, review);
    return { isOver: false, focus: name === "confirm" || name === "reject" ? nextAfter(review, index) : index };
  }
  return { isOver: false };
}

const CHANGES: Readonly<Record<string, (review: Review, index: number) => Review>> = {
  open: (review, index) => turned(review, index, true),
  close: (review, index) => turned(review, index, false),
  confirm: (review, index) => turned(judged(review, index, "confirmed"), index, false),
  reject: (review, index) => turned(judged(review, index, "rejected"), index, true),
};

/** The next place that nobody has judged, so that one key after the other goes through a document. */
function nextAfter({ places }: Review, index: number): number {
  const next = places.findIndex(({ judgement }, at) => at > index && judgement === undefined);
  return next >= 0 ? next : index;
}

function mark(session: ReviewSession, on: Extract<OnTable, { kind: "review" }>, form: URLSearchParams): Step {
  const category = CATEGORIES.find((one) => one === form.get("category"));
  if (category === undefined) return { isOver: false, told: "Nothing was marked: choose what the words are." };
  const { review, made } = marked(on.review, form.get("words") ?? "", category);
  session.change(on, review);
  if (made === 0)
    return {
      isOver: false,
      told: "Nothing was marked: these words stand nowhere as whole words, or too often, or are marked already.",
    };
  const places = made === 1 ? "1 place was marked." : `${made} places were marked.`;
  return { isOver: false, told: places, focus: review.places.findIndex((place) => !on.review.places.includes(place)) };
}
