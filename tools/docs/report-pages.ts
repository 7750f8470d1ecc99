import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { assessWithHistory } from "../../reports/assess/with-history";
import { renderHtml } from "../../reports/renderers/html";
import { openBrowser } from "../../reports/renderers/pdf/browser";
import { assessInput } from "../../reports/testing/builders";
import { sampleRecords } from "../../reports/testing/sample";
import { sampleRules } from "../../reports/testing/sample-rules";

/** A laptop's window, in CSS pixels; the picture shows what it would show after following the link. */
const VIEW = { width: 1180, height: 860, deviceScaleFactor: 1 };
const PAGES = ["summary", "matrix", "gaps", "citations", "checks", "resources", "registers", "method"] as const;

/** `npm run docs -- report-pages`: a picture of each part of a made-up report, in docs/report. */
export async function takeReportPages(root: string): Promise<void> {
  const rules = sampleRules();
  const made = assessWithHistory(assessInput(sampleRecords({ rules, resources: 60 }), rules), {
    since: "2026-11-01T00:00:00.000Z",
    trend: true,
    period: { from: "2026-11-01T00:00:00Z", to: "2026-11-22T00:00:00Z" },
    sampleSeed: "5d".repeat(32),
  });
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
