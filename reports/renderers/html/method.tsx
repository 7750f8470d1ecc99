import { groupBy } from "../../assess/group-by";
import type { NotJudgedKind, Report } from "../../model/report";
import { STATES, STATE_MEANINGS } from "../../model/state";

import type { PageModel } from "./page-model";
import { StateWord, WebLink, time } from "./parts";
import { Register } from "./registers";
import { SelfCheck } from "./self-check";

const KINDS: Readonly<Record<NotJudgedKind, string>> = {
  "run-note": "Notes of the run",
  "not-run": "Checks not judged in full in a stack",
  "unknown-value": "Results that stayed open",
  condition: "Results that do not apply",
  "empty-population": "Checks with nothing in scope: not applicable, never a pass",
  "no-rule": "Resource types that no check is about",
};

export function NotJudged({ page }: { readonly page: PageModel }) {
  const byKind = groupBy(page.report.notJudged, ({ kind }) => kind);
  return (
    <section id="not-judged" aria-labelledby="not-judged-h">
      <h2 id="not-judged-h">Not judged, and why</h2>
      {byKind.size === 0 ? <p>Everything was judged.</p> : null}
      {[...byKind].map(([kind, items]) => {
        const reasons = groupBy(items, ({ stack, why }) => `${stack ?? ""}\n${why}`);
        return (
          <>
            <h3>{KINDS[kind]}</h3>
            <Register
              caption={`${KINDS[kind]} (${items.length})`}
              none=""
              head={["Stack", "Why", kind === "no-rule" ? "Types" : "Checks", "Results"]}
              rows={[...reasons.values()].map((group) => [
                group[0]!.stack ?? "all",
                group[0]!.why,
                <Subjects names={group.map(({ subject }) => subject)} page={page} />,
                total(group.map(({ count }) => count)),
              ])}
            />
          </>
        );
      })}
    </section>
  );
}

const SHOWN_SUBJECTS = 4;

function Subjects({ names, page }: { readonly names: readonly string[]; readonly page: PageModel }) {
  const link = (name: string) => (page.ruleById.has(name) ? <a href={`#${page.ruleAnchor(name)}`}>{name}</a> : name);
  const list = (part: readonly string[]) => part.map((name) => <li>{link(name)}</li>);
  if (names.length <= SHOWN_SUBJECTS) return <ul class="links">{list(names)}</ul>;
  return (
    <details class="paper">
      <summary>{names.length} of them</summary>
      <ul class="links">{list(names)}</ul>
    </details>
  );
}

function total(counts: readonly number[]): string {
  const sum = counts.reduce((a, b) => a + b, 0);
  return sum === 0 ? "–" : String(sum);
}

export function Problems({ report: { problems } }: { readonly report: Report }) {
  return (
    <section id="problems" aria-labelledby="problems-h">
      <h2 id="problems-h">Faults in the evidence</h2>
      <p>What is named here counts for nothing, so it can never make a citation pass.</p>
      <Register
        caption={`${problems.length} faults`}
        none="None: every record, waiver and entry could be read and counts."
        head={["Where", "Kind", "Fault"]}
        rows={problems.map(({ where, kind, problem }) => [where, kind, problem])}
      />
    </section>
  );
}

export function Method({ report }: { readonly report: Report }) {
  const { evidence, framework, stacks } = report;
  const unjudged = evidence.recordsRead - evidence.recordsUsed - evidence.superseded - evidence.later;
  return (
    <section id="method" aria-labelledby="method-h">
      <h2 id="method-h">Method</h2>
      <h3>Sources</h3>
      <Register
        caption="Runs that count"
        none="No run is on record."
        head={["Stack", "Run", "What was called", "Time", "Holds until", "Pack", "Checks", "By"]}
        rows={stacks.flatMap((stack) =>
          stack.runs.map((run) => [
            stack.key,
            <>
              {run.runId}
              <div class="soft small">{run.complete ? "complete" : "unfinished"}</div>
            </>,
            `${run.call} (${run.engine}, phiguard ${run.toolVersion})`,
            time(run.observedAt),
            time(run.expiresAt),
            <>
              {run.pack} {run.packVersion}
              <div class="soft small id">{run.packDigest}</div>
            </>,
            String(run.rules),
            run.principal === "" ? "not known" : run.principal,
          ]),
        )}
      />
      <p>
        The time of a record is what its source says and is not confirmed by a third party. {evidence.recordsUsed} of{" "}
        {evidence.recordsRead} records count; {evidence.superseded} were replaced by a later run, {evidence.later} were
        collected after the time of this report, and {evidence.refused} lines count for nothing.
        {unjudged === 0 ? "" : ` ${unjudged} are of kinds that no check judges; they are kept beside the page.`}
      </p>
      <h3>How states are joined</h3>
      <dl class="facts">
        {STATES.map((state) => (
          <>
            <dt>
              <StateWord state={state} />
            </dt>
            <dd>{STATE_MEANINGS[state]}</dd>
          </>
        ))}
      </dl>
      <ul>
        <li>
          A whole takes the worst state of its parts, in the order fail, stale, undetermined, waived, pass. Not
          applicable takes nothing away. No evidence beside something shown is undetermined.
        </li>
        <li>
          A whole passes only where every part passes or is not applicable with a written reason, and at least one
          passes.
        </li>
        <li>
          A check with nothing in scope is not applicable, never a pass; a citation whose checks all have nothing in
          scope has no evidence.
        </li>
        <li>
          A check only supports a citation until a named maintainer has approved that it demonstrates it. 164.308,
          164.314 and 164.316 need a document besides: software alone never meets them.
        </li>
        <li>
          A document passes where it is on file with the stated hash, has an owner, and its review is not overdue.
          Whether it is good is for the reader to judge.
        </li>
        <li>
          A record holds until its own end date. A run that ended early leaves its relations undetermined. A result that
          the run counted and that is not on record leaves its check open.
        </li>
      </ul>
      <h3>What this cannot show</h3>
      <p>
        Checks of stacks judge the declared configuration of Pulumi programs and see nothing that was made by hand.
        Checks of accounts are what AWS Config and Security Hub say they found; where a collection was denied or read in
        part, their results are undetermined. Neither sees data, or anybody at work, nor replaces a risk analysis or
        legal advice.
      </p>
      <h3 id="verify">How to verify</h3>
      <p>
        The folder <span class="id">records</span> beside this page holds the records used, one JSON object a line. The
        id of a record is the SHA-256, in hex, of its content without the id, as JSON with sorted keys and no white
        space. The evidence digest on the cover is the SHA-256 over all ids, sorted, each followed by a line feed. The
        id of this report is the SHA-256 of <span class="id">report.json</span>, without its id, written the same way.
      </p>
      <SelfCheck report={report} />
      <h3>The text</h3>
      <p>
        {framework.title}, {framework.version}. {framework.note} <WebLink href={framework.source}>Source</WebLink>.
      </p>
    </section>
  );
}
