import type { CitationResult, Part } from "../../model/report";
import type { ControlRow } from "../../model/framework";

import { STATES } from "../../model/state";

import { entryAnchor } from "./linked-registers";
import type { PageModel } from "./page-model";
import { Filter, StateWord, citationAnchor, countsInWords, statesIn, title } from "./parts";

const CLOSED: ReadonlySet<string> = new Set(["pass", "not-applicable"]);

export function Citations({ page }: { readonly page: PageModel }) {
  const { citations, counts, words } = page.report;
  const open = worstFirst(page);
  const closed = citations.filter(({ state }) => CLOSED.has(state));
  return (
    <section id="citations" aria-labelledby="citations-h">
      <h2 id="citations-h">{title(words.many)}</h2>
      <p>
        One card a {words.one}, all {citations.length} of them. The table on a card shows its parts; the state is their
        join, and the marked parts decided it. Summaries are in our own words; the law is the text itself.
      </p>
      <Filter
        name="cit"
        items="#citations .card"
        groups="#citations .group"
        what={words.many}
        states={statesIn(counts.citations)}
      />
      {open.length === 0 ? null : (
        <div class="group">
          <h3>Open ({open.length})</h3>
          {open.map((citation) => (
            <Card citation={citation} page={page} />
          ))}
        </div>
      )}
      {closed.length === 0 ? null : (
        <div class="group">
          <h3>Passing or not applicable ({closed.length})</h3>
          {closed.map((citation) => (
            <Card citation={citation} page={page} />
          ))}
        </div>
      )}
    </section>
  );
}

/** As the gap list has them; then those that are open only through others, worst first. */
function worstFirst({ report: { citations, gaps } }: PageModel): CitationResult[] {
  const byCitation = new Map(citations.map((citation) => [citation.row.citation, citation]));
  const own = gaps.map((gap) => byCitation.get(gap.citation)!);
  const others = citations.filter((citation) => !CLOSED.has(citation.state) && !own.includes(citation));
  return [...own, ...STATES.flatMap((state) => others.filter((citation) => citation.state === state))];
}

function Card({ citation, page }: { readonly citation: CitationResult; readonly page: PageModel }) {
  const { row, state, parts, decidedBy, links, byStack, registers } = citation;
  return (
    <article
      class={`card c-${state}${links.length <= 6 ? " short" : ""}`}
      id={citationAnchor(row.citation)}
      data-state={state}
    >
      <h4>
        <span>
          {row.citation} {row.specification ?? row.standard}
        </span>
        <StateWord state={state} />
      </h4>
      <p class="meta">{metaLine(citation)}</p>
      {row.summary === row.standard ? null : <p>{row.summary}</p>}
      {row.appliesWhen === null ? null : <p class="note">Applies only where: {row.appliesWhen}</p>}
      {parts.length === 1 ? <OnePart part={parts[0]!} /> : <Parts parts={parts} decidedBy={decidedBy} />}
      {byStack.length === 0 ? null : (
        <ul class="stacks">
          {byStack.map((one) => (
            <li>
              Checks in {one.stack}: <StateWord state={one.state} />{" "}
              <span class="soft">({countsInWords(one.counts)})</span>
            </li>
          ))}
        </ul>
      )}
      {registers.length === 0 ? null : (
        <p class="small">
          In the registers:{" "}
          {registers.map((entry, index) => (
            <>
              {index === 0 ? "" : ", "}
              <a href={`#${entryAnchor(entry)}`}>{entry.id}</a>
            </>
          ))}
        </p>
      )}
      {links.length === 0 ? null : <Links citation={citation} page={page} />}
    </article>
  );
}

function OnePart({ part }: { readonly part: Part }) {
  return (
    <p>
      <strong>{part.title}:</strong> {part.reason}
      {part.nextStep === undefined ? null : (
        <>
          {" "}
          <strong>Next:</strong> {part.nextStep}
        </>
      )}
    </p>
  );
}

function Parts({ parts, decidedBy }: Pick<CitationResult, "parts" | "decidedBy">) {
  return (
    <table class="stackable">
      <caption class="vh">Parts, and what decided</caption>
      <thead>
        <tr>
          <th scope="col">Part</th>
          <th scope="col">State</th>
          <th scope="col">Why</th>
          <th scope="col">Next step</th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part, index) => (
          <PartRow part={part} decides={decidedBy.includes(index)} />
        ))}
      </tbody>
    </table>
  );
}

function PartRow({ part, decides }: { readonly part: Part; readonly decides: boolean }) {
  return (
    <tr>
      <th scope="row">
        {part.title}
        {decides ? <span class="soft small"> (decides)</span> : null}
      </th>
      <td>
        <StateWord state={part.state} />
      </td>
      <td>{part.reason}</td>
      <td data-h="Next">{part.nextStep ?? "–"}</td>
    </tr>
  );
}

function Links({ citation, page }: { readonly citation: CitationResult; readonly page: PageModel }) {
  const { links, byStack } = citation;
  return (
    <details class="paper">
      <summary>
        {links.length} linked {links.length === 1 ? "check" : "checks"}
      </summary>
      <table class="stackable linked">
        <thead>
          <tr>
            <th scope="col">Check</th>
            <th scope="col">Link</th>
            {byStack.map(({ stack }) => (
              <th scope="col">{stack}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {links.map((link) => {
            const rule = page.ruleById.get(link.rule)!;
            return (
              <tr>
                <th scope="row">
                  <a href={`#${page.ruleAnchor(rule.id)}`}>{rule.title}</a>
                </th>
                <td data-h="Link">
                  {link.relation === "supports" ? "supports" : `demonstrates (approved by ${link.approvedBy})`}
                </td>
                {byStack.map(({ stack }) => {
                  const one = rule.byStack.find((of) => of.stack === stack);
                  // A check of accounts says nothing of a program, and the other way round.
                  return <td data-h={stack}>{one === undefined ? "–" : <StateWord state={one.state} />}</td>;
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </details>
  );
}

function metaLine({ row, hipaa, nistCsf, csf2, soc2 }: CitationResult): string {
  return [
    row.specification === null ? row.heading : `${row.heading}: ${row.standard}`,
    hipaa.length === 0 ? "" : `Security Rule: ${hipaa.join(", ")}`,
    obligation(row),
    row.ocrProtocol ? "in OCR's audit protocol" : "",
    nistCsf.length === 0 ? "" : `NIST CSF 1.1: ${nistCsf.join(", ")}`,
    csf2.length === 0 ? "" : `NIST CSF 2.0: ${csf2.join(", ")}`,
    soc2.length === 0 ? "" : `SOC 2: ${soc2.join(", ")}`,
  ]
    .filter((text) => text !== "")
    .join(" · ");
}

export function obligation(row: ControlRow): string {
  if (row.rowType === "control") return "";
  if (row.rowType === "date") return "compliance date";
  if (row.rowType === "general_rule") return "general rule";
  if (row.rowType === "specification") return row.obligation;
  return row.appendixA === "R" ? "standard, required" : "standard";
}
