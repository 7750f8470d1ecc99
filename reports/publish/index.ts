import type { CallSummary } from "../model/collection-run";
import type { RuleInfo } from "../model/rule-info";
import { patiently, readPages, type PagedCall, type Patience } from "../sources/paged-call";
import { nameOf } from "../sources/aws-errors";
import type { LoadedRecords } from "../sources/policy-records";

import type { PublishedFinding, Target } from "./finding";
import { planFindings, readExisting, type ExistingFinding, type PublishPlan } from "./plan";

export interface FindingsPort {
  /** Findings of ours, of all states. */
  readonly existing: PagedCall["ask"];
  readonly publish: (findings: readonly PublishedFinding[]) => Promise<readonly FailedFinding[]>;
}

export interface FailedFinding {
  readonly id: string;
  /** Security Hub's code, such as `InvalidInput`. */
  readonly code: string;
}

export interface Published extends Omit<PublishPlan, "send"> {
  readonly sent: number;
  /** By rule and resource; what Security Hub did not take, with its code. */
  readonly failed: readonly { readonly rule: string; readonly resource: string; readonly code: string }[];
  /** How the reading of what is there ended. Where it is not whole, nothing was sent: something could be opened twice or left open. */
  readonly listing: CallSummary;
}

/** Findings a call (Security Hub API Reference, "BatchImportFindings"). */
const MOST_A_CALL = 100;

export interface PublishRequest {
  readonly records: LoadedRecords;
  readonly rules: readonly RuleInfo[];
  readonly target: Target;
  /** ISO 8601, UTC. */
  readonly asOf: string;
  /** Plans and sends nothing. */
  readonly dryRun: boolean;
  readonly patience: Patience;
}

/**
 * Tells Security Hub the newest results: opens what fails, updates what changed, archives what is mended or gone. The second time it
 * sends nothing.
 */
export async function publishFindings(request: PublishRequest, port: FindingsPort): Promise<Published> {
  const { records, rules, target, asOf, dryRun, patience } = request;
  const existing: ExistingFinding[] = [];
  const listing = await readPages(
    {
      call: "securityhub:GetFindings",
      ask: port.existing,
      take: (item) => {
        const finding = readExisting(item);
        // Another product under the same ARN has other generators; that is no fault.
        if (finding !== undefined) existing.push(finding);
        return finding === undefined ? "repeated" : "taken";
      },
    },
    patience,
  );
  const nothing = { opened: 0, updated: 0, resolved: 0, unchanged: 0, older: 0, sent: 0, failed: [] };
  if (listing.outcome !== "whole") return { ...nothing, listing };
  const { send, ...plan } = planFindings(records, existing, rules, target, asOf);
  const failed = dryRun ? [] : await sendAll(send, port, patience);
  return { ...plan, sent: dryRun ? 0 : send.length - failed.length, failed, listing };
}

async function sendAll(
  send: readonly PublishedFinding[],
  port: FindingsPort,
  patience: Patience,
): Promise<Published["failed"]> {
  const failed: Published["failed"][number][] = [];
  for (let at = 0; at < send.length; at += MOST_A_CALL) {
    const batch = send.slice(at, at + MOST_A_CALL);
    const byId = new Map(batch.map((finding) => [finding.Id, finding]));
    for (const { id, code } of await sendBatch(batch, port, patience)) {
      const finding = byId.get(id);
      if (finding === undefined) continue;
      const [resource] = finding.Resources;
      failed.push({ rule: finding.GeneratorId, resource: resource?.Id ?? "", code });
    }
  }
  return failed;
}

/** A call that fails as a whole fails each of its findings. */
async function sendBatch(
  batch: readonly PublishedFinding[],
  port: FindingsPort,
  patience: Patience,
): Promise<readonly FailedFinding[]> {
  let failed: readonly FailedFinding[] = [];
  const answer = await patiently(
    async () => {
      failed = await port.publish(batch);
      return { items: [] };
    },
    { requests: 0 },
    patience,
  );
  return answer.kind === "page" ? failed : batch.map(({ Id }) => ({ id: Id, code: nameOf(answer.error) }));
}
