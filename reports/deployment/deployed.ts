import { createHash } from "node:crypto";
import { z } from "zod";

import { readStackExport } from "../../policies/stack-export";
import { ReportArgumentError } from "../errors";
import type { Signer } from "../ledger/keys";
import type { LoadedRecords } from "../sources/policy-records";

import { previewOf } from "./approve";
import { readStatement, statementFile, urnsSha256, type Approval, type Deployment } from "./statement";

export interface DeployedOptions {
  /** An approval's file, and its name in messages. */
  readonly approval: { readonly file: Buffer; readonly shown: string };
  /** What `pulumi stack export` wrote after the update. */
  readonly state: { readonly text: string; readonly shown: string };
  readonly update?: number;
  /** The preview's records, for the URNs that were approved. */
  readonly records: LoadedRecords;
  readonly at: string;
  readonly signer: Signer;
}

/** Providers and the stack itself are the engine's, and no program asks for them by name. */
const isMade = ({ type }: { readonly type: string }): boolean => !type.startsWith("pulumi:");

/**
 * A signed statement that binds a state to the preview that was approved for it.
 * @throws LedgerError for an approval that is not whole, PackInputError for a state that is none, ReportArgumentError where they are of
 * different stacks or the preview's records are not those that were approved.
 */
export async function deployed({ approval, state, update, records, at, signer }: DeployedOptions): Promise<Buffer> {
  const { preview } = readStatement("approval", approval.file, approval.shown);
  const facts = stateFacts(state);
  if (facts.stack !== preview.stack)
    throw new ReportArgumentError(
      `${state.shown} is a state of ${facts.stack}, and the approval is of ${preview.stack}.`,
    );
  const run = previewOf(records, preview.stack, preview.runId).run!.record;
  if (run.id !== preview.record)
    throw new ReportArgumentError(`The record of the preview ${preview.runId} is not the one that was approved.`);
  const approved = run.population.filter(isMade).map(({ urn }) => urn);
  const { urns, ...told } = facts;
  return statementFile(
    "deployment",
    { name: `${facts.stack}, state`, sha256: facts.sha256 },
    {
      approval: approval.file.toString("base64"),
      state: { ...told, update: update ?? null, resources: urns.length, urnsSha256: urnsSha256(urns) },
      notApproved: without(urns, approved),
      notDeployed: without(approved, urns),
      recordedAt: at,
    },
    signer,
  );
}

export interface DeploymentVerdict {
  readonly deployment: Deployment;
  readonly approval: Approval;
  /** One sentence each; none where what was deployed is what was approved. */
  readonly faults: readonly string[];
}

/**
 * What a deployment's file shows: both signatures, the order of the times, and whether what exists is what was approved.
 * @param now a state to hold against it, such as today's: what was changed since is a fault, too.
 * @param fingerprints keys that the reader knows; both have to be among them where any is given.
 * @throws LedgerError where it is not whole.
 */
export function verifyDeployment(
  file: Buffer,
  shown: string,
  fingerprints: readonly string[] = [],
  now?: { readonly text: string; readonly shown: string },
): DeploymentVerdict {
  const deployment = readStatement("deployment", file, shown);
  const approval = readStatement("approval", Buffer.from(deployment.approval, "base64"), `The approval in ${shown}`);
  const { state, notApproved, notDeployed } = deployment;
  const unknown = [deployment.key, approval.key]
    .map(({ fingerprint }) => fingerprint)
    .filter((fingerprint) => fingerprints.length > 0 && !fingerprints.includes(fingerprint));
  const at = state.takenAt ?? deployment.recordedAt;
  const current = now === undefined ? undefined : stateFacts(now);
  const faults = [
    ...[...new Set(unknown)].map((fingerprint) => `It is signed by key ${fingerprint}, which you did not name.`),
    ...(state.stack === approval.preview.stack ? [] : ["The approval is of another stack."]),
    ...(Date.parse(approval.approvedAt) <= Date.parse(at)
      ? []
      : [`It was approved on ${approval.approvedAt}, after it was deployed (${at}).`]),
    ...notApproved.map((urn) => `Deployed and not approved: ${urn}`),
    ...notDeployed.map((urn) => `Approved and not deployed: ${urn}`),
    ...(current === undefined || current.sha256 === state.sha256
      ? []
      : [
          current.stack !== state.stack
            ? `${now!.shown} is a state of ${current.stack}.`
            : `${now!.shown} is another state than the one that was recorded${current.takenAt === null ? "" : `, of ${current.takenAt}`}.`,
        ]),
  ];
  return { deployment, approval, faults };
}

const manifest = z.object({ deployment: z.object({ manifest: z.object({ time: z.iso.datetime({ offset: true }) }) }) });

function stateFacts({ text, shown }: { readonly text: string; readonly shown: string }) {
  const { facts, resources } = readStackExport(text, shown);
  const time = manifest.safeParse(JSON.parse(text)).data?.deployment.manifest.time;
  return {
    stack: `${facts.project}/${facts.stack}`,
    sha256: createHash("sha256").update(text).digest("hex"),
    takenAt: time === undefined ? null : new Date(time).toISOString(),
    urns: resources.filter(isMade).map(({ urn }) => urn),
  };
}

function without(all: readonly string[], known: readonly string[]): string[] {
  const seen = new Set(known);
  return all.filter((urn) => !seen.has(urn)).sort();
}
