import { groupBy } from "../../assess/group-by";
import type { CitationResult, Report } from "../../model/report";
import { STATES, countStates } from "../../model/state";

import { Bar, CitationLink, StateHeads, Wide, countsInWords, title } from "./parts";

/** Rows are the standards, columns the states; a cell links to the cards of its citations. */
export function Matrix({ report: { citations, words } }: { readonly report: Report }) {
  const sections = groupBy(citations, ({ row }) => row.section);
  const worst = [...sections].map(([section, own]) => ({
    section,
    fails: own.filter(({ state }) => state === "fail").length,
  }));
  const failing = worst.filter(({ fails }) => fails > 0).map(({ section, fails }) => `${fails} in ${section}`);
  return (
    <section id="matrix" aria-labelledby="matrix-h">
      <h2 id="matrix-h">Matrix</h2>
      <p>
        {failing.length === 0 ? `No ${words.one} fails.` : `Failing ${words.many}: ${failing.join(", ")}.`} Each number
        below is a part of the section above it and leads to its card.
      </p>
      <Wide label={`${title(words.many)} by state`}>
        <table class="matrix">
          <caption>{title(words.many)} by state</caption>
          <thead>
            <StateHeads of="Standard" />
          </thead>
          {[...sections].map(([section, own]) => (
            <tbody>
              <tr>
                <th scope="rowgroup" colSpan={STATES.length + 2}>
                  {section} {own[0]!.row.heading}
                </th>
              </tr>
              {[...groupBy(own, ({ row }) => row.standard)].map(([standard, group]) => (
                <Row standard={standard} citations={group} />
              ))}
            </tbody>
          ))}
        </table>
      </Wide>
    </section>
  );
}

function Row({ standard, citations }: { readonly standard: string; readonly citations: readonly CitationResult[] }) {
  const counts = countStates(citations.map(({ state }) => state));
  return (
    <tr>
      <th scope="row">{standard}</th>
      <td class="barcell">
        <Bar counts={counts} label={countsInWords(counts)} thin />
      </td>
      {STATES.map((state) => {
        const own = citations.filter((citation) => citation.state === state);
        return (
          <td>
            {own.length === 0 ? null : (
              <ul class="links">
                {own.map(({ row }) => (
                  <li>
                    <CitationLink citation={row.citation}>{row.citation.slice(row.section.length)}</CitationLink>
                  </li>
                ))}
              </ul>
            )}
          </td>
        );
      })}
    </tr>
  );
}
