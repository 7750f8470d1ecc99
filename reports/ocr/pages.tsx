import type { ComponentChildren } from "preact";
import { renderToString } from "preact-render-to-string";

import type { Report } from "../model/report";
import { StateWord, time } from "../renderers/html/parts";
import { Register } from "../renderers/html/registers";
import { STYLES } from "../renderers/html/styles";
import { printable } from "../renderers/printable";

import type { Answer } from "./answers";

function page(title: string, children: ComponentChildren): string {
  const html = renderToString(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLES }} />
      </head>
      <body>
        <div class="page">
          <main id="main">{children}</main>
        </div>
      </body>
    </html>,
  );
  return `<!doctype html>\n${printable(html)}\n`;
}

/** Rows with a gap first, each with who mends it by when; then the others. */
export function indexPage(report: Report, answers: readonly Answer[]): string {
  const gaps = answers.filter(({ gap }) => gap !== undefined);
  const closed = answers.filter(({ gap }) => gap === undefined);
  const title = `Desk audit: ${report.organisation.name ?? "organisation not named"}`;
  return page(
    title,
    <>
      <h1>{title}</h1>
      <p>
        {answers.length} rows of OCR's audit protocol on the Security Rule, answered from the report{" "}
        {report.id.slice(0, 12)} as of {time(report.asOf)}: {gaps.length} open, {closed.length} answered. What is asked
        is told in our own words; the protocol's text is OCR's. Each folder has the answer, its papers, the population
        and a sample.
      </p>
      <h2>Open, with owner and date</h2>
      <Register
        caption={`Open (${gaps.length})`}
        none="Nothing is open."
        head={["Row", "State", "What is open", "Owner", "Due"]}
        rows={gaps.map(({ folder, citation, gap }) => [
          <RowLink folder={folder} citation={citation} />,
          <StateWord state={citation.state} />,
          gap!.what,
          gap!.owner,
          <span class="day">{gap!.due}</span>,
        ])}
      />
      <h2>Answered</h2>
      <Register
        caption={`Answered (${closed.length})`}
        none="Nothing is answered yet."
        head={["Row", "State", "Answer"]}
        rows={closed.map(({ folder, citation }) => [
          <RowLink folder={folder} citation={citation} />,
          <StateWord state={citation.state} />,
          citation.reason,
        ])}
      />
    </>,
  );
}

function RowLink({ folder, citation: { row } }: Pick<Answer, "folder" | "citation">) {
  return (
    <>
      <a href={`${folder}/answer.html`}>{row.citation}</a>
      <div class="soft small">{row.specification ?? row.standard}</div>
    </>
  );
}

export function answerPage(answer: Answer, papers: ReadonlySet<string>): string {
  const { citation, asked, gap, population, sample } = answer;
  const { row, state, reason, parts } = citation;
  const title = `${row.citation} ${row.specification ?? row.standard}`;
  const resources = new Set(population.map(({ resource }) => resource)).size;
  const drawn = sample.draws.reduce((sum, draw) => sum + draw.drawn.length, 0);
  return page(
    title,
    <>
      <p>
        <a href="../index.html">All rows</a>
      </p>
      <h1>{title}</h1>
      {gap === undefined ? null : (
        <>
          <h2>What is open</h2>
          <p>{gap.what}</p>
          <p>
            Owner: {gap.owner}. Due: {gap.due}.
          </p>
          {gap.nextSteps.length === 0 ? null : (
            <ul>
              {gap.nextSteps.map((step) => (
                <li>{step}</li>
              ))}
            </ul>
          )}
        </>
      )}
      <h2>What will be asked</h2>
      <ul>
        {asked.map((one) => (
          <li>{one}</li>
        ))}
      </ul>
      <p class="soft">
        The row of the protocol holds about {row.ocrDocumentRequests ?? 0} requests for papers (a count of its phrases,
        as a guide).
      </p>
      <h2>Our answer</h2>
      <p>
        <StateWord state={state} />: {reason}
      </p>
      <Register
        caption="Parts of the answer"
        none="There is nothing more to it."
        head={["Part", "State", "Why"]}
        rows={parts.map((part) => [part.title, <StateWord state={part.state} />, part.reason])}
      />
      <h2>Papers</h2>
      <Register
        caption="Papers"
        none="No paper is named for it."
        head={["Paper", "Kind", "Owner", "Holds until", "State", "File", "SHA-256"]}
        rows={answer.papers.map(({ kind, title: name, owner, until, state: of, attachment }) => [
          name,
          kind,
          owner,
          until,
          <StateWord state={of} />,
          fileOf(attachment, papers),
          attachment.kind === "verified" ? attachment.sha256 : "",
        ])}
      />
      <h2>Population and sample</h2>
      <p>
        {population.length === 0
          ? "No check of ours has results for it."
          : `${population.length} results about ${resources} resources, in population.csv; ${drawn} drawn of them, in sample.csv, by the seed ${sample.seed}.`}
      </p>
    </>,
  );
}

function fileOf(attachment: Answer["papers"][number]["attachment"], papers: ReadonlySet<string>) {
  if (attachment.kind === "none") return "not attached";
  if (!papers.has(attachment.file)) return `${attachment.file}, which the report was made without (--papers)`;
  return <a href={`papers/${attachment.file.split("/").map(encodeURIComponent).join("/")}`}>{attachment.file}</a>;
}
