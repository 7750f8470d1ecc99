import type { Page } from "puppeteer-core";

import { PdfError } from "../../errors";
import type { Report } from "../../model/report";
import { renderFindingsCsv } from "../csv";
import { renderHtml } from "../html";
import { renderOscalResults } from "../oscal";

import { archive } from "./archive";
import type { EmbeddedFile } from "./archive";
import { openBrowser } from "./browser";
import { paperScript } from "./paper-view";

/** Lists of one kind with more rows than this lie inside the file as CSV instead of on its pages. */
const MOST_ROWS = 1000;
/** A link within a list costs Chromium more than its row. */
const MOST_LINKS = 2000;

/**
 * The report for paper and for the archive: PDF/UA-1 and PDF/A-3a, with its OSCAL inside. The same report and the same Chromium give the same
 * bytes.
 * @throws PdfError where there is no Chromium.
 */
export async function renderPdf(report: Report): Promise<Uint8Array> {
  const files = embeddedFiles(report);
  const { browser, close } = await openBrowser();
  let printed: Print;
  try {
    printed = await print(await browser.newPage(), renderHtml(report), files);
  } catch (error) {
    throw new PdfError(`Chromium could not print the report: ${(error as Error).message.split("\n")[0]}`);
  } finally {
    await close();
  }
  return archive({
    ...printed,
    title: `${report.framework.title}: evidence report as of ${report.asOf.slice(0, 16).replace("T", " ")} UTC`,
    subject: `Report ${report.id}`,
    asOf: report.asOf,
    id: report.id,
    files,
  });
}

interface Print {
  readonly printed: Uint8Array;
  readonly labels: Readonly<Record<string, string>>;
}

async function print(page: Page, html: string, files: readonly EmbeddedFile[]): Promise<Print> {
  await page.setContent(html);
  const named = files.map(({ name, description }) => ({ name, description }));
  const script = paperScript({ files: named, mostRows: MOST_ROWS, mostLinks: MOST_LINKS });
  const labels = (await page.evaluate(script)) as Print["labels"];
  const options = { preferCSSPageSize: true, printBackground: true, tagged: true, outline: true, timeout: 0 };
  return { labels, printed: await page.pdf(options) };
}

function embeddedFiles(report: Report): EmbeddedFile[] {
  return [
    {
      name: "oscal-assessment-results.json",
      mimeType: "application/json",
      description: "this report in OSCAL, for machines",
      relation: "data",
      content: renderOscalResults(report),
    },
    {
      name: "findings.csv",
      mimeType: "text/csv",
      description: "every result with its resource and its record",
      relation: "supplement",
      content: renderFindingsCsv(report),
    },
  ];
}
