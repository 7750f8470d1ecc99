import { drawSample } from "../assess/sample";
import { groupBy } from "../assess/group-by";
import type { Attachment, CitationResult, Evaluation, Report } from "../model/report";
import type { Sample } from "../model/history";

import { requestsOf } from "./requests";

export interface PackOptions {
  /** Who answers for a gap that names no owner. */
  readonly owner: string;
  /** Day on which the letter came, YYYY-MM-DD. */
  readonly askedOn: string;
}

export interface PackPaper {
  readonly kind: "document" | "inherited" | "associate";
  readonly title: string;
  readonly owner: string;
  readonly until: string;
  readonly state: CitationResult["state"];
  readonly attachment: Attachment;
}

/** One row of the protocol, as it is answered. */
export interface Answer {
  /** `01-164.308-a-1-i`: the name of its folder. */
  readonly folder: string;
  readonly citation: CitationResult;
  readonly asked: readonly string[];
  /** Open, with who mends it by when; undefined where nothing is. */
  readonly gap?: {
    readonly what: string;
    readonly nextSteps: readonly string[];
    readonly owner: string;
    readonly due: string;
  };
  readonly papers: readonly PackPaper[];
  /** Results of its checks, in the report's order. */
  readonly population: readonly Evaluation[];
  readonly sample: Sample;
}

const OPEN: ReadonlySet<string> = new Set(["fail", "stale", "undetermined", "no-evidence"]);

/** Business days in which OCR's desk audits of 2016 asked for the answer. */
export const ANSWER_WITHIN_DAYS = 10;

/** One answer for each row of the protocol, in the order of the law. */
export function answersOf(report: Report, { owner, askedOn }: PackOptions): Answer[] {
  const due = afterBusinessDays(askedOn, ANSWER_WITHIN_DAYS);
  const gaps = new Map(report.gaps.map((gap) => [gap.citation, gap]));
  const byRule = groupBy(report.evaluations, ({ rule }) => rule);
  return report.citations
    .filter(({ row }) => row.ocrProtocol)
    .map((citation, index): Answer => {
      const { row, state, reason, parts } = citation;
      const population = citation.links.flatMap(({ rule }) => byRule.get(rule) ?? []);
      const gap = gaps.get(row.citation);
      return {
        folder: `${String(index + 1).padStart(2, "0")}-${row.citation.replace(/[()]+/g, "-").replace(/-$/, "")}`,
        citation,
        asked: requestsOf({ ...row, rowType: row.rowType === "control" ? "standard" : row.rowType }),
        ...(OPEN.has(state)
          ? {
              gap: {
                what: gap?.what ?? reason,
                nextSteps: gap?.nextSteps ?? parts.flatMap(({ nextStep }) => nextStep ?? []),
                owner: gap?.owner ?? owner,
                due,
              },
            }
          : {}),
        papers: papersOf(report, row.citation),
        population,
        sample: sampleOf(report, population),
      };
    });
}

function papersOf({ registers: { documents, inherited, associates } }: Report, citation: string): PackPaper[] {
  const names = ({ citations }: { readonly citations: readonly string[] }): boolean => citations.includes(citation);
  return [
    ...documents.filter(names).map(({ title, owner, reviewOn: until, state, attachment }) => ({
      ...{ kind: "document" as const, title, owner, until, state, attachment },
    })),
    ...inherited.filter(names).map(({ provider, artefact, periodTo, bridgeTo, state, attachment }) => ({
      ...{
        kind: "inherited" as const,
        title: `${provider}: ${artefact}`,
        owner: provider,
        until: bridgeTo ?? periodTo,
      },
      ...{ state, attachment },
    })),
    ...associates.filter(names).map(({ title, owner, reviewOn: until, state, attachment }) => ({
      ...{ kind: "associate" as const, title, owner, until, state, attachment },
    })),
  ];
}

/** By the seed that the report published; where it has none, by the digest of its evidence, which whoever collects could have steered. */
function sampleOf({ sample, evidence, resources }: Report, evaluations: readonly Evaluation[]): Sample {
  return drawSample({ evaluations, resources }, sample?.seed ?? evidence.digest);
}

/** Days from Monday to Friday; public holidays are not known here and count. */
export function afterBusinessDays(day: string, days: number): string {
  let at = Date.parse(`${day}T00:00:00Z`);
  for (let left = days; left > 0;) {
    at += 86_400_000;
    if (![0, 6].includes(new Date(at).getUTCDay())) left -= 1;
  }
  return new Date(at).toISOString().slice(0, 10);
}
