import type { PolicyEvaluationRecord, ResultKind } from "../../policies/record";
import { isComplete, gatherRuns, type Run } from "../assess/runs";
import { ReportArgumentError } from "../errors";
import type { Signer } from "../ledger/keys";
import type { LoadedRecords } from "../sources/policy-records";

import { statementFile, urnsSha256 } from "./statement";

export interface ApproveOptions {
  readonly records: LoadedRecords;
  /** `project/stack` */
  readonly stack: string;
  /** The newest preview where it is left out. */
  readonly runId?: string;
  readonly approver: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly signer: Signer;
}

/**
 * A signed approval of a preview, as its records show it: nothing blocks, all of it was seen, and who approves did not make it.
 * @throws ReportArgumentError with one sentence, where one of these does not hold.
 */
export async function approve({ records, stack, runId, approver, at, signer }: ApproveOptions): Promise<Buffer> {
  const found = previewOf(records, stack, runId);
  const run = found.run!.record;
  const refuse = (why: string): never => {
    throw new ReportArgumentError(`The preview ${run.runId} of ${stack} can't be approved: ${why}.`);
  };
  if (!isComplete(found)) refuse("it ended before all resources were seen");
  if (Date.parse(run.expiresAt) < Date.parse(at)) refuse(`it is out of date since ${run.expiresAt}`);
  const blocking = found.evaluations.filter(({ record }) => record.enforcement === "mandatory");
  if (blocking.length > 0)
    refuse(`${blocking.length} of its results block, the first by ${blocking[0]!.record.rule.id}`);
  const missing = run.rules.filter(({ id, inScope }) => inScope > of(found, ({ rule }) => rule.id === id));
  if (missing.length > 0)
    refuse(`results of ${missing.length} rules are not on record, the first of ${missing[0]!.id}`);
  if (run.source.principal.toLowerCase() === approver.toLowerCase())
    refuse(`${approver} made it; wanted somebody else`);
  const { pack, packVersion, packDigest, engine, principal } = run.source;
  const count = (result: ResultKind): number => of(found, (one) => one.result === result);
  const urns = run.population.map(({ urn }) => urn);
  const preview = {
    ...{ stack, runId: run.runId, record: run.id, observedAt: run.observedAt, principal, engine },
    pack: { name: pack, version: packVersion, digest: packDigest },
    ...{ resources: urns.length, urnsSha256: urnsSha256(urns) },
    results: {
      ...{ pass: count("pass"), fail: count("fail"), "not-applicable": count("not-applicable") },
      undetermined: count("undetermined"),
    },
    waived: of(found, ({ waiver }) => waiver !== undefined),
  };
  const subject = { name: `${stack}, preview ${run.runId}`, sha256: run.id };
  return statementFile("approval", subject, { preview, approver, approvedAt: at }, signer);
}

const of = ({ evaluations }: Run, wanted: (record: PolicyEvaluationRecord) => boolean): number =>
  evaluations.filter(({ record }) => wanted(record)).length;

/** @throws ReportArgumentError where there is none. */
export function previewOf(records: LoadedRecords, stack: string, runId?: string): Run {
  const previews = gatherRuns(records.runs, records.evaluations)
    .filter((run) => run.stack === stack && run.run?.record.stage === "preview")
    .filter((run) => runId === undefined || run.runId === runId)
    .sort((a, b) => Date.parse(b.observedAt) - Date.parse(a.observedAt));
  const [newest] = previews;
  if (newest === undefined)
    throw new ReportArgumentError(
      `No preview${runId === undefined ? "" : ` ${runId}`} of ${stack} is on record; wanted project/stack of one that was run.`,
    );
  return newest;
}
