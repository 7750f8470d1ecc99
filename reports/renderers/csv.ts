import { stringify } from "csv-stringify/sync";

import type { CitationResult, Report } from "../model/report";

import { provenanceOf } from "./provenance";

export type Row = Readonly<Record<string, string | number>>;

/** One row a result: `findings.csv`. Sorted by rule, stack, resource, as the model is. */
export function renderFindingsCsv(report: Report): string {
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const askedBy = provenanceOf(report);
  return toCsv(
    [
      "stack",
      "state",
      "result",
      "rule",
      "title",
      "severity",
      "citations",
      "resource",
      "type",
      "urn",
      "reason",
      "finds",
      "waiver",
    ].concat(
      ["enforcement", "stage", "observed_at", "expires_at", "run", "record_id", "file", "line"],
      ["principal", "tool", "call", "request_id"],
    ),
    report.evaluations.map((one): Row => {
      const rule = rules.get(one.rule)!;
      const resource = report.resources[one.resource]!;
      const { principal, tool, call, request } = askedBy(one);
      return {
        stack: one.stack,
        state: one.state,
        result: one.result,
        rule: one.rule,
        title: rule.title,
        severity: rule.severity,
        citations: rule.citations.join("; "),
        resource: resource.name,
        type: resource.type,
        urn: resource.urn,
        reason: one.reason,
        finds: one.finds.join("; "),
        waiver: one.waiver ?? "",
        enforcement: one.enforcement,
        stage: one.stage,
        observed_at: one.observedAt,
        expires_at: one.expiresAt,
        run: one.runId,
        record_id: one.record.id,
        file: one.record.file,
        line: one.record.line,
        principal,
        tool,
        call,
        request_id: request,
      };
    }),
  );
}

/** One row a citation, in the order of the law: `citations.csv`. */
export function renderCitationsCsv(report: Report): string {
  const gaps = new Map(report.gaps.map((gap) => [gap.citation, gap]));
  return toCsv(
    [
      "citation",
      "standard",
      "specification",
      "obligation",
      "row_type",
      "state",
      "reason",
      "decided_by",
      "parts",
      "next_steps",
      "owner",
    ].concat([
      "registers",
      "checks",
      "checks_by_stack",
      "hipaa",
      "nist_csf_1_1",
      "nist_csf_2_0",
      "soc2_tsc_2017",
      "summary",
    ]),
    report.citations.map((citation): Row => {
      const { row } = citation;
      const gap = gaps.get(row.citation);
      return {
        citation: row.citation,
        standard: row.standard,
        specification: row.specification ?? "",
        obligation: row.obligation,
        row_type: row.rowType,
        state: citation.state,
        reason: citation.reason,
        decided_by: partNames(citation, citation.decidedBy),
        parts: citation.parts.map(({ title, state }) => `${title}: ${state}`).join("; "),
        next_steps: gap?.nextSteps.join(" ") ?? "",
        owner: gap?.owner ?? "",
        registers: citation.registers.map(({ register, id }) => `${register} ${id}`).join("; "),
        checks: citation.links.map(({ rule, relation }) => `${rule} (${relation})`).join("; "),
        checks_by_stack: citation.byStack.map(({ stack, state }) => `${stack}: ${state}`).join("; "),
        hipaa: citation.hipaa.join("; "),
        nist_csf_1_1: citation.nistCsf.join("; "),
        nist_csf_2_0: citation.csf2.join("; "),
        soc2_tsc_2017: citation.soc2.join("; "),
        summary: row.summary,
      };
    }),
  );
}

function partNames({ parts }: CitationResult, indexes: readonly number[]): string {
  return indexes.map((index) => parts[index]!.title).join("; ");
}

/** A cell that a spreadsheet would run as a formula gets an apostrophe before it. */
export function toCsv(columns: readonly string[], rows: readonly Row[]): string {
  return stringify([...rows], {
    header: true,
    columns: [...columns],
    escape_formulas: true,
    record_delimiter: "windows",
  });
}
