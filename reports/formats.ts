import type { Report } from "./model/report";
import { renderCitationsCsv, renderFindingsCsv } from "./renderers/csv";
import { renderChangesCsv, renderOperationCsv, renderSampleCsv } from "./renderers/history-csv";
import { renderHtml } from "./renderers/html";
import { renderJson } from "./renderers/json";
import { renderOcsf } from "./renderers/ocsf";
import { renderOscalPlan, renderOscalResults } from "./renderers/oscal";

/** What a report can be written as. */
export const REPORT_FORMATS = ["html", "json", "csv", "oscal", "ocsf"] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** The files of each format by their part in `ReportPaths`. */
export const REPORT_FILES = {
  html: "report.html",
  json: "report.json",
  citationsCsv: "citations.csv",
  findingsCsv: "findings.csv",
  changesCsv: "changes.csv",
  operationCsv: "operation.csv",
  sampleCsv: "sample.csv",
  oscalResults: "oscal-assessment-results.json",
  oscalPlan: "oscal-poam.json",
  ocsf: "ocsf.jsonl",
} as const;

const RENDERERS: Readonly<
  Record<ReportFormat, (report: Report) => readonly (readonly [string, string | undefined])[]>
> = {
  html: (report) => [[REPORT_FILES.html, renderHtml(report)]],
  json: (report) => [[REPORT_FILES.json, renderJson(report)]],
  csv: (report) => [
    [REPORT_FILES.citationsCsv, renderCitationsCsv(report)],
    [REPORT_FILES.findingsCsv, renderFindingsCsv(report)],
    [REPORT_FILES.changesCsv, renderChangesCsv(report)],
    [REPORT_FILES.operationCsv, renderOperationCsv(report)],
    [REPORT_FILES.sampleCsv, renderSampleCsv(report)],
  ],
  oscal: (report) => [
    [REPORT_FILES.oscalResults, renderOscalResults(report)],
    [REPORT_FILES.oscalPlan, renderOscalPlan(report)],
  ],
  ocsf: (report) => [[REPORT_FILES.ocsf, renderOcsf(report)]],
};

/** File name to content. A plan of action is left out where nothing is open, and a table that was not asked for is, too. */
export function renderFormats(report: Report, formats: readonly ReportFormat[]): Map<string, string> {
  const files = REPORT_FORMATS.filter((format) => formats.includes(format)).flatMap((format) =>
    RENDERERS[format](report),
  );
  return new Map(files.flatMap(([name, content]) => (content === undefined ? [] : [[name, content] as const])));
}
