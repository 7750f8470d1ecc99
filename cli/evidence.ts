import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { InvalidArgumentError, type Command } from "commander";
import { ruleInfos } from "../policies/catalog";
import { makeReport } from "../reports";
import { addSealing } from "./evidence-seal";
import { addVerification } from "./evidence-verify";
import { UserError } from "./failure";

export function addEvidence(program: Command): void {
  const evidence = program
    .command("evidence")
    .description("reports from evidence records, and the ledger that holds them");
  evidence
    .command("report")
    .description("write the HIPAA report as HTML, JSON and CSV")
    .option("--evidence <folder>", "folder with evidence records", ".phiguard/evidence")
    .option("--out <folder>", "folder the report is written to", ".phiguard/reports/latest")
    .option("--organisation <file>", "documents, decisions and inherited controls (YAML)", defaultOrganisation())
    .option("--as-of <time>", "the moment the report speaks of, ISO 8601 UTC; now by default", time)
    .option("--json", "the summary as JSON for machines")
    .action(async (options: { evidence: string; out: string; organisation?: string; asOf?: string; json?: true }) => {
      const evidenceDir = resolve(options.evidence);
      if (!existsSync(evidenceDir))
        throw new UserError(
          `There is no folder ${options.evidence}; run a preview with PHIGUARD_EVIDENCE set, or npm start.`,
        );
      const report = await makeReport({
        evidenceDir,
        outDir: resolve(options.out),
        ...(options.organisation === undefined ? {} : { organisationFile: resolve(options.organisation) }),
        asOf: options.asOf ?? new Date().toISOString(),
        rules: ruleInfos(),
      });
      if (options.json === true) {
        process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
        return;
      }
      process.stdout.write(`${report.summary}\n`);
    });
  addSealing(evidence);
  addVerification(evidence);
}

/** Used when it is there and nothing else is named. */
export const ORGANISATION_FILE = "phiguard.organisation.yaml";

function defaultOrganisation(): string | undefined {
  return existsSync(ORGANISATION_FILE) ? ORGANISATION_FILE : undefined;
}

function time(text: string): string {
  const parsed = Date.parse(text);
  if (!/^\d{4}-\d{2}-\d{2}T.*Z$/.test(text) || Number.isNaN(parsed)) {
    throw new InvalidArgumentError("It must be a UTC time such as 2026-03-14T00:00:00Z.");
  }
  return new Date(parsed).toISOString();
}
