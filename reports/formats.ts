import type { Report } from "./model/report";
import { renderActivityCsv } from "./renderers/activity-csv";
import { renderCitationsCsv, renderFindingsCsv } from "./renderers/csv";
import { renderChangesCsv, renderOperationCsv, renderSampleCsv } from "./renderers/history-csv";
import { renderHtml } from "./renderers/html";
import { renderJson } from "./renderers/json";
import { renderOcsf } from "./renderers/ocsf";
import { renderPdf } from "./renderers/pdf";
import { renderPopulationCsv } from "./renderers/population-csv";
import {
  renderOscalAssessmentPlan,
  renderOscalCatalog,
  renderOscalComponents,
  renderOscalPlan,
  renderOscalResults,
} from "./renderers/oscal";
import { ASSESSMENT_PLAN_FILE, CATALOG_FILE, COMPONENTS_FILE } from "./renderers/oscal/catalog";

/** What a report can be written as. */
export const REPORT_FORMATS = ["html", "json", "csv", "oscal", "ocsf", "pdf"] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** What is written where nothing is named: all but the PDF, which needs Chromium and many times as long as the rest together. */
export const USUAL_FORMATS: readonly ReportFormat[] = REPORT_FORMATS.filter((format) => format !== "pdf");

/** The files of each format by their part in `ReportPaths`. */
export const REPORT_FILES = {
  html: "report.html",
  json: "report.json",
  citationsCsv: "citations.csv",
  findingsCsv: "findings.csv",
  populationCsv: "population.csv",
  changesCsv: "changes.csv",
  operationCsv: "operation.csv",
  sampleCsv: "sample.csv",
  oscalResults: "oscal-assessment-results.json",
  oscalPlan: "oscal-poam.json",
  oscalCatalog: CATALOG_FILE,
  oscalComponents: COMPONENTS_FILE,
  oscalAssessmentPlan: ASSESSMENT_PLAN_FILE,
  ocsf: "ocsf.jsonl",
  pdf: "report.pdf",
} as const;

type Content = string | Uint8Array | undefined;

type Renderer = (report: Report) => readonly (readonly [string, Content | Promise<Content>])[];

const RENDERERS: Readonly<Record<ReportFormat, Renderer>> = {
  html: (report) => [[REPORT_FILES.html, renderHtml(report)]],
  json: (report) => [[REPORT_FILES.json, renderJson(report)]],
  csv: (report) => [
    [REPORT_FILES.citationsCsv, renderCitationsCsv(report)],
    [REPORT_FILES.findingsCsv, renderFindingsCsv(report)],
    [REPORT_FILES.populationCsv, renderPopulationCsv(report)],
    [REPORT_FILES.changesCsv, renderChangesCsv(report)],
    [REPORT_FILES.operationCsv, renderOperationCsv(report)],
    [REPORT_FILES.sampleCsv, renderSampleCsv(report)],
    ...renderActivityCsv(report),
  ],
  oscal: (report) => [
    [REPORT_FILES.oscalResults, renderOscalResults(report)],
    [REPORT_FILES.oscalPlan, renderOscalPlan(report)],
    [REPORT_FILES.oscalCatalog, renderOscalCatalog(report)],
    [REPORT_FILES.oscalComponents, renderOscalComponents(report)],
    [REPORT_FILES.oscalAssessmentPlan, renderOscalAssessmentPlan(report)],
  ],
  ocsf: (report) => [[REPORT_FILES.ocsf, renderOcsf(report)]],
  pdf: (report) => [[REPORT_FILES.pdf, renderPdf(report)]],
};

/**
 * File name to content. A plan of action is left out where nothing is open, and a table that was not asked for is, too.
 * @throws PdfError where a PDF is asked for and there is no Chromium.
 */
export async function renderFormats(
  report: Report,
  formats: readonly ReportFormat[],
): Promise<Map<string, string | Uint8Array>> {
  const files = new Map<string, string | Uint8Array>();
  for (const format of REPORT_FORMATS.filter((known) => formats.includes(known))) {
    for (const [name, made] of RENDERERS[format](report)) {
      const content = await made;
      if (content !== undefined) files.set(name, content);
    }
  }
  return files;
}
