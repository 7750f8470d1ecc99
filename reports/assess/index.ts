import { createHash } from "node:crypto";

import { canonicalJson } from "../../policies/record";
import type { Framework } from "../model/framework";
import type { Problem, Registers, Report, ResourceResult } from "../model/report";
import type { RuleInfo } from "../model/rule-info";
import { countStates } from "../model/state";
import type { LoadedRecords } from "../sources/policy-records";

import { accountsOf } from "./accounts";
import { assessCitations } from "./citations";
import { completenessOf } from "./completeness";
import { judge } from "./evaluations";
import { listGaps } from "./gaps";
import { groupBy } from "./group-by";
import { underProposedRule } from "./proposed-rule";
import { assessRegisters } from "./registers";
import { assessRules, knownRules, listNotJudged } from "./rules";
import { selectRuns, stackScopes } from "./runs";
import type { CurrentRun } from "./runs";

export interface AssessInput {
  readonly records: LoadedRecords;
  readonly framework: Framework;
  readonly rules: readonly RuleInfo[];
  readonly registers: Registers;
  /** ISO 8601, UTC. */
  readonly asOf: string;
}

/** Pure: the same records, controls, rules, registers and time give the same report. */
export function assess(input: AssessInput): Report {
  const { records, framework, registers, asOf } = input;
  const selection = selectRuns(records, asOf);
  const { runs } = selection;
  const catalogue = knownRules(input.rules, runs);
  const { evaluations, resources } = judge(runs, catalogue.rules, asOf);
  const stacks = stackScopes(runs, [...registers.expectedStacks, ...registers.expectedPlaces]);
  const rules = assessRules(catalogue, evaluations, runs, stacks, framework.cites);
  const sources = { framework, rules, registers, stacks, asOf };
  const citations = assessCitations(sources);
  const registerResults = assessRegisters(registers, runs, evaluations, asOf);
  const observed = evaluations.map(({ observedAt }) => observedAt).sort((a, b) => Date.parse(a) - Date.parse(b));
  const content: Omit<Report, "id"> = {
    schema: "phiguard-report/1",
    asOf,
    framework: framework.head,
    words: framework.words,
    organisation: registers.organisation,
    evidence: {
      from: observed[0],
      to: observed.at(-1),
      digest: records.digest,
      recordsRead: records.files.reduce((sum, file) => sum + file.records, 0),
      recordsUsed: selection.used,
      superseded: selection.superseded,
      later: selection.later,
      refused: records.problems.length,
      files: records.files,
    },
    completeness: completenessOf(citations, stacks, registers),
    accounts: accountsOf(stacks, rules, registers.expectedPlaces),
    ...(framework.name === "hipaa" ? { proposedRule: underProposedRule(sources, citations) } : {}),
    stacks,
    citations,
    rules,
    resources,
    evaluations,
    gaps: listGaps(citations, rules, registerResults.waivers),
    notJudged: listNotJudged(rules, evaluations, stacks, typesWithoutRule(resources)),
    registers: registerResults,
    problems: [
      ...records.problems,
      ...runs.flatMap(runProblems),
      ...waiverProblems(registerResults),
      ...registers.problems,
      ...ruleProblems(input),
    ],
    counts: {
      citations: countStates(citations.map(({ state }) => state)),
      rules: countStates(rules.map(({ state }) => state)),
      resources: countStates(resources.map(({ state }) => state)),
      evaluations: countStates(evaluations.map(({ state }) => state)),
    },
  };
  return sealed(content);
}

/** With its id, which is made of everything else. */
export function sealed(content: Omit<Report, "id">): Report {
  return { id: createHash("sha256").update(canonicalJson(content)).digest("hex"), ...content };
}

function typesWithoutRule(resources: readonly ResourceResult[]) {
  const silent = resources.filter(({ counts }) => Object.values(counts).every((count) => count === 0));
  const groups = groupBy(silent, ({ stack, type }) => JSON.stringify([stack, type]));
  return [...groups.values()].map((group) => ({ stack: group[0]!.stack, type: group[0]!.type, count: group.length }));
}

function runProblems(run: CurrentRun): Problem[] {
  const where = `${run.stack}, run ${run.runId}`;
  if (run.run === undefined) {
    return [
      {
        kind: "run",
        where,
        problem: "The record of the run is missing or counts for nothing; only its results are known.",
      },
    ];
  }
  if (!run.complete) return [{ kind: "run", where, problem: "The run ended before all resources were seen." }];
  return [];
}

function waiverProblems({ waivers, malformedWaivers }: Report["registers"]): Problem[] {
  return [
    ...malformedWaivers.map(({ id, problem, stack }): Problem => ({
      kind: "waiver",
      where: `${id} (${stack})`,
      problem: `${problem}; it counts for nothing`,
    })),
    ...waivers
      .filter(({ status }) => status === "ended")
      .map(({ id, end, rule }): Problem => ({
        kind: "waiver",
        where: id,
        problem: `Ended on ${end}; ${rule} is judged without it.`,
      })),
  ];
}

function ruleProblems({ rules, framework }: AssessInput): Problem[] {
  const known = new Set(framework.rows.map(({ citation }) => citation));
  return rules.flatMap((rule) =>
    (rule.controls[framework.cites] ?? [])
      .filter((citation) => !known.has(citation) && !framework.alsoKnown.has(citation))
      .map((citation): Problem => ({
        kind: "rule",
        where: rule.id,
        problem: `names "${citation}", which is in no catalogue`,
      })),
  );
}
