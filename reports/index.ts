import { driftBetween, resultKey } from "./assess/drift";
import { assessWithHistory, type HistoryOptions } from "./assess/with-history";
import { bundleOf } from "./bundle";
import { ReportArgumentError } from "./errors";
import type { ReadActivity } from "./events/read-activity";
import { USUAL_FORMATS, renderFormats } from "./formats";
import type { ReportFormat } from "./formats";
import type { Tree } from "./ledger/bundle";
import type { Signer } from "./ledger/keys";
import { frameworkOf, type FrameworkName } from "./model/framework";
import { NO_REGISTERS } from "./model/report";
import type { Drift } from "./model/history";
import type { Report } from "./model/report";
import type { RuleInfo } from "./model/rule-info";
import { papersOf } from "./papers";
import { readOrganisationFile } from "./sources/organisation-file";
import { copyOfRecords, readPolicyRecords } from "./sources/policy-records";
import { readReport } from "./sources/report-file";
import { summarise } from "./summary";
import { activityOf, withActivity } from "./with-activity";
import { writeReport } from "./write";
import type { ReportPaths } from "./write";

export * from "./errors";
export { REPORT_FORMATS } from "./formats";
export type { ReportFormat } from "./formats";
export { FRAMEWORKS, type FrameworkName } from "./model/framework";
export type { RuleInfo } from "./model/rule-info";
export type { ReportPaths } from "./write";

/** Times are ISO 8601 in UTC with `Z`. */
export interface MakeReportOptions extends HistoryOptions {
  /** Folder tree of `.jsonl` records. */
  readonly evidenceDir: string;
  /** Folder the report goes to, as a whole; an earlier report in it is replaced. */
  readonly outDir: string;
  /** `phiguard.organisation.yaml` or JSON: see `sources/organisation-file.ts`. */
  readonly organisationFile?: string;
  /** Puts the organisation file and what it attaches beside the report, as they are; not by default, for nobody looks into them. */
  readonly papers?: boolean;
  /** The time the report is about, ISO 8601 in UTC with `Z`. Records collected later do not count. */
  readonly asOf: string;
  readonly rules: readonly RuleInfo[];
  /** Signs the list of the report's files; the list is there without a signature where this is left out. */
  readonly signer?: Signer;
  /** Folder of the ledger that `evidenceDir` lies in, so that the records can be shown to be in it. */
  readonly ledgerDir?: string;
  /** Folder of audit events: the report shows populations and samples of `period`, which has to begin and end at midnight. */
  readonly eventsDir?: string;
  /** The ledger's tree in an earlier report: this one shows that it begins with it. */
  readonly earlier?: Tree;
  /** All but `pdf` where none is named. */
  readonly formats?: readonly ReportFormat[];
  /** Whose rows the report has; the Security Rule's by default. */
  readonly framework?: FrameworkName;
}

export interface MadeReport {
  readonly paths: ReportPaths;
  /** For a terminal, at most fourteen lines and the path of the page. */
  readonly summary: string;
  readonly reportId: string;
  readonly asOf: string;
  readonly counts: Report["counts"];
  /** Citations that are open by themselves, and lines or entries that count for nothing. */
  readonly gaps: number;
  readonly faults: number;
  /** Whether everything was said that has to be; see `model/completeness.ts`. */
  readonly complete: boolean;
  /** What the audit events were and cost, where there are any. */
  readonly events?: ReadActivity["cost"] & { readonly count: number };
}

/**
 * Reads the records, judges them at `asOf` and writes the report in every format that was asked for, a copy of the records, and the list of
 * them all, signed where there is a key.
 * @throws EventsError, LedgerError, ReportArgumentError, EvidenceFolderError, OrganisationFileError, PdfError or ReportWriteError, each with one sentence for the user.
 */
export async function makeReport(options: MakeReportOptions): Promise<MadeReport> {
  const { evidenceDir, outDir, organisationFile, rules, signer, ledgerDir, earlier } = options;
  const asOf = readTime(options.asOf);
  const records = await readPolicyRecords(evidenceDir);
  const registers = organisationFile === undefined ? NO_REGISTERS : await readOrganisationFile(organisationFile);
  const input = { records, framework: frameworkOf(options.framework ?? "hipaa"), rules, registers, asOf };
  const history = historyOf(options, asOf);
  const events = await activityOf(options, history);
  const report = withActivity(assessWithHistory(input, history), events);
  const files = new Map([
    ...(await renderFormats(report, options.formats ?? USUAL_FORMATS)),
    ...copyOfRecords(records),
    ...(options.papers === true && organisationFile !== undefined ? await papersOf(organisationFile, registers) : []),
  ]);
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
    complete: report.completeness.complete,
    ...(events === undefined ? {} : { events: { ...events.cost, count: events.activity.events } }),
  };
}

/**
 * What changed from one written report to a later one. A failure counts as come back where the earlier report says so itself: by its own
 * comparison it knows of results that were fixed.
 * @throws ReportArgumentError where one can't be read, was altered, or they are of different frameworks or in the wrong order.
 */
export async function compareReports(before: string, after: string): Promise<Drift> {
  const [earlier, later] = [await readReport(before), await readReport(after)];
  if (earlier.framework.id !== later.framework.id)
    throw new ReportArgumentError(
      `The reports are of different frameworks: ${earlier.framework.id} and ${later.framework.id}.`,
    );
  if (earlier.asOf >= later.asOf)
    throw new ReportArgumentError(`The earlier report comes first; these are of ${earlier.asOf} and ${later.asOf}.`);
  const fixed = earlier.drift?.results.filter(({ kind }) => kind === "fixed") ?? [];
  return driftBetween(earlier, later, new Set(fixed.map(({ rule, stack, urn }) => resultKey(rule, stack, urn))));
}

/** The times that were asked for, checked. */
function historyOf({ since, period, sampleSeed, trend }: HistoryOptions, asOf: string): HistoryOptions {
  const earlier = since === undefined ? undefined : readTime(since);
  if (earlier !== undefined && earlier >= asOf)
    throw new ReportArgumentError(`The time to compare with must lie before the report's; got ${earlier}, and ${asOf}`);
  const span = period && { from: readTime(period.from), to: readTime(period.to) };
  if (span !== undefined && (span.from >= span.to || span.to > asOf))
    throw new ReportArgumentError(
      `The period must end after it begins, and not after the report's time; got ${span.from} to ${span.to}`,
    );
  if (sampleSeed !== undefined && !/^([0-9a-f]{2}){16,}$/.test(sampleSeed))
    throw new ReportArgumentError(
      `The seed of the sample must be 32 or more lower-case hex digits, such as a head's hash; got "${sampleSeed}"`,
    );
  return {
    ...(earlier === undefined ? {} : { since: earlier }),
    ...(span === undefined ? {} : { period: span }),
    ...(sampleSeed === undefined ? {} : { sampleSeed }),
    ...(trend === undefined ? {} : { trend }),
  };
}

function readTime(value: string): string {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time))
    throw new ReportArgumentError(`A time must be ISO 8601 in UTC, such as 2026-11-22T00:00:00Z; got "${value}"`);
  return new Date(time).toISOString();
}
