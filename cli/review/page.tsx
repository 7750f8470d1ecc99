import type { ComponentChildren } from "preact";
import { renderToString } from "preact-render-to-string";
import type { Place } from "../../lambdas/phi/review/review";
import type { Waiting } from "../../lambdas/phi/review/settlement";
import { CATEGORIES } from "../../lambdas/phi/span";
import type { OnTable } from "./session";

/** Letters of a document on one page; a place stands on the page where it begins. */
const PAGE_LETTERS = 30_000;

export interface DocumentView {
  readonly on: OnTable;
  readonly part: number;
  /** Place that the keyboard goes to. */
  readonly focus?: number;
  /** What the last step came to, without any text of the document. */
  readonly told?: string;
  /** Secret of the session: a form of another page has not got it. */
  readonly secret: string;
}

const REASONS: Readonly<Record<Waiting["kind"], string>> = {
  quarantine: "In quarantine",
  sample: "Sample of what was let out",
};

const short = (id: string): string => id.slice(0, 12);

function page(title: string, body: ComponentChildren): string {
  return `<!doctype html>${renderToString(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{title}</title>
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>{body}</body>
    </html>,
  )}`;
}

export function queuePage(waiting: readonly Waiting[], told?: string): string {
  return page(
    "Documents to review",
    <main>
      <h1>Documents to review</h1>
      {told !== undefined && (
        <p class="told" role="status">
          {told}
        </p>
      )}
      {waiting.length === 0 ? (
        <p>Nothing waits.</p>
      ) : (
        <div class="wide" role="region" aria-label="Documents that wait" tabIndex={0}>
          <table>
            <caption>{`${waiting.length} ${waiting.length === 1 ? "document waits" : "documents wait"}, the oldest first`}</caption>
            <thead>
              <tr>
                <th scope="col">Document</th>
                <th scope="col">Why it waits</th>
                <th scope="col">Reasons</th>
                <th scope="col">Risk</th>
                <th scope="col">Since</th>
              </tr>
            </thead>
            <tbody>
              {waiting.map(({ documentId, kind, reasons, riskScore01, createdAt }) => (
                <tr>
                  <th scope="row">
                    <a class="id" href={`/documents/${kind}/${documentId}`}>
                      {short(documentId)}
                    </a>
                  </th>
                  <td>{REASONS[kind]}</td>
                  <td>{reasons.length === 0 ? "none given" : reasons.join(", ")}</td>
                  <td>{riskScore01 === undefined ? "not known" : riskScore01.toFixed(3)}</td>
                  <td>{createdAt.slice(0, 10)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </main>,
  );
}

export function documentPage(view: DocumentView): string {
  const { on, told } = view;
  const { documentId, kind, reasons } = on.waiting;
  return page(
    `Review of ${short(documentId)}`,
    <>
      <a class="skip" href="#decision">
        Skip to the decision
      </a>
      <header>
        <a href="/">All documents</a>
        <h1>
          Review of <span class="id">{short(documentId)}</span>
        </h1>
        <p class="soft">
          {REASONS[kind]}. {reasons.length > 0 && `Reasons: ${reasons.join(", ")}.`}
        </p>
        {told !== undefined && (
          <p class="told" role="status">
            {told}
          </p>
        )}
      </header>
      <main>
        {on.kind === "review" ? (
          <>
            <Form {...view}>
              <Text {...view} review={on.review} />
            </Form>
            <Form {...view}>
              <MarkMissed />
            </Form>
          </>
        ) : (
          <p>{`The document cannot be shown: ${on.fault}. It can only be kept.`}</p>
        )}
        <Form {...view}>
          <fieldset class="decide" id="decision">
            <legend>Decision</legend>
            {on.kind === "review" && (
              <>
                <button name="decide" value="release">
                  Release as it is
                </button>
                <button name="decide" value="mask">
                  Mask and release
                </button>
              </>
            )}
            <button name="decide" value="keep">
              Keep
            </button>
            {on.kind === "review" && (
              <p class="soft">
                Masking takes all places but those you rejected. A document goes out as it is only after you rejected
                each place.
              </p>
            )}
          </fieldset>
        </Form>
      </main>
    </>,
  );
}

/** Each part has a form of its own, so that Enter in the field of words presses the button beside it. */
function Form({ on, part, secret, children }: DocumentView & { children: ComponentChildren }) {
  return (
    <form method="post" action={`/documents/${on.waiting.kind}/${on.waiting.documentId}`} autocomplete="off">
      <input type="hidden" name="secret" value={secret} />
      <input type="hidden" name="part" value={part} />
      {children}
    </form>
  );
}

function Text({ review, part, focus }: DocumentView & { review: Extract<OnTable, { kind: "review" }>["review"] }) {
  const { text, places } = review;
  const [from, to] = [part * PAGE_LETTERS, (part + 1) * PAGE_LETTERS];
  const pages = Math.max(1, Math.ceil(text.length / PAGE_LETTERS));
  const pieces: ComponentChildren[] = [];
  // What a place of the page before takes of this one is not shown again.
  let at = Math.max(from, ...places.filter(({ begin, end }) => begin < from && end > from).map(({ end }) => end));
  places.forEach((place, index) => {
    if (place.begin < from || place.begin >= to) return;
    pieces.push(text.slice(at, place.begin), <Marked place={place} text={text} index={index} isFocus={index === focus} />); // prettier-ignore
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

function MarkMissed() {
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

export function plainPage(title: string, text: string): string {
  return page(
    title,
    <main>
      <h1>{title}</h1>
      <p>{text}</p>
    </main>,
  );
}
