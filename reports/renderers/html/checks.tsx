import { bySeverity } from "../../../policies/record";
import { groupBy } from "../../assess/group-by";
import type { Evaluation, Report, RuleInStack, RuleResult } from "../../model/report";
import { STATES } from "../../model/state";

import type { PageModel } from "./page-model";
import { populationKey, resourceAnchor } from "./page-model";
import { CitationLink, Filter, StateWord, WebLink, countsInWords, statesIn, time } from "./parts";

/** From the check to its resources, and from each result to its record. */
export function Checks({ page }: { readonly page: PageModel }) {
  const { rules, counts } = page.report;
  const sorted = byState(rules);
  const open = sorted.filter((rule) => !isClosed(rule));
  const closed = sorted.filter(isClosed);
  return (
    <section id="checks" aria-labelledby="checks-h">
      <h2 id="checks-h">Checks</h2>
      <p>
        {rules.length} checks: {countsInWords(counts.rules)}. Each shows its population by stack, every result that is
        not a pass with its record, and the resources that pass.
        {page.showPassingRecords
          ? ""
          : " The records of passing results are in findings.csv and in the records beside this page."}
      </p>
      <Filter
        name="chk"
        items="#checks [data-state]"
        groups="#checks .group"
        what="checks"
        states={statesIn(counts.rules)}
      />
      {open.length === 0 ? null : (
        <div class="group">
          <h3>Open ({open.length})</h3>
          {open.map((rule) => (
            <Check rule={rule} page={page} />
          ))}
        </div>
      )}
      {closed.length === 0 ? null : <ClosedChecks rules={closed} page={page} />}
      <Populations page={page} />
    </section>
  );
}

/** What needs work first; then by severity and id. */
function byState(rules: readonly RuleResult[]): RuleResult[] {
  return STATES.flatMap((state) => rules.filter((rule) => rule.state === state).sort(bySeverity));
}

function isClosed({ state }: RuleResult): boolean {
  return state === "pass" || state === "not-applicable";
}

