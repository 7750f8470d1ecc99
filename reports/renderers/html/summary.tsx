import { groupBy } from "../../assess/group-by";
import type { CitationResult, Gap, Report } from "../../model/report";
import { STATES, STATE_MEANINGS, countStates } from "../../model/state";

import { Bar, CitationLink, StateWord, countsInWords, title } from "./parts";

const TOP_GAPS = 5;

export function Summary({ report }: { readonly report: Report }) {
  const { counts, citations, gaps, stacks, problems, words, framework } = report;
  const without = citations.filter(({ state }) => state === "no-evidence");
  const sentence = `Of ${citations.length} ${words.many} of ${framework.title}: ${countsInWords(counts.citations)}.`;
  return (
    <section id="summary" aria-labelledby="summary-h">
      <h2 id="summary-h">On one sheet</h2>
      <figure>
        <figcaption>{sentence}</figcaption>
        <Bar counts={counts.citations} label={sentence} />
      </figure>
      <table class="stackable">
        <caption>{title(words.many)} by state</caption>
        <thead>
          <tr>
            <th scope="col">State</th>
            <th scope="col" class="n">
              {title(words.many)}
            </th>
            <th scope="col">What it means</th>
          </tr>
        </thead>
        <tbody>
          {STATES.map((state) => (
            <tr>
              <th scope="row">
                <StateWord state={state} />
              </th>
              <td class="n" data-h={title(words.many)}>
                {counts.citations[state]}
              </td>
              <td>{STATE_MEANINGS[state]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {stacks.length === 0 ? null : <ByStack report={report} />}
      <h3>What matters most</h3>
      {gaps.length === 0 ? (
        <p>No gap is open.</p>
      ) : (
        <GapTable
          gaps={gaps.slice(0, TOP_GAPS)}
          caption={`The first ${Math.min(TOP_GAPS, gaps.length)} of ${gaps.length} gaps`}
        />
      )}
      <h3>No evidence at all</h3>
      {without.length === 0 ? (
        <p>Every {words.one} has some evidence.</p>
      ) : (
        <p>
          {without.length} of {citations.length} {words.many}: {bySection(without)}. The <a href="#matrix">matrix</a>{" "}
          names them.
        </p>
      )}
      <h3>Faults in the evidence</h3>
      <p>
        {problems.length === 0 ? (
          "None: every record, waiver and entry could be read and counts."
        ) : (
          <a href="#problems">
            {problems.length} {problems.length === 1 ? "fault" : "faults"} in records, runs, waivers or entries
          </a>
        )}
      </p>
    </section>
  );
}

/** `6 in 164.306, 14 in 164.308` */
function bySection(citations: readonly CitationResult[]): string {
  const sections = groupBy(citations, ({ row }) => row.section);
  return [...sections].map(([section, own]) => `${own.length} in ${section}`).join(", ");
}

/** Checks, not citations: what the stacks by themselves look like. */
function ByStack({ report: { stacks, rules } }: { readonly report: Report }) {
  return (
    <table class="stackable">
      <caption>Checks by stack</caption>
      <thead>
        <tr>
          <th scope="col">Stack</th>
          {STATES.map((state) => (
            <th scope="col" class="n">
              <StateWord state={state} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {stacks.map(({ key }) => {
          const states = rules.flatMap(({ byStack }) =>
            byStack.filter(({ stack }) => stack === key).map(({ state }) => state),
          );
          const counts = countStates(states);
          return (
            <tr>
              <th scope="row">{key}</th>
              {STATES.map((state) => (
                <td class="n" data-h={state}>
                  {counts[state]}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

export function GapTable({ gaps, caption }: { readonly gaps: readonly Gap[]; readonly caption: string }) {
  return (
    <table class="stackable">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col" class="w20">
            Where
          </th>
          <th scope="col">State</th>
          <th scope="col" class="w30">
            What is open
          </th>
          <th scope="col" class="w30">
            Next step
          </th>
          <th scope="col">Owner</th>
        </tr>
      </thead>
      <tbody>
        {gaps.map((gap) => (
          <tr>
            <th scope="row">
              <CitationLink citation={gap.citation} />
              <div class="soft small">{gap.title}</div>
            </th>
            <td>
              <StateWord state={gap.state} />
            </td>
            <td data-h="Open">{gap.what}</td>
            <td data-h="Next">
              {gap.nextSteps.length === 0 ? "See the card." : gap.nextSteps.map((step) => <div>{step}</div>)}
            </td>
            <td data-h="Owner">{gap.owner ?? <span class="soft">none named</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Gaps({ report: { gaps, words } }: { readonly report: Report }) {
  return (
    <section id="gaps" aria-labelledby="gaps-h">
      <h2 id="gaps-h">Gap list</h2>
      <p>
        Every {words.one} that is open by itself, worst first. One that is open only through its parts is not repeated
        here; its parts are.
      </p>
      {gaps.length === 0 ? <p>No gap is open.</p> : <GapTable gaps={gaps} caption={`${gaps.length} gaps`} />}
    </section>
  );
}
