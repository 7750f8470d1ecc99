import type { ComponentChildren } from "preact";
import { renderToString } from "preact-render-to-string";
import type { Waiting } from "../../lambdas/phi/review/settlement";
import { MarkMissed, Text } from "./document-text";
import type { OnTable } from "./session";

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

export function plainPage(title: string, text: string): string {
  return page(
    title,
    <main>
      <h1>{title}</h1>
      <p>{text}</p>
    </main>,
  );
}
