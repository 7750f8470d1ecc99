import type { ComponentChildren } from "preact";

import type { Attachment, Report } from "../../model/report";

import { LinkedRegisters, ProposedRule } from "./linked-registers";
import { CitationLink, StateWord } from "./parts";

export function Registers({ report }: { readonly report: Report }) {
  const { waivers, malformedWaivers, documents, decisions, inherited } = report.registers;
  return (
    <section id="registers" aria-labelledby="registers-h">
      <h2 id="registers-h">Registers</h2>
      <h3 id="waivers">Waivers</h3>
      <p>A waiver holds from its first to its last UTC day, both included, judged at the time of this report.</p>
      <Register
        caption="Waivers"
        none="No waiver is on record."
        head={[
          "Waiver",
          "Check and resource",
          "Reason and compensating control",
          "Owner",
          "Approver",
          "From",
          "To",
          "Status",
          "Covers",
        ]}
        rows={waivers.map((waiver) => [
          <>
            {waiver.id}
            <div class="soft small">{waiver.stacks.join(", ")}</div>
          </>,
          <>
            {waiver.rule}
            <div class="soft small name">{waiver.resource.split("::").at(-1)}</div>
            <div class="soft small id urn">{waiver.resource}</div>
          </>,
          <>
            {waiver.reason}
            <div>Instead: {waiver.compensatingControl}</div>
          </>,
          waiver.owner,
          waiver.approver,
          <Day value={waiver.start} />,
          <Day value={waiver.end} />,
          { "in-force": `in force, ${waiver.daysLeft} days left`, ended: "ended", "not-begun": "not begun" }[
            waiver.status
          ],
          `${waiver.covers} ${waiver.covers === 1 ? "failure" : "failures"}`,
        ])}
      />
      {malformedWaivers.length === 0 ? null : (
        <>
          <h4>Malformed waivers, which count for nothing</h4>
          <Register
            caption="Malformed waivers, which count for nothing"
            none=""
            head={["Waiver", "Stack", "Problem"]}
            rows={malformedWaivers.map(({ id, stack, problem }) => [id, stack, problem])}
          />
        </>
      )}
      <h3 id="documents">Documents</h3>
      <Register
        caption="Documents"
        none="No document is on record."
        head={["Title", "For", "Owner", "Review by", "State", "Why", "File"]}
        rows={documents.map((entry) => [
          entry.title,
          <CitationList citations={entry.citations} />,
          entry.owner,
          <Day value={entry.reviewOn} />,
          <StateWord state={entry.state} />,
          entry.judgement,
          <File attachment={entry.attachment} />,
        ])}
      />
      <h3 id="decisions">Decisions on addressable specifications</h3>
      <Register
        caption="Decisions"
        none="No decision is on record."
        head={["Citation", "Decision", "Reason", "Owner", "Approver", "Decided", "Review by", "State"]}
        rows={decisions.map((entry) => [
          <CitationLink citation={entry.citation} />,
          entry.decision,
          entry.reason,
          entry.owner,
          entry.approver,
          <Day value={entry.decidedOn} />,
          <Day value={entry.reviewOn} />,
          <StateWord state={entry.state} />,
        ])}
      />
      <h3 id="inherited">Inherited from AWS</h3>
      <Register
        caption="Reports of the provider"
        none="No report of a provider is on record."
        head={["Artefact", "For", "Period", "What stays with us", "State", "Why", "File"]}
        rows={inherited.map((entry) => [
          `${entry.provider}: ${entry.artefact}`,
          <CitationList citations={entry.citations} />,
          <>
            <Day value={entry.periodFrom} /> to <Day value={entry.periodTo} />
            {entry.bridgeTo === undefined ? (
              ""
            ) : (
              <>
                , bridge letter to <Day value={entry.bridgeTo} />
              </>
            )}
          </>,
          entry.customerPart,
          <StateWord state={entry.state} />,
          entry.judgement,
          <File attachment={entry.attachment} />,
        ])}
      />
      <LinkedRegisters report={report} />
      <ProposedRule report={report} />
    </section>
  );
}

/** The first cell of a row names it. */
export function Register(props: {
  readonly caption: string;
  readonly none: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly ComponentChildren[])[];
}) {
  if (props.rows.length === 0) return <p>{props.none}</p>;
  return (
    <table class="stackable">
      <caption class="vh">{props.caption}</caption>
      <thead>
        <tr>
          {props.head.map((title) => (
            <th scope="col">{title}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map(([first, ...rest]) => (
          <tr>
            <th scope="row">{first}</th>
            {rest.map((cell, index) => (
              <td data-h={props.head[index + 1]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Day({ value }: { readonly value: string }) {
  return <span class="day">{value}</span>;
}

export function CitationList({ citations }: { readonly citations: readonly string[] }) {
  return (
    <>
      {citations.map((citation) => (
        <div>
          <CitationLink citation={citation} />
        </div>
      ))}
    </>
  );
}

export function File({ attachment }: { readonly attachment: Attachment }) {
  if (attachment.kind === "none") return <span class="soft">not attached</span>;
  return (
    <>
      {attachment.file}
      <div class="soft small id">{attachment.sha256}</div>
    </>
  );
}
