import type { Report, StackScope } from "../../model/report";

import { time } from "./parts";
import { completenessStatement, scopeStatement } from "./scope";

export function Cover({ report }: { readonly report: Report }) {
  const { organisation, framework, evidence, stacks } = report;
  return (
    <header class="cover">
      <p class="kicker">Evidence report</p>
      <h1>{framework.title}</h1>
      <p class="org">{organisation.name ?? "Organisation not named: no organisation file was given"}</p>
      <dl class="facts">
        <dt>As of</dt>
        <dd>{time(report.asOf)}</dd>
        <dt>Evidence from</dt>
        <dd>{evidence.from === undefined ? "no record" : period(evidence.from, evidence.to ?? evidence.from)}</dd>
        <dt>Text judged by</dt>
        <dd>
          {framework.version}, in force since {framework.effectiveFrom}; compared with the source on {framework.checked}
        </dd>
        <dt>Scope</dt>
        <dd>{organisation.statement ?? "No scope statement was given."}</dd>
        <dt>Stacks</dt>
        <dd>{stacks.length === 0 ? "none" : stacks.map((stack) => <div>{stackLine(stack)}</div>)}</dd>
        <dt>Accounts</dt>
        <dd>{scopeStatement(report.accounts)}</dd>
        <dt>Not in scope</dt>
        <dd>{organisation.notInScope.length === 0 ? "Nothing was declared." : organisation.notInScope.join("; ")}</dd>
        <dt>Complete</dt>
        <dd>
          {completenessStatement(report.completeness)}
          {report.completeness.complete ? null : (
            <>
              {" "}
              <a href="#completeness">What is lacking</a>
            </>
          )}
        </dd>
        <dt>Report</dt>
        <dd class="id">{report.id}</dd>
        <dt>Evidence digest</dt>
        <dd>
          <span class="id">{evidence.digest}</span> over {evidence.recordsRead} records;{" "}
          <a href="#verify">how to verify</a>
        </dd>
      </dl>
    </header>
  );
}

function period(from: string, to: string): string {
  return from === to ? time(from) : `${time(from)} to ${time(to)}`;
}

function stackLine(stack: StackScope): string {
  const [run] = stack.runs;
  if (run === undefined) return `${stack.key}: expected, but no run is on record`;
  const state = run.complete ? "" : ", unfinished";
  return `${stack.key}: ${stack.resources} resources, ${run.stage} of ${time(run.observedAt)}${state}`;
}
