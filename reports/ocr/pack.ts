import { toCsv } from "../renderers/csv";
import type { Report } from "../model/report";

import { answersOf, type Answer, type PackOptions } from "./answers";
import { answerPage, indexPage } from "./pages";

export interface PackInput extends PackOptions {
  /** Of the Security Rule. */
  readonly report: Report;
  /** Content of attached files by their names in the report. */
  readonly papers: ReadonlyMap<string, Uint8Array>;
}

/**
 * The files of a pack for a desk audit: an index, and a folder for each row of OCR's audit protocol. Pure: the same report, papers and
 * options give the same bytes. Names are relative, with `/`.
 */
export function ocrPack({ report, papers, ...options }: PackInput): Map<string, string | Uint8Array> {
  const answers = answersOf(report, options);
  const names = new Set(papers.keys());
  const files = new Map<string, string | Uint8Array>([
    ["index.html", indexPage(report, answers)],
    ["index.csv", indexCsv(answers)],
  ]);
  for (const answer of answers) {
    const { folder, population } = answer;
    files.set(`${folder}/answer.html`, answerPage(answer, names));
    if (population.length > 0) {
      files.set(`${folder}/population.csv`, populationCsv(report, answer));
      files.set(`${folder}/sample.csv`, sampleCsv(answer));
    }
    for (const { attachment } of answer.papers) {
      const content = attachment.kind === "verified" ? papers.get(attachment.file) : undefined;
      if (attachment.kind === "verified" && content !== undefined)
        files.set(`${folder}/papers/${attachment.file}`, content);
    }
  }
  return files;
}

function indexCsv(answers: readonly Answer[]): string {
  return toCsv(
    ["folder", "citation", "obligation", "state", "answer", "gap", "owner", "due", "papers", "results", "sample"],
    answers.map(({ folder, citation: { row, state, reason }, gap, papers, population, sample }) => ({
      folder,
      citation: row.citation,
      obligation: row.obligation,
      state,
      answer: reason,
      gap: gap?.what ?? "",
      owner: gap?.owner ?? "",
      due: gap?.due ?? "",
      papers: papers.length,
      results: population.length,
      sample: sample.draws.reduce((sum, { drawn }) => sum + drawn.length, 0),
    })),
  );
}

function populationCsv({ resources }: Report, { population }: Answer): string {
  return toCsv(
    ["rule", "stack", "type", "urn", "state", "reason", "observed_at", "expires_at", "record_id"],
    population.map(({ rule, stack, resource, state, reason, observedAt, expiresAt, record }) => ({
      rule,
      stack,
      type: resources[resource]!.type,
      urn: resources[resource]!.urn,
      state,
      reason,
      observed_at: observedAt,
      expires_at: expiresAt,
      record_id: record.id,
    })),
  );
}

function sampleCsv({ sample }: Answer): string {
  return toCsv(
    ["seed", "rule", "population", "rank", "stack", "urn", "state", "hash"],
    sample.draws.flatMap(({ rule, population, drawn }) =>
      drawn.map(({ stack, urn, state, hash }, index) => ({
        ...{ seed: sample.seed, rule, population, rank: index + 1, stack, urn, state, hash },
      })),
    ),
  );
}
