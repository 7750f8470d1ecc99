import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { openBrowser } from "../../reports/renderers/pdf/browser";

/** What a reader of the README sees: the top of the report, as wide as a laptop's window, in CSS pixels. */
const VIEW = { width: 1280, height: 1240, deviceScaleFactor: 1 };

/** `npm run docs -- picture`: a picture of the latest report for the README. */
export async function takePicture(root: string): Promise<void> {
  const report = join(root, ".phiguard/reports/latest/report.html");
  if (!existsSync(report)) {
    process.stderr.write("phiguard: there is no report to take a picture of; run npm start first.\n");
    process.exitCode = 1;
    return;
  }
  const { browser, close } = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.setViewport(VIEW);
    await page.goto(pathToFileURL(report).href);
    await page.screenshot({ path: join(root, "docs/report.png") });
    process.stdout.write("docs/report.png\n");
  } finally {
    await close();
  }
}
