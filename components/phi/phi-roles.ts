import type * as pulumi from "@pulumi/pulumi";
import { contract as consent } from "../../lambdas/consent-gate/contract";
import { contract as detect } from "../../lambdas/phi-detect/contract";
import { contract as manifest } from "../../lambdas/phi-manifest/contract";
import { contract as quarantine } from "../../lambdas/phi-quarantine/contract";
import { contract as release } from "../../lambdas/phi-release/contract";
import { contract as route } from "../../lambdas/phi-route/contract";
import { contract as validate } from "../../lambdas/phi-validate/contract";
import type { Statement } from "../access/policy-document";
import { ServiceRole } from "../access/service-role";
import type { TrustedRole } from "../access/trusted-role";
import { auditStatement } from "../compute/audit-task";
import type { FunctionContract } from "../compute/function-contract";
import { functionRole, functionUses } from "../compute/function-role";
import { machineArn, stateMachineRole, stateMachineUses } from "../compute/state-machine-role";
import type { KeyUse } from "../keys/key-policy";
import { arnOf, nameFor } from "../names";
import type { Place, Site } from "../site";
import { tagsFor } from "../tags";
import * as access from "./phi-access";
import type { PipelineStep } from "./phi-flow";
import { BATCH_ROLE, PHI_RULES_ROLE, PIPELINE_ROLE } from "./phi-names";
import { reviewerRole } from "./reviewer-role";

export type PhiFunction = PipelineStep | "manifest";

export const PHI_FUNCTIONS: Readonly<Record<PhiFunction, FunctionContract>> = {
  validate,
  consent,
  detect,
  route,
  release,
  quarantine,
  manifest,
};

/** Functions by the services through which they use the workload's key, beside their own logs and queues. */
const KEY_SERVICES: Readonly<Record<PhiFunction, readonly string[]>> = {
  validate: ["s3"],
  consent: ["dynamodb"],
  detect: ["s3"],
  route: [],
  release: ["s3", "dynamodb"],
  quarantine: ["s3", "dynamodb"],
  manifest: ["s3"],
};

const STATEMENTS: Readonly<Record<PhiFunction, (place: Place, site: Site) => Statement[]>> = {
  validate: access.validateStatements,
  consent: access.consentStatements,
  detect: access.detectStatements,
  route: () => [],
  release: access.releaseStatements,
  quarantine: access.quarantineStatements,
  manifest: access.manifestStatements,
};

/** Every role of the workload. They are made before its key, whose policy names them. */
export interface PhiRoles {
  readonly functions: Readonly<Record<PhiFunction, ServiceRole>>;
  readonly pipeline: ServiceRole;
  readonly batch: ServiceRole;
  /** With which EventBridge starts the machines. */
  readonly rules: ServiceRole;
  /** With which people review documents. */
  readonly reviewer: TrustedRole;
}

export interface PhiRolesArgs {
  readonly site: Site;
  readonly workload: string;
  /** Names of the roles of this account whose people review documents. */
  readonly reviewers: readonly string[];
}

export function phiRoles(
  name: string,
  { site, workload, reviewers }: PhiRolesArgs,
  opts: pulumi.ComponentResourceOptions,
): PhiRoles {
  const tags = tagsFor(site, { workload, classification: "internal" });
  const { manifest: _, ...ofPipeline } = PHI_FUNCTIONS;
  const functions = Object.fromEntries(
    Object.entries(PHI_FUNCTIONS).map(([key, contract]) => [
      key,
      functionRole(
        `${name}-${contract.name}`,
        { site, tags, contract, statements: (place) => STATEMENTS[key as PhiFunction](place, site), inNetwork: true },
        opts,
      ),
    ]),
  ) as Record<PhiFunction, ServiceRole>;
  return {
    functions,
    pipeline: stateMachineRole(
      `${name}-pipeline`,
      {
        site,
        tags,
        role: PIPELINE_ROLE,
        functions: Object.values(ofPipeline),
        statements: (place) => [auditStatement(place, workload)],
      },
      opts,
    ),
    batch: stateMachineRole(
      `${name}-batch`,
      {
        site,
        tags,
        role: BATCH_ROLE,
        functions: [manifest],
        statements: (place) => [auditStatement(place, workload), start("StartPipeline", place, PIPELINE_ROLE)],
      },
      opts,
    ),
    rules: new ServiceRole(
      `${name}-rules`,
      {
        site,
        tags,
        role: PHI_RULES_ROLE,
        description: "Starts the pipeline for documents and for manifests.",
        service: "events.amazonaws.com",
        sourceArn: (place) =>
          [PIPELINE_ROLE, BATCH_ROLE].map((role) => arnOf(place, "events", `rule/${nameFor(place, "rule", role)}`)),
        statements: (place) => [start("StartPipeline", place, PIPELINE_ROLE), start("StartBatch", place, BATCH_ROLE)],
      },
      opts,
    ),
    reviewer: reviewerRole(`${name}-reviewer`, { site, tags, reviewers }, opts),
  };
}

function start(Sid: string, place: Place, machine: string): Statement {
  return { Sid, Effect: "Allow", Action: "states:StartExecution", Resource: machineArn(place, machine) };
}

/** Uses of the workload's key: documents, tables and queue, what the functions and machines keep. */
export function phiKeyUses(roles: PhiRoles, site: Site): pulumi.Input<KeyUse>[] {
  const through = (services: readonly string[], role: ServiceRole | TrustedRole, sid: string): pulumi.Output<KeyUse> =>
    role.namedArn.apply((roleArn): KeyUse => {
      return { kind: "role", sid, roleArn, actions: ["kms:Decrypt", "kms:GenerateDataKey"], services };
    });
  return [
    { kind: "logs" },
    { kind: "log-delivery" },
    { kind: "tables" },
    ...Object.entries(roles.functions).map(([key, role]) =>
      functionUses(role, `${key[0]?.toUpperCase()}${key.slice(1)}Runs`, KEY_SERVICES[key as PhiFunction]),
    ),
    stateMachineUses(roles.pipeline, site, PIPELINE_ROLE, "Pipeline"),
    stateMachineUses(roles.batch, site, BATCH_ROLE, "Batch"),
    through(["states"], roles.batch, "BatchStartsPipeline"),
    through(["states"], roles.rules, "RulesStartMachines"),
    through(["s3", "dynamodb", "sqs"], roles.reviewer, "ReviewerReviews"),
  ];
}
