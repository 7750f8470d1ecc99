import { groupBy } from "../../assess/group-by";
import type { Evaluation, Report, RuleInStack, RuleResult } from "../../model/report";
import type { State } from "../../model/state";
import { STATE_WORDS } from "../../model/state";

import { ORIGINS, resourceUuid } from "./definitions";
import { line, list, markup, properties, unlessEmpty } from "./text";
import { uuidOf } from "./uuid";

/** Observations, and which of them a citation rests on. */
export interface Observations {
  readonly all: readonly object[];
  readonly ofRule: ReadonlyMap<string, readonly string[]>;
}

/**
 * One observation a check, stack, state and time, with its resources as subjects; so a report of 20,000 results stays readable. A check
 * that a run had in its pack and that judged nothing is an observation without subjects: what was looked for and not there is evidence too.
 */
export function checkObservations(report: Report): Observations {
  const byRule = groupBy(report.evaluations, ({ rule }) => rule);
  const ofRule = new Map<string, readonly string[]>();
  const all = report.rules.flatMap((rule) => {
    const groups = groupBy(byRule.get(rule.id) ?? [], keyOf);
    const made = [
      ...[...groups.values()].map((group) => resultObservation(report, rule, group)),
      ...rule.byStack.flatMap((one) => emptyObservation(report, rule, one)),
    ];
    ofRule.set(
      rule.id,
      made.map(({ uuid }) => uuid),
    );
    return made;
  });
  return { all, ofRule };
}

function keyOf({ stack, state, stage, observedAt, expiresAt, ruleVersion }: Evaluation): string {
  return JSON.stringify([stack, state, stage, observedAt, expiresAt, ruleVersion]);
}

function resultObservation(report: Report, rule: RuleResult, group: readonly Evaluation[]) {
  const [first] = group as [Evaluation];
  const { stack, state, stage, observedAt, expiresAt, ruleVersion } = first;
  const files = [...new Set(group.map(({ record }) => record.file))].sort();
  return {
    uuid: uuidOf("observation", report.id, rule.id, keyOf(first)),
    title: markup(rule.title),
    description: `${STATE_WORDS[state]}: ${group.length} of the results of ${markup(rule.id)} in ${markup(stack)}`,
    props: observationProperties(rule, stack, state, { stage, "rule-version": ruleVersion }),
    methods: ["TEST"],
    types: ["control-objective"],
    origins: ORIGINS,
    subjects: group.map((evaluation) => subjectOf(report, evaluation)),
    "relevant-evidence": files.map((file) => ({
      href: recordsHref(file),
      description:
        "Records of these results, one JSON object a line; the property record of a subject is the hash of its record.",
    })),
    collected: observedAt,
    expires: expiresAt,
  };
}

/** The reason stands where a result is not a pass; the record's id is the SHA-256 of its content. */
function subjectOf({ resources }: Report, evaluation: Evaluation): object {
  const { state, result, record, waiver, finds, reason } = evaluation;
  const closed = state === "pass";
  return {
    "subject-uuid": resourceUuid(resources[evaluation.resource]!),
    type: "inventory-item",
    props: properties({
      record: record.id,
      call: record.told?.call,
      request: record.told?.request,
      ...(closed ? {} : { line: record.line, answer: result, waiver, finds: finds.join(", ") }),
    }),
    ...(closed ? {} : { remarks: markup(reason) }),
  };
}

function emptyObservation(report: Report, rule: RuleResult, { stack, state, reasons, counts, inScope }: RuleInStack) {
  const results = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const run = report.stacks.find(({ key }) => key === stack)?.runs[0];
  if (results > 0 || run === undefined) return [];
  return [
    {
      uuid: uuidOf("observation", report.id, rule.id, stack, "nothing judged"),
      title: markup(rule.title),
      description: `${STATE_WORDS[state]}: ${markup(rule.id)} judged nothing in ${markup(stack)}`,
      props: observationProperties(rule, stack, state, { "in-scope": inScope, "run-id": run.runId }),
      methods: ["TEST"],
      types: ["control-objective"],
      origins: ORIGINS,
      collected: run.observedAt,
      expires: run.expiresAt,
      ...(reasons.length === 0 ? {} : { remarks: list(reasons) }),
    },
  ];
}

function observationProperties(
  { id, severity }: RuleResult,
  stack: string,
  state: State,
  more: Readonly<Record<string, string | number | undefined>>,
) {
  return properties({ state, rule: id, severity, stack, ...more });
}

function recordsHref(file: string): string {
  return `records/${file.split("/").map(encodeURIComponent).join("/")}`;
}

interface Paper {
  readonly citations: readonly string[];
  readonly title: string;
  readonly what: string;
  readonly state: State;
  readonly judgement: string;
  readonly collected: string;
  /** Last day on which it counts. */
  readonly lastDay: string;
  readonly resource?: string;
}

/** Documents, decisions and reports of the provider: what a person entered, examined at the as-of time. */
export function paperObservations(report: Report): {
  readonly all: readonly object[];
  readonly ofCitation: ReadonlyMap<string, string[]>;
} {
  const ofCitation = new Map<string, string[]>();
  const all = papersOf(report).map((paper, index) => {
    const uuid = uuidOf("observation", report.id, "paper", String(index));
    for (const citation of paper.citations) ofCitation.set(citation, [...(ofCitation.get(citation) ?? []), uuid]);
    return {
      uuid,
      title: markup(paper.title),
      description: markup(paper.what),
      props: properties({ state: paper.state, citations: paper.citations.join(", ") }),
      methods: ["EXAMINE"],
      types: ["control-objective"],
      origins: ORIGINS,
      ...unlessEmpty(
        "relevant-evidence",
        paper.resource === undefined ? [] : [{ href: `#${paper.resource}`, description: "The file, with its hash." }],
      ),
      collected: paper.collected,
      expires: endOfDay(paper.lastDay),
      remarks: markup(paper.judgement),
    };
  });
  return { all, ofCitation };
}

function papersOf({ registers, asOf }: Report): Paper[] {
  return [
    ...registers.documents.map((entry): Paper => ({
      ...entry,
      what: `Document, owned by ${entry.owner}`,
      collected: asOf,
      lastDay: entry.reviewOn,
      resource: attachmentUuid(entry.attachment),
    })),
    ...registers.decisions.map((entry): Paper => ({
      citations: [entry.citation],
      title: `Decision: ${entry.decision}`,
      what: `${entry.reason} Owner: ${entry.owner}; approver: ${entry.approver}.`,
      state: entry.state,
      judgement: entry.judgement,
      collected: `${entry.decidedOn}T00:00:00Z`,
      lastDay: entry.reviewOn,
    })),
    ...registers.inherited.map((entry): Paper => ({
      citations: entry.citations,
      title: `${entry.provider}: ${entry.artefact}`,
      what: `Period ${entry.periodFrom} to ${entry.periodTo}. What stays with us: ${entry.customerPart}`,
      state: entry.state,
      judgement: entry.judgement,
      collected: asOf,
      lastDay: entry.bridgeTo ?? entry.periodTo,
      resource: attachmentUuid(entry.attachment),
    })),
  ];
}

/** Undefined where no file is attached. */
export function attachmentUuid(attachment: Report["registers"]["documents"][number]["attachment"]): string | undefined {
  return attachment.kind === "verified" ? uuidOf("attachment", line(attachment.file), attachment.sha256) : undefined;
}

function endOfDay(day: string): string {
  return `${day}T23:59:59Z`;
}
