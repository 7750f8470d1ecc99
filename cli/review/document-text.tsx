import type { ComponentChildren } from "preact";
import type { Place } from "../../lambdas/phi/review/review";
import { CATEGORIES } from "../../lambdas/phi/span";
import type { DocumentView } from "./page";
import type { OnTable } from "./session";

/** Letters of a document on one page; a place stands on the page where it begins. */
const PAGE_LETTERS = 30_000;

/** A page of the text, with what is shut as a button in its place. */
export function Text({
  review,
  part,
  focus,
}: DocumentView & { review: Extract<OnTable, { kind: "review" }>["review"] }) {
  const { text, places } = review;
  const [from, to] = [part * PAGE_LETTERS, (part + 1) * PAGE_LETTERS];
  const pages = Math.max(1, Math.ceil(text.length / PAGE_LETTERS));
  const pieces: ComponentChildren[] = [];
  // What a place of the page before takes of this one is not shown again.
  let at = Math.max(from, ...places.filter(({ begin, end }) => begin < from && end > from).map(({ end }) => end));
  places.forEach((place, index) => {
    if (place.begin < from || place.begin >= to) return;
    pieces.push(
      text.slice(at, place.begin),
      <Marked place={place} text={text} index={index} isFocus={index === focus} />,
    );
    at = place.end;
  });
  if (at < to) pieces.push(text.slice(at, to));
  const judged = places.filter(({ judgement }) => judgement !== undefined).length;
  return (
    <>
      <p>{`${places.length} places, ${judged} judged. A black box is a place: open it, then say whether it identifies somebody.`}</p>
      {pages > 1 && (
        <nav aria-label="Pages">
          {Array.from({ length: pages }, (_, page) => (
            <>
              <a href={`?part=${page}`} {...(page === part && { "aria-current": "page" as const })}>
                {`Page ${page + 1}`}
              </a>{" "}
            </>
          ))}
        </nav>
      )}
      <h2 id="text">Text</h2>
      <div class="text" role="group" aria-labelledby="text">
        {pieces}
      </div>
    </>
  );
}

export function MarkMissed() {
  return (
    <fieldset>
      <legend>Mark what was missed</legend>
      <label>
        Words, as they stand <input name="words" maxLength={200} />
      </label>
      <label>
        What they are{" "}
        <select name="category">
          {CATEGORIES.map((category) => (
            <option selected={category === "NAME"}>{category}</option>
          ))}
        </select>
      </label>
      <button name="mark" value="words">
        Mark everywhere
      </button>
    </fieldset>
  );
}

function Marked({ place, text, index, isFocus }: { place: Place; text: string; index: number; isFocus: boolean }) {
  const { category, isOpen, judgement } = place;
  const tone = judgement === "confirmed" ? "yes" : judgement === "rejected" ? "no" : "";
  const said = judgement ?? "not judged";
  const which = <span class="vh">{` place ${index + 1}, ${said}`}</span>;
  if (!isOpen)
    return (
      <button name="open" value={index} class={`shut ${tone}`} autofocus={isFocus}>
        {category}
        {which}
      </button>
    );
  return (
    <span class={`place ${tone}`}>
      <mark>{text.slice(place.begin, place.end)}</mark>{" "}
      <button name="confirm" value={index} aria-pressed={judgement === "confirmed"} autofocus={isFocus}>
        Confirm<span class="vh">{` ${category}`}</span>
        {which}
      </button>
      <button name="reject" value={index} aria-pressed={judgement === "rejected"}>
        Reject<span class="vh">{` ${category}`}</span>
        {which}
      </button>
      <button name="close" value={index}>
        Hide{which}
      </button>
    </span>
  );
}
