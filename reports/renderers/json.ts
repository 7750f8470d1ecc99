import type { Report } from "../model/report";

/** The whole model. Keys stay in the order of the model, which is fixed, so the same report gives the same bytes. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, undefined, 1)}\n`;
}
