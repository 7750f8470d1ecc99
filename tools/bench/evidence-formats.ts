import { securityRule } from "../../policies/controls";
import type { Report } from "../../reports/model/report";
import { renderHtml } from "../../reports/renderers/html";
import { renderOcsf } from "../../reports/renderers/ocsf";
import { renderOscalResults } from "../../reports/renderers/oscal";
import { renderPdf } from "../../reports/renderers/pdf";
import { openBrowser } from "../../reports/renderers/pdf/browser";
import { report, rule } from "../../reports/testing/builders";
import { sampleRecords } from "../../reports/testing/sample";

const RULES = 700;
const RESOURCES_A_STACK = 1000;
const TYPES = 60;

export interface FormatFigure {
  readonly what: string;
  readonly value: number;
  readonly unit: "s" | "MB";
  /** At most; undefined where none is set. */
  readonly goal?: number;
}

/** Synthetic: 88 citations, 700 checks, 2,000 judged resources in two stacks, 23,000 results. */
export function largeReport(): Report {
  const citations = securityRule().rows.map(({ citation }) => citation);
  const near = (index: number) => citations[index % citations.length]!;
  const rules = Array.from({ length: RULES }, (_, index) =>
    rule(`service${index % TYPES}-thing-must-hold-number-${index}`, [near(index), near(index * 7), near(index * 13)], {
      types: [`aws:service${index % TYPES}/thing:Thing`],
      title: `Things of service ${index % TYPES} must hold number ${index}`,
    }),
  );
  return report(sampleRecords({ rules, resources: RESOURCES_A_STACK, failPermille: 5 }), rules);
}

/** What a large report costs in each format. Needs Chromium for the last three. */
export async function measureFormats(): Promise<readonly FormatFigure[]> {
  const made = largeReport();
  const html = await timed(() => renderHtml(made));
  const oscal = await timed(() => renderOscalResults(made));
  const ocsf = await timed(() => renderOcsf(made));
  const pdf = await timed(() => renderPdf(made));
  return [
    { what: "HTML, made in", value: html.seconds, unit: "s", goal: 2 },
    { what: "HTML, size", value: megabytes(html.result), unit: "MB", goal: 5 },
    { what: "HTML, opens in", value: await opening(html.result), unit: "s", goal: 1 },
    { what: "OSCAL, made in", value: oscal.seconds, unit: "s" },
    { what: "OSCAL, size", value: megabytes(oscal.result), unit: "MB" },
    { what: "OCSF, made in", value: ocsf.seconds, unit: "s" },
    { what: "OCSF, size", value: megabytes(ocsf.result), unit: "MB" },
    { what: "PDF, made in", value: pdf.seconds, unit: "s", goal: 15 },
    { what: "PDF, size", value: pdf.result.length / 1e6, unit: "MB" },
  ];
}

/** Seconds from the request to the load event, layout of the first screen and the page's script included; the median of three. */
async function opening(html: string): Promise<number> {
  const { browser, close } = await openBrowser();
  try {
    const seconds: number[] = [];
    for (let round = 0; round < 3; round++) {
      const page = await browser.newPage();
      seconds.push((await timed(() => page.setContent(html, { waitUntil: "load" }))).seconds);
      await page.close();
    }
    return seconds.sort((a, b) => a - b)[1]!;
  } finally {
    await close();
  }
}

async function timed<T>(work: () => T | Promise<T>): Promise<{ readonly result: T; readonly seconds: number }> {
  const start = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - start) / 1000 };
}

function megabytes(text: string): number {
  return Buffer.byteLength(text) / 1e6;
}
