import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { planDocuments, generatedDocuments } from "./generated";
import { grafanaFiles } from "./dashboards";
import { takePicture } from "./picture";
import { takeReportPages } from "./report-pages";
import { resourceDocuments } from "./resource-documents";

const root = resolve(__dirname, "../..");

/** `npm run docs` writes every generated document; `npm run docs -- picture` takes the README's picture of the latest report, `npm run docs -- report-pages` pictures of all its parts, `npm run docs -- dashboards` writes Grafana's into dist. */
async function main([what]: readonly string[]): Promise<void> {
  if (what === "picture") {
    await takePicture(root);
    return;
  }
  if (what === "report-pages") {
    await takeReportPages(root);
    return;
  }
  if (what === "dashboards") {
    for (const [path, text] of await grafanaFiles()) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
      process.stdout.write(`${path}\n`);
    }
    return;
  }
  if (what !== undefined) {
    process.stderr.write(
      `phiguard: npm run docs takes "picture", "report-pages", "dashboards" or nothing; got "${what}".\n`,
    );
    process.exitCode = 1;
    return;
  }
  for (const [path, text] of [...generatedDocuments(), ...(await planDocuments()), ...(await resourceDocuments())]) {
    writeFileSync(join(root, path), text);
    process.stdout.write(`${path}\n`);
  }
}

void main(process.argv.slice(2));
