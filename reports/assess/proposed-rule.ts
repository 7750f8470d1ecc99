import type { ProposedRow } from "../model/completeness";
import type { CitationResult, DecisionEntry } from "../model/report";
import type { State } from "../model/state";

import { assessCitations, type CitationSources } from "./citations";
import { join } from "./fold";
import { dayOf } from "./waivers";

const OPEN: ReadonlySet<State> = new Set(["fail", "stale", "undetermined", "no-evidence"]);

/**
 * The addressable specifications as they would stand if the proposed rule became law: every one of them required, so that neither an
 * alternative nor a decision that one does not apply would do. The catalogue is not touched: it is the law as it stands.
 */
export function underProposedRule(sources: CitationSources, now: readonly CitationResult[]): ProposedRow[] {
  const { framework, registers, asOf } = sources;
  const addressable = new Set(
    framework.rows.filter(({ obligation }) => obligation === "addressable").map(({ citation }) => citation),
  );
  const proposed = assessCitations({
    ...sources,
    framework: {
      ...framework,
      rows: framework.rows.map((row) =>
        addressable.has(row.citation) ? { ...row, obligation: "required" as const } : row,
      ),
    },
    registers: { ...registers, decisions: registers.decisions.filter(({ citation }) => !addressable.has(citation)) },
  });
  return now.flatMap((result, index): ProposedRow[] => {
    const { citation } = result.row;
    if (!addressable.has(citation)) return [];
    const taken = registers.decisions.find((one) => one.citation === citation && one.decidedOn <= dayOf(asOf));
    const decision = taken?.decision ?? "none";
    const alternative = decision === "alternative";
    // What is done instead may be shown as well as anything: it would not be what the rule asks for.
    const state = alternative ? join(proposed[index]!.state, "undetermined") : proposed[index]!.state;
    const forbidden = alternative || decision === "not-applicable";
    return [
      {
        citation,
        decision,
        now: result.state,
        proposed: state,
        becomesGap: OPEN.has(state) && (!OPEN.has(result.state) || forbidden),
        why: `${WORDS[decision]} ${proposed[index]!.reason}`,
      },
    ];
  });
}

const WORDS: Readonly<Record<DecisionEntry["decision"] | "none", string>> = {
  none: "It would be required, and no decision be asked for.",
  implemented: "It would be required as it was decided.",
  alternative: "An alternative would no longer do.",
  "not-applicable": "It could no longer be held not to apply.",
};
