import { assess } from "../assess";
import { withAccountChecks } from "../assess/account-checks";
import { collectionRunOf, type CollectionRun } from "../model/collection-run";
import type { CollectedRecord } from "../model/collected-record";
import { observed, type ObservedRecord } from "../model/observed-record";
import type { Report } from "../model/report";

import { refOf } from "../sources/policy-records";

import { assessInput } from "./builders";

/** What collections and the live intake tell, for tests: everything has a value that works. Synthetic. */
export const AT = "2026-11-20T10:00:00.000Z";
export const ACCOUNT = "111122223333";

export const hashOf = (seed: string): string => Buffer.from(seed).toString("hex").padEnd(64, "0").slice(0, 64);

type RunFacts = Parameters<typeof collectionRunOf>[0];

/** A collection of one source in one place; its id follows from both. */
export function collection(more: Partial<RunFacts> = {}): CollectionRun {
  const { source = "aws.config", account = ACCOUNT, region = "us-east-1", complete = true, collectedAt = AT } = more;
  const outcome = complete ? ("whole" as const) : ("denied" as const);
  return collectionRunOf({
    runId: runIdOf(source, account, region),
    collectedAt,
    observedAt: collectedAt,
    endedAt: collectedAt,
    source,
    account,
    region,
    principal: `arn:aws:iam::${ACCOUNT}:role/collector`,
    toolVersion: "0.1.0",
    asked: {},
    calls: [{ call: "service:List", outcome, requests: 1, pages: 1, items: 1, refused: 0, repeated: 0, restarts: 0 }],
    complete,
    missing: complete ? [] : ["service:List denied"],
    population: [],
    records: 1,
    subjects: "keyed",
    ...more,
  });
}

const runIdOf = (source: string, account: string, region: string): string => hashOf(`${region} ${account} ${source}`);

type Facts = Omit<ObservedRecord, "id" | "expiresAt">;

/** A record of a collection's; of the live intake where `eventId` is given. */
export function tell(more: Partial<Facts> & Pick<Facts, "kind" | "source" | "action">): ObservedRecord {
  const { source, account = ACCOUNT, region = "us-east-1", eventId } = more;
  return observed({
    collectedAt: AT,
    observedAt: AT,
    account,
    region,
    ...(eventId === undefined ? { runId: runIdOf(source, account, region) } : {}),
    ...more,
  });
}

/** The report of what was collected, and nothing else. */
export function collectedReport(
  runs: readonly CollectionRun[],
  records: readonly ObservedRecord[],
  more: Parameters<typeof assessInput>[2] = {},
): Report {
  const input = assessInput([], [], more);
  const located = <T extends CollectedRecord>(all: readonly T[]) =>
    all.map((record, index) => ({ record, ref: refOf(record, "aws.jsonl", index + 1) }));
  const collected = { runs: located(runs), observed: located(records) };
  return assess(withAccountChecks({ ...input, records: { ...input.records, collected } }));
}
