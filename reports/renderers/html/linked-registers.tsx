import type { Report } from "../../model/report";

import { CitationLink, StateWord } from "./parts";
import { CitationList, Day, File, Register } from "./registers";

/** An anchor of an entry; ids are letters, digits and hyphens. */
export function entryAnchor({ register, id }: { readonly register: string; readonly id: string }): string {
  return `${register}-${id}`;
}

/** Registers whose entries are led to from the cards of the citations that they name, and lead back. */
export function LinkedRegisters({ report: { registers } }: { readonly report: Report }) {
  const { risks, incidents, associates } = registers;
  const named = (register: string, { id, title }: { readonly id: string; readonly title: string }) => (
    <span id={entryAnchor({ register, id })}>
      {id}
      <div class="soft small">{title}</div>
    </span>
  );
  return (
    <>
      <h3 id="risks">Risks</h3>
      <Register
        caption="Risks"
        none="No risk is on record."
        head={["Risk", "For", "Likelihood and impact", "Treatment", "Owner", "Review by", "State", "Why"]}
        rows={risks.map((entry) => [
          named("risk", entry),
          <CitationList citations={entry.citations} />,
          `${entry.likelihood} likelihood, ${entry.impact} impact`,
          <>
            {entry.treatment}
            {entry.dueOn === undefined ? "" : `, due ${entry.dueOn}`}
            {entry.approver === undefined ? "" : `, approved by ${entry.approver}`}
          </>,
          entry.owner,
          <Day value={entry.reviewOn} />,
          <StateWord state={entry.state} />,
          entry.judgement,
        ])}
      />
      <h3 id="incidents">Incidents</h3>
      <Register
        caption="Incidents"
        none="No incident is on record."
        head={["Incident", "For", "Discovered", "Closed", "Breach", "Owner", "State", "Why"]}
        rows={incidents.map((entry) => [
          named("incident", entry),
          <CitationList citations={entry.citations} />,
          <Day value={entry.discoveredOn} />,
          entry.closedOn === undefined ? "open" : <Day value={entry.closedOn} />,
          { undecided: "not decided", none: "none", notify: "notice is due" }[entry.breach],
          entry.owner,
          <StateWord state={entry.state} />,
          entry.judgement,
        ])}
      />
      <h3 id="associates">Business associates</h3>
      <Register
        caption="Business associates"
        none="No business associate is on record."
        head={["Associate", "For", "Signed", "Review by", "Owner", "State", "Why", "File"]}
        rows={associates.map((entry) => [
          named("associate", entry),
          <CitationList citations={entry.citations} />,
          entry.signedOn === undefined ? "not signed" : <Day value={entry.signedOn} />,
          <Day value={entry.reviewOn} />,
          entry.owner,
          <StateWord state={entry.state} />,
          entry.judgement,
          <File attachment={entry.attachment} />,
        ])}
      />
    </>
  );
}

/** What the addressable specifications would come to under the proposed rule. */
export function ProposedRule({ report: { proposedRule, framework } }: { readonly report: Report }) {
  if (proposedRule === undefined) return null;
  const gaps = proposedRule.filter(({ becomesGap }) => becomesGap);
  const open = proposedRule.filter(({ proposed }) => proposed !== "pass" && proposed !== "not-applicable");
  return (
    <>
      <h3 id="proposed-rule">If the proposed rule became law</h3>
      <p>
        The rule proposed on 2025-01-06 (RIN 0945-AA22) would make each addressable specification required; it was not
        final when the text was last compared with its source, on {framework.checked}. Of {proposedRule.length}{" "}
        addressable specifications {gaps.length} would turn into gaps, and {open.length} would be open.
      </p>
      <Register
        caption="Addressable specifications under the proposed rule"
        none=""
        head={["Citation", "Decision", "Now", "Then", "Turns into a gap", "Why"]}
        rows={proposedRule.map((row) => [
          <CitationLink citation={row.citation} />,
          row.decision === "none" ? "none on record" : row.decision,
          <StateWord state={row.now} />,
          <StateWord state={row.proposed} />,
          row.becomesGap ? "yes" : "no",
          row.why,
        ])}
      />
    </>
  );
}
