import { plural } from "../../assess/wording";
import type { AccountScope, Completeness } from "../../model/completeness";
import type { Report } from "../../model/report";

import { CitationLink, StateWord, time } from "./parts";
import { Register } from "./registers";

const KINDS: Readonly<Record<Completeness["open"][number]["kind"], string>> = {
  decision: "Decision",
  entry: "Entry",
  place: "Stack or place",
};

/** Which accounts and regions were asked, and what has to be said yet before the report may be called complete. */
export function Scope({ report: { accounts, completeness } }: { readonly report: Report }) {
  return (
    <section id="scope" aria-labelledby="scope-h">
      <h2 id="scope-h">Scope and completeness</h2>
      <h3>Accounts and regions</h3>
      <p>{scopeStatement(accounts)}</p>
      <Register
        caption="Accounts and regions"
        none="No account of AWS was asked, and none was named as expected."
        head={["Account", "Region", "State", "Source", "Read", "At", "Resources", "Not read"]}
        rows={accounts.flatMap(({ account, state, regions }) => [
          [account, "all", <StateWord state={state} />, "all", "", "", "", ""],
          ...regions.flatMap((region) =>
            region.sources.length === 0
              ? [[account, region.region, <StateWord state={region.state} />, "none", "not asked", "", "", ""]]
              : region.sources.map((source) => [
                  account,
                  <span class="cite">{region.region}</span>,
                  <StateWord state={region.state} />,
                  source.source,
                  source.complete ? "in full" : "in part",
                  time(source.observedAt),
                  String(source.resources),
                  source.missing.map((one) => one.replace(/^Not read: /, "")).join("; "),
                ]),
          ),
        ])}
      />
      <h3 id="completeness">Whether this report is complete</h3>
      <p>{completenessStatement(completeness)}</p>
      {completeness.complete ? null : (
        <Register
          caption={`What is lacking (${completeness.open.length})`}
          none=""
          head={["What", "Kind", "Why"]}
          rows={completeness.open.map(({ kind, subject, why }) => [
            kind === "decision" ? <CitationLink citation={subject} /> : subject,
            KINDS[kind],
            why,
          ])}
        />
      )}
    </section>
  );
}

export function scopeStatement(accounts: readonly AccountScope[]): string {
  if (accounts.length === 0) return "No account of AWS is in the evidence.";
  const regions = accounts.flatMap((account) => account.regions);
  const unseen = regions.filter(({ sources }) => sources.length === 0).length;
  const partly = regions.filter(({ sources }) => sources.some(({ complete }) => !complete)).length;
  const whole = regions.length - unseen - partly;
  return `${plural(regions.length, "region", "regions")} of ${plural(accounts.length, "account", "accounts")}: ${whole} read in full, ${partly} in part, ${unseen} not at all.`;
}

export function completenessStatement({ complete, open }: Completeness): string {
  if (complete)
    return "Complete: each addressable specification is decided, each expected stack and region was seen, and no entry was refused.";
  const of = (wanted: string): number => open.filter(({ kind }) => kind === wanted).length;
  return `Not complete: ${plural(of("decision"), "addressable specification", "addressable specifications")} without an approved decision in date, ${plural(of("place"), "expected stack or region", "expected stacks or regions")} not seen in full, ${plural(of("entry"), "entry that counts", "entries that count")} for nothing.`;
}