/** Checks with nothing to mend need no card: a row each, the rest behind it. */
function ClosedChecks({ rules, page }: { readonly rules: readonly RuleResult[]; readonly page: PageModel }) {
  return (
    <div class="group">
      <h3>Passing or not applicable ({rules.length})</h3>
      <table class="stackable">
        <caption class="vh">Checks that pass or do not apply</caption>
        <thead>
          <tr>
            <th scope="col" class="w30">
              Check
            </th>
            <th scope="col">State</th>
            <th scope="col">For</th>
            <th scope="col" class="w30">
              Population and results
            </th>
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <tr id={page.ruleAnchor(rule.id)} data-state={rule.state}>
              <th scope="row">
                {rule.title}
                <div class="soft small">
                  <span class="id">{rule.id}</span> · {rule.severity}
                </div>
                <details class="about">
                  <summary class="small">About</summary>
                  <p class="soft small">
                    {rule.why ?? ""} {rule.fix} {rule.source === "" ? "" : <WebLink href={rule.source}>Source</WebLink>}
                  </p>
                </details>
              </th>
              <td>
                <StateWord state={rule.state} />
              </td>
              <td>
                <CitationLinks citations={rule.citations} />
              </td>
              <td>
                {rule.byStack.map((one) => (
                  <div>
                    {one.stack}: {stackResults(one)} <span class="soft">({one.inScope ?? "not known"} in scope)</span>
                  </div>
                ))}
                <ClosedResults evaluations={page.evaluationsByRule.get(rule.id) ?? []} page={page} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CitationLinks({ citations }: { readonly citations: readonly string[] }) {
  return (
    <>
      {citations.map((citation, index) => (
        <>
          {index === 0 ? "" : ", "}
          <CitationLink citation={citation} />
        </>
      ))}
    </>
  );
}

function Check({ rule, page }: { readonly rule: RuleResult; readonly page: PageModel }) {
  const evaluations = page.evaluationsByRule.get(rule.id) ?? [];
  const open = evaluations.filter(({ state }) => state !== "pass" && state !== "not-applicable");
  return (
    <article
      class={`card c-${rule.state}${open.length <= 3 ? " short" : ""}`}
      id={page.ruleAnchor(rule.id)}
      data-state={rule.state}
    >
      <h4>
        <span>{rule.title}</span>
        <StateWord state={rule.state} />
      </h4>
      <p class="meta">
        <span class="id">{rule.id}</span> · {rule.severity} · judged{" "}
        {rule.scope === "stack" ? "with its partners in the stack" : "by itself"}
        {rule.known ? "" : " · no longer in the catalogue of rules"}
      </p>
      <p>
        {rule.citations.length === 0 ? "Linked to no citation." : "For "}
        <CitationLinks citations={rule.citations} />
        {rule.citations.length === 0 ? "" : "."} {rule.why ?? ""}{" "}
        {rule.source === "" ? "" : <WebLink href={rule.source}>Source</WebLink>}
      </p>
      {rule.fix === "" ? null : (
        <p>
          <strong>Fix:</strong> {rule.fix}
        </p>
      )}
      {rule.byStack.length === 0 ? null : (
        <table class="stackable">
          <caption>Population and results</caption>
          <thead>
            <tr>
              <th scope="col">Stack</th>
              <th scope="col">State</th>
              <th scope="col" class="n">
                In scope
              </th>
              <th scope="col">Results</th>
            </tr>
          </thead>
          <tbody>
            {rule.byStack.map((one) => (
              <StackRow one={one} />
            ))}
          </tbody>
        </table>
      )}
      {open.length === 0 ? null : <OpenResults evaluations={open} page={page} />}
      <ClosedResults evaluations={evaluations} page={page} />
    </article>
  );
}

function ClosedResults({
  evaluations,
  page,
}: {
  readonly evaluations: readonly Evaluation[];
  readonly page: PageModel;
}) {
  const passing = evaluations.filter(({ state }) => state === "pass");
  const aside = groupBy(
    evaluations.filter(({ state }) => state === "not-applicable"),
    ({ reason }) => reason,
  );
  return (
    <>
      {[...aside].map(([reason, group]) => (
        <ResourceList title={`${group.length} not applicable: ${reason}`} evaluations={group} page={page} />
      ))}
      {passing.length === 0 ? null : page.showPassingRecords ? (
        <ResourceList title={`${passing.length} pass`} evaluations={passing} page={page} />
      ) : (
        <SharedLists evaluations={passing} page={page} />
      )}
    </>
  );
}

function StackRow({ one }: { readonly one: RuleInStack }) {
  return (
    <tr>
      <th scope="row">{one.stack}</th>
      <td>
        <StateWord state={one.state} />
      </td>
      <td class="n" data-h="In scope">
        {one.inScope ?? "not known"}
      </td>
      <td>{stackResults(one)}</td>
    </tr>
  );
}

function stackResults({ counts, reasons }: RuleInStack): string {
  const results = STATES.some((state) => counts[state] > 0) ? [countsInWords(counts)] : [];
  return [...results, ...reasons].join(". ");
}

function OpenResults({ evaluations, page }: { readonly evaluations: readonly Evaluation[]; readonly page: PageModel }) {
  return (
    <table class="stackable">
      <caption>Results that are not a pass</caption>
      <thead>
        <tr>
          <th scope="col" class="w30">
            Resource
          </th>
          <th scope="col">State</th>
          <th scope="col">Why, and the record</th>
        </tr>
      </thead>
      <tbody>
        {evaluations.map((evaluation) => (
          <tr>
            <th scope="row">
              <ResourceLink evaluation={evaluation} report={page.report} />
              <div class="soft small">{evaluation.stack}</div>
            </th>
            <td>
              <StateWord state={evaluation.state} />
            </td>
            <td>
              {evaluation.reason}
              {evaluation.waiver === undefined ? null : (
                <>
                  {" "}
                  Covered by waiver <a href="#waivers">{evaluation.waiver}</a>.
                </>
              )}
              <RecordDetails evaluation={evaluation} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function RecordDetails({ evaluation }: { readonly evaluation: Evaluation }) {
  const { record, finds, reads } = evaluation;
  return (
    <details>
      <summary>
        Record <span class="id">{record.id.slice(0, 12)}</span>
      </summary>
      <dl class="record">
        <dt>Record</dt>
        <dd class="id">{record.id}</dd>
        <dt>File</dt>
        <dd>
          {record.file}, line {record.line}
        </dd>
        <dt>Run</dt>
        <dd>
          {evaluation.runId}, {evaluation.stage}
        </dd>
        <dt>Observed</dt>
        <dd>
          {time(evaluation.observedAt)}, holds until {time(evaluation.expiresAt)}
        </dd>
        <dt>Answer</dt>
        <dd>
          {evaluation.result},{" "}
          {evaluation.enforcement === "none" ? "not told to the engine" : `${evaluation.enforcement} to the engine`},
          rule version {evaluation.ruleVersion}
        </dd>
        {finds.length === 0 ? null : (
          <>
            <dt>Decided by</dt>
            <dd class="id">{finds.join(", ")}</dd>
          </>
        )}
        {reads.length === 0 ? null : (
          <>
            <dt>Read</dt>
            <dd class="id">
              {reads.map(({ path, state, value }) => (
                <div>
                  {path}: {value === undefined ? state : String(value)}
                </div>
              ))}
            </dd>
          </>
        )}
      </dl>
    </details>
  );
}

function ResourceList(props: {
  readonly title: string;
  readonly evaluations: readonly Evaluation[];
  readonly page: PageModel;
}) {
  const { title, evaluations, page } = props;
  return (
    <details>
      <summary>{title}</summary>
      <ul class="flow">
        {evaluations.map((evaluation) => (
          <li>
            <ResourceLink evaluation={evaluation} report={page.report} />
            {page.showPassingRecords ? <span class="soft id"> {evaluation.record.id.slice(0, 12)}</span> : null}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** In a large report the resources that pass stand once for all checks that share them. */
function SharedLists({ evaluations, page }: { readonly evaluations: readonly Evaluation[]; readonly page: PageModel }) {
  return (
    <div class="screen">
      Passing:{" "}
      {[...groupBy(evaluations, ({ stack }) => stack)].map(([stack, own], index) => (
        <>
          {index === 0 ? "" : ", "}
          <a href={`#g${page.populations.get(populationKey(own))!.number}`}>
            {own.length} in {stack}
          </a>
        </>
      ))}
    </div>
  );
}

function Populations({ page }: { readonly page: PageModel }) {
  if (page.populations.size === 0) return null;
  return (
    <div class="screen">
      <h3>Lists of resources that pass</h3>
      {[...page.populations.values()].map(({ number, stack, resources }) => (
        <details id={`g${number}`}>
          <summary>
            List {number}: {resources.length} in {stack}
          </summary>
          <p class="name small">
            {resources.map((index) => (
              <>
                <a href={`#${resourceAnchor(index)}`}>{page.report.resources[index]!.name}</a>{" "}
              </>
            ))}
          </p>
        </details>
      ))}
    </div>
  );
}

function ResourceLink({ evaluation, report }: { readonly evaluation: Evaluation; readonly report: Report }) {
  return (
    <a class="name" href={`#${resourceAnchor(evaluation.resource)}`}>
      {report.resources[evaluation.resource]!.name}
    </a>
  );
}
