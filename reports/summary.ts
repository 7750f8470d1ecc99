import type { Report } from "./model/report";
import { STATES, STATE_WORDS } from "./model/state";

/** For a terminal, at most fourteen lines: what was judged, the counts of citations, the first gaps, and faults. */
export function summarise(report: Report): readonly string[] {
  const { counts, stacks, gaps, problems, citations, words: rows } = report;
  const words = STATES.filter((state) => counts.citations[state] > 0).map(
    (state) => `${counts.citations[state]} ${STATE_WORDS[state]}`,
  );
  const top = gaps.slice(0, 5).map(({ citation, state, what }) => `  ${citation} ${STATE_WORDS[state]}: ${clip(what)}`);
  return [
    `${report.framework.title}, as of ${report.asOf}`,
    `Stacks: ${stacks.length === 0 ? "none on record" : stacks.map(({ key, resources }) => `${key} (${resources} resources)`).join(", ")}`,
    `Checks: ${counts.evaluations.pass} results pass, ${counts.evaluations.fail} fail, ${counts.evaluations.undetermined} undetermined, ${counts.evaluations.waived} waived`,
    `${rows.many.charAt(0).toUpperCase()}${rows.many.slice(1)} (${citations.length}): ${words.join(", ")}`,
    ...activityWords(report),
    ...(gaps.length === 0 ? ["No gap is open."] : [`First of ${gaps.length} gaps:`, ...top]),
    report.completeness.complete
      ? "The report is complete."
      : `Not complete: ${report.completeness.open.length} things have to be said yet; see "Scope and completeness" in the report.`,
    ...(problems.length === 0
      ? []
      : [
          `${problems.length} ${problems.length === 1 ? "fault" : "faults"} in the evidence; see "Faults in the evidence" in the report.`,
        ]),
  ];
}

function activityWords({ activity }: Report): string[] {
  if (activity === undefined) return [];
  const { events, files, findings, complete } = activity;
  const whole = complete ? "" : "; not all files are whole, so the counts are too low";
  return [`Audit events: ${events} in ${files} files, ${findings.length} things to look at${whole}`];
}

const MAX_WIDTH = 110;

function clip(text: string): string {
  return text.length <= MAX_WIDTH ? text : `${text.slice(0, MAX_WIDTH - 1)}…`;
}
