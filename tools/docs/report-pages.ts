import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { renderHtml } from "../../reports/renderers/html";
import { openBrowser } from "../../reports/renderers/pdf/browser";
import { sampleReport } from "../../reports/testing/sample-report";

/** A laptop's window, in CSS pixels; the picture shows what it would show after following the link. */
const VIEW = { width: 1180, height: 860, deviceScaleFactor: 1 };
const PAGES = ["summary", "matrix", "gaps", "citations", "checks", "resources", "registers", "method"] as const;

/** `npm run docs -- report-pages`: a picture of each part of a made-up report, in docs/report. */
export async function takeReportPages(root: string): Promise<void> {
  const made = sampleReport();
  mkdirSync(join(root, "docs/report"), { recursive: true });
  const { browser, close } = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.setViewport(VIEW);
    await page.setContent(renderHtml(made));
    for (const name of ["cover", ...PAGES]) {
      await page.evaluate(`(document.getElementById("${name}") ?? document.body).scrollIntoView()`);
      await page.screenshot({ path: join(root, `docs/report/${name}.png`) });
      process.stdout.write(`docs/report/${name}.png\n`);
    }
  } finally {
    await close();
  }
}
