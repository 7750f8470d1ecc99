import { CHANGE_KINDS, type ChangeKind, type Minutes } from "../../model/history";
import type { Report } from "../../model/report";
import { STATES } from "../../model/state";

import type { PageModel } from "./page-model";
import { Bar, CitationLink, StateHeads, StateWord, Wide, countsInWords, time, title } from "./parts";
import { Register } from "./registers";

/** Rows of one table; the files beside the page have all. */
const MOST_ROWS = 200;

const KIND_WORDS: Readonly<Record<ChangeKind, string>> = {
  new: "new failure",
  reopened: "failed again",
  "lost-coverage": "lost coverage",
  waived: "now waived",
  fixed: "fixed",
};

const KIND_COUNTS: Readonly<Record<ChangeKind, (count: number) => string>> = {
  new: (count) => `${count} ${count === 1 ? "fails" : "fail"} newly`,
  reopened: (count) => `${count} ${count === 1 ? "fails" : "fail"} again`,
  "lost-coverage": (count) => `${count} lost coverage`,
  waived: (count) => `${count} ${count === 1 ? "is" : "are"} waived now`,
  fixed: (count) => `${count} ${count === 1 ? "is" : "are"} fixed`,
};

/** What the same evidence says of the time before the report; nothing where nothing was asked for. */
export function History({ page }: { readonly page: PageModel }) {
  const { drift, trend, operation, sample } = page.report;
  if (drift === undefined && trend === undefined && operation === undefined && sample === undefined) return null;
  return (
    <section id="history" aria-labelledby="history-h">
      <h2 id="history-h">Over time</h2>
      {drift === undefined ? null : <Change page={page} drift={drift} />}
      {trend === undefined ? null : <Trend report={page.report} trend={trend} />}
      {operation === undefined ? null : <OperationTable page={page} operation={operation} />}
      {sample === undefined ? null : <SampleNote sample={sample} />}
    </section>
  );
}

function Change({ page, drift }: { readonly page: PageModel; readonly drift: NonNullable<Report["drift"]> }) {
  const { words } = page.report;
  const counts = CHANGE_KINDS.map((kind) => [kind, drift.results.filter((one) => one.kind === kind).length] as const);
  const said = counts.filter(([, count]) => count > 0).map(([kind, count]) => KIND_COUNTS[kind](count));
  const shown = drift.results.slice(0, MOST_ROWS);
  return (
    <>
      <h3 id="change">Change since {time(drift.since)}</h3>
      <p>
        {said.length === 0 ? "No result changed in a way that counts" : `Of the results ${said.join(", ")}`};{" "}
        {drift.gone} ended with their resources.
      </p>
      <Register
        caption={`${title(words.many)} with another state (${drift.citations.length})`}
        none={`No ${words.one} has another state.`}
        head={[title(words.one), "Before", "Now"]}
        rows={drift.citations.map(({ citation, before, after }) => [
          <CitationLink citation={citation} />,
          <StateWord state={before} />,
          <StateWord state={after} />,
        ])}
      />
      <Register
        caption={`Results that changed (${shown.length} of ${drift.results.length}${shown.length < drift.results.length ? "; all in changes.csv" : ""})`}
        none=""
        head={["What", "Check", "Stack", "Resource", "Before", "Now"]}
        rows={shown.map(({ kind, rule, stack, name, before, after }) => [
          KIND_WORDS[kind],
          <RuleLink page={page} rule={rule} />,
          stack,
          name,
          before === undefined ? "no result" : <StateWord state={before} />,
          after === undefined ? "no result" : <StateWord state={after} />,
        ])}
      />
    </>
  );
}

function Trend({ report, trend }: { readonly report: Report; readonly trend: NonNullable<Report["trend"]> }) {
  const first = trend[0]!;
  const last = trend.at(-1)!;
  const { words } = report;
  return (
    <>
      <h3 id="trend">Trend</h3>
      <p>
        {title(words.many)} by state at the end of each month, judged anew from the same records. On {time(first.asOf)}:{" "}
        {countsInWords(first.citations)}; on {time(last.asOf)}: {countsInWords(last.citations)}.
      </p>
      <Wide label={`${title(words.many)} by state over time`}>
        <table class="matrix">
          <caption>{title(words.many)} by state over time</caption>
          <thead>
            <StateHeads of="Time" />
          </thead>
          <tbody>
            {trend.map(({ asOf, citations }) => (
              <tr>
                <th scope="row">
                  <span class="day">{time(asOf).slice(0, 10)}</span>
                </th>
                <td class="barcell">
                  <Bar counts={citations} label={countsInWords(citations)} thin />
                </td>
                {STATES.map((state) => (
                  <td class="n">{citations[state]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </>
  );
}

function Count({ value }: { readonly value: number }) {
  return <span class="n">{value.toLocaleString("en-US")}</span>;
}

/** Per cent of the time that was judged in which the check held, to a hundredth and never rounded up to 100. */
function held({ pass, fail, waived }: Minutes): string {
  const judged = pass + fail + waived;
  if (judged === 0) return "–";
  return `${(Math.floor((pass / judged) * 10_000) / 100).toFixed(2)} %`;
}

function OperationTable({
  page,
  operation,
}: {
  readonly page: PageModel;
  readonly operation: NonNullable<Report["operation"]>;
}) {
  const worst = [...operation.rules].sort(
    (a, b) => b.minutes.fail - a.minutes.fail || b.minutes.unknown - a.minutes.unknown || (a.rule < b.rule ? -1 : 1),
  );
  const failing = worst.filter(({ minutes }) => minutes.fail > 0).length;
  const shown = worst.slice(0, MOST_ROWS);
  return (
    <>
      <h3 id="operation">
        Operation from {time(operation.from)} to {time(operation.to)}
      </h3>
      <p>
        {failing} of {operation.rules.length} checks failed for some resource at some time. An answer holds until the
        next run and no longer than its own end date; what lies between is unknown, and is no pass. Times are sums over
        resources.
      </p>
      <Register
        caption={`Minutes by check, worst first (${shown.length} of ${operation.rules.length}; each resource in operation.csv)`}
        none="No result is on record for this period."
        head={["Check", "Resources", "Held, of the time judged", "Pass", "Fail", "Waived", "Not applicable", "Unknown"]}
        rows={shown.map(({ rule, resources, minutes }) => [
          <RuleLink page={page} rule={rule} />,
          <Count value={resources} />,
          held(minutes),
          <Count value={minutes.pass} />,
          <Count value={minutes.fail} />,
          <Count value={minutes.waived} />,
          <Count value={minutes["not-applicable"]} />,
          <Count value={minutes.unknown} />,
        ])}
      />
    </>
  );
}

function SampleNote({ sample }: { readonly sample: NonNullable<Report["sample"]> }) {
  const drawn = sample.draws.reduce((sum, draw) => sum + draw.drawn.length, 0);
  return (
    <>
      <h3 id="sample">Sample</h3>
      <p>
        {drawn} resources for {sample.draws.length} checks, at most {sample.size} each, are in{" "}
        <span class="id">sample.csv</span>. They are those whose SHA-256 over seed, check, stack and URN, each followed
        by a line feed, come first. The seed is <span class="id">{sample.seed}</span>; it must have been published after
        the records were sealed. Anybody can draw again from <span class="id">findings.csv</span>.
      </p>
    </>
  );
}

function RuleLink({ page, rule }: { readonly page: PageModel; readonly rule: string }) {
  return page.ruleById.has(rule) ? <a href={`#${page.ruleAnchor(rule)}`}>{rule}</a> : <>{rule}</>;
}
