import type { Report } from "../model/report";
import { renderCitationsCsv } from "../renderers/csv";
import { renderHtml } from "../renderers/html";
import { renderJson } from "../renderers/json";
import { renderOcsf } from "../renderers/ocsf";
import { renderOscalResults } from "../renderers/oscal";

import { csvVoice, htmlVoice, jsonVoice, modelVoice, ocsfVoice, oscalVoice, type Voice } from "./voices";

const VOICES: Readonly<Record<string, (report: Report) => Voice>> = {
  HTML: (report) => htmlVoice(renderHtml(report)),
  JSON: (report) => jsonVoice(renderJson(report)),
  CSV: (report) => csvVoice(renderCitationsCsv(report)),
  OSCAL: (report) => oscalVoice(renderOscalResults(report)),
  OCSF: (report) => ocsfVoice(renderOcsf(report)),
};

/** Each citation whose state an output tells otherwise than the model does, or not at all. */
export function differences(report: Report): string[] {
  const model = modelVoice(report);
  return Object.entries(VOICES).flatMap(([name, tell]) => {
    const told = tell(report);
    return [...new Set([...Object.keys(model), ...Object.keys(told)])]
      .filter((citation) => model[citation] !== told[citation])
      .map(
        (citation) => `${name}, ${citation}: ${told[citation] ?? "nothing"}, wanted ${model[citation] ?? "nothing"}`,
      );
  });
}
