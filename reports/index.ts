import { assess } from "./assess";
import { bundleOf } from "./bundle";
import { ReportArgumentError } from "./errors";
import { REPORT_FORMATS, renderFormats } from "./formats";
import type { ReportFormat } from "./formats";
import type { Tree } from "./ledger/bundle";
import type { Signer } from "./ledger/keys";
import { frameworkOf, type FrameworkName } from "./model/framework";
import { NO_REGISTERS } from "./model/report";
import type { Report } from "./model/report";
import type { RuleInfo } from "./model/rule-info";
import { readOrganisationFile } from "./sources/organisation-file";
import { copyOfRecords, readPolicyRecords } from "./sources/policy-records";
import { summarise } from "./summary";
import { writeReport } from "./write";
import type { ReportPaths } from "./write";

export * from "./errors";
export { REPORT_FORMATS } from "./formats";
export type { ReportFormat } from "./formats";
export { FRAMEWORKS, type FrameworkName } from "./model/framework";
export type { RuleInfo } from "./model/rule-info";
export type { ReportPaths } from "./write";

export interface MakeReportOptions {
  /** Folder tree of `.jsonl` records. */
  readonly evidenceDir: string;
  /** Folder the report goes to, as a whole; an earlier report in it is replaced. */
  readonly outDir: string;
  /** `phiguard.organisation.yaml` or JSON: see `sources/organisation-file.ts`. */
  readonly organisationFile?: string;
  /** The time the report is about, ISO 8601 in UTC with `Z`. Records collected later do not count. */
  readonly asOf: string;
  readonly rules: readonly RuleInfo[];
  /** Signs the list of the report's files; the list is there without a signature where this is left out. */
  readonly signer?: Signer;
  /** Folder of the ledger that `evidenceDir` lies in, so that the records can be shown to be in it. */
  readonly ledgerDir?: string;
  /** The ledger's tree in an earlier report: this one shows that it begins with it. */
  readonly earlier?: Tree;
  /** All where none is named. */
  readonly formats?: readonly ReportFormat[];
  /** Whose rows the report has; the Security Rule's by default. */
  readonly framework?: FrameworkName;
}

export interface MadeReport {
  readonly paths: ReportPaths;
  /** For a terminal, at most twelve lines and the path of the page. */
  readonly summary: string;
  readonly reportId: string;
  readonly asOf: string;
  readonly counts: Report["counts"];
  /** Citations that are open by themselves, and lines or entries that count for nothing. */
  readonly gaps: number;
  readonly faults: number;
}

/**
 * Reads the records, judges them at `asOf` and writes the report in every format that was asked for, a copy of the records, and the list of
 * them all, signed where there is a key.
 * @throws LedgerError, ReportArgumentError, EvidenceFolderError, OrganisationFileError or ReportWriteError, each with one sentence for the user.
 */
export async function makeReport(options: MakeReportOptions): Promise<MadeReport> {
  const { evidenceDir, outDir, organisationFile, rules, signer, ledgerDir, earlier } = options;
  const asOf = readTime(options.asOf);
  const records = await readPolicyRecords(evidenceDir);
  const registers = organisationFile === undefined ? NO_REGISTERS : await readOrganisationFile(organisationFile);
  const report = assess({
    records,
    framework: frameworkOf(options.framework ?? "hipaa"),
    rules,
    registers,
    asOf,
  });
  const files = new Map([...renderFormats(report, options.formats ?? REPORT_FORMATS), ...copyOfRecords(records)]);
  const bundle = await bundleOf(report, files, records, {
    ...(signer === undefined ? {} : { signer }),
    ...(ledgerDir === undefined ? {} : { ledgerDir }),
    ...(earlier === undefined ? {} : { earlier }),
  });
  const paths = await writeReport({ files: bundle, outDir });
  return {
    paths,
    summary: [...summarise(report), `Report: ${paths.html ?? paths.folder}`].join("\n"),
    reportId: report.id,
    asOf,
    counts: report.counts,
    gaps: report.gaps.length,
    faults: report.problems.length,
  };
}

function readTime(value: string): string {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time))
    throw new ReportArgumentError(
      `The as-of time must be ISO 8601 in UTC, such as 2026-11-22T00:00:00Z; got "${value}"`,
    );
  return new Date(time).toISOString();
}
