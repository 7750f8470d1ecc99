import { bySeverity } from "../../policies/record";
import type { ControlRow } from "../model/framework";
import type { CitationResult, Part, RuleResult } from "../model/report";
import type { State } from "../model/state";
import { fold, join } from "./fold";
import { few, plural } from "./wording";

export type Link = CitationResult["links"][number];

/**
 * The checks by themselves. No check with anything to judge is no evidence: a requirement does not stop applying because our rules
 * found nothing to look at.
 */
export function checksPart(row: ControlRow, rules: readonly RuleResult[], links: readonly Link[]): Part | undefined {
  const title = "Checks";
  if (rules.length === 0) {
    if (row.evidenceKind !== "technical") return undefined;
    return {
      kind: "checks",
      title,
      state: "no-evidence",
      reason: "No check of this pack is linked to it.",
      nextStep: "Show it by other means, or write a check for it.",
    };
  }
  const judged = rules.filter(({ state }) => state !== "not-applicable");
  if (judged.length === 0) {
    // Where a document carries the citation, checks without anything to judge take nothing away.
    if (row.evidenceKind !== "technical") return undefined;
    const reason = `${plural(rules.length, "check is", "checks are")} linked to it; none had anything to judge.`;
    return {
      kind: "checks",
      title,
      state: "no-evidence",
      reason,
      nextStep: "Show it by other means, or bring the stacks that hold it.",
    };
  }
  const state = fold(judged.map((rule) => rule.state));
  if (state !== "pass" && state !== "waived") return { kind: "checks", title, ...openChecks(judged, state) };
  return { kind: "checks", title, ...heldChecks(row, judged, state, links) };
}

/** Checks that pass, some perhaps under a waiver: whether they show the citation is a person's word, not theirs. */
function heldChecks(
  row: ControlRow,
  judged: readonly RuleResult[],
  state: State,
  links: readonly Link[],
): Pick<Part, "state" | "reason" | "nextStep"> {
  const approved = links.filter(
    ({ rule, relation }) => relation === "demonstrates" && judged.some(({ id }) => id === rule),
  );
  const one = judged.length === 1;
  const found = state === "waived" ? openChecks(judged, state).reason : "";
  const say = (passing: string, waived: string) =>
    state === "waived" ? `${found} ${waived}` : `${plural(judged.length, "check passes", "checks pass")}${passing}`;
  if (approved.length > 0) {
    const names = few([...new Set(approved.map(({ approvedBy }) => approvedBy ?? ""))]);
    const clause = `${plural(approved.length, "was", "were")} approved as demonstrating it by ${names}.`;
    return { state, reason: say(`; ${clause}`, `Of them ${clause}`) };
  }
  if (row.evidenceKind !== "technical") {
    const shows = row.metThrough === null ? "what shows it is the document" : "what shows it are the rows it speaks of";
    return {
      state,
      reason: say(
        ` and ${one ? "supports" : "support"} it; ${shows}.`,
        `${shows.charAt(0).toUpperCase()}${shows.slice(1)}.`,
      ),
    };
  }
  return {
    state: join(state, "undetermined"),
    reason: say(
      ` and ${one ? "supports" : "support"} it; no named maintainer has approved that ${one ? "it demonstrates" : "they demonstrate"} it.`,
      `No named maintainer has approved that ${one ? "it demonstrates" : "they demonstrate"} the citation.`,
    ),
    nextStep: "Have a named maintainer approve the checks that demonstrate it.",
  };
}

function openChecks(judged: readonly RuleResult[], state: State): Pick<Part, "state" | "reason" | "nextStep"> {
  const of = (wanted: State) => judged.filter((rule) => rule.state === wanted);
  const clauses: string[] = [];
  const say = (wanted: State, one: string, many: string) => {
    const found = of(wanted).length;
    if (found > 0) clauses.push(plural(found, one, many));
  };
  const failing = [...of("fail")].sort(bySeverity);
  say("fail", "fails", "fail");
  if (failing.length > 0) clauses.push(`${clauses.pop()} (${few(failing.map(({ title }) => `"${title}"`))})`);
  say("stale", "is out of date", "are out of date");
  say("undetermined", "could not be judged in full", "could not be judged in full");
  say("no-evidence", "has no result on record", "have no result on record");
  say("waived", "fails under a waiver", "fail under a waiver");
  const passing = of("pass").length;
  if (passing > 0) clauses.push(`${plural(passing, "passes", "pass")}`);
  const nextStep =
    state === "fail"
      ? failing.length === 1
        ? "Mend what the failing check found; it says how."
        : `Mend what the ${failing.length} failing checks found; each says how.`
      : state === "stale"
        ? "Run the preview again and collect its records."
        : state === "waived"
          ? undefined
          : "Run the stack to its end with the current pack; set the values that were not known.";
  return { state, reason: `Of ${plural(judged.length, "check", "checks")}: ${clauses.join("; ")}.`, nextStep };
}
