import type * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../components/access/policy-document";
import type { KeyUse } from "../components/keys/key-policy";
import type { Inbound } from "../components/network/acl-rules";
import type { InterfaceService } from "../components/network/endpoint-policy";
import type { Place, Site } from "../components/site";
import type { Settings, Workload } from "./config";
import { baselineNeeds } from "./baseline-needs";
import { dataPlatformNeeds } from "./data-platform-needs";
import { fhirApiNeeds } from "./fhir-api-needs";
import { evidenceNeeds } from "./evidence-needs";
import { healthLakeNeeds } from "./healthlake-needs";
import { imagingNeeds } from "./imaging-needs";
import { observabilityNeeds } from "./observability-needs";
import { phiPipelineNeeds } from "./phi-pipeline-needs";
import { recoveryNeeds } from "./recovery-needs";
import { securityNeeds } from "./security-needs";
import { streamingNeeds } from "./streaming-needs";

/** What others make for a workload before its own resources: the foundation, and the boundary of its roles. */
export interface Needs {
  /** Uses of the platform key beside the foundation's own. */
  readonly keyUses?: (site: Site) => readonly pulumi.Input<KeyUse>[];
  /** Services that tell the alarm topic something, beside alarms and rules. */
  readonly alarmPublishers?: (place: Place, topicArn: string) => readonly Statement[];
  /** Services that it calls from inside the network. */
  readonly endpoints?: readonly InterfaceService[];
  /** Who from outside begins connections to it. */
  readonly inbound?: (settings: Settings) => readonly Inbound[];
  /** The most that its roles do, beyond what the boundary lets every role do. */
  readonly boundary?: (place: Place, settings: Settings) => readonly Statement[];
  /** Bucket names that a team chose itself. */
  readonly bucketNames?: (settings: Settings) => readonly string[];
}

export const NEEDS: Readonly<Record<Workload, Needs>> = {
  foundation: {},
  baseline: baselineNeeds,
  security: securityNeeds,
  healthlake: healthLakeNeeds,
  imaging: imagingNeeds,
  // Its roles are those of people's pipelines: their boundary is of their own (components/delivery/deploy-boundary.ts).
  delivery: {},
  streaming: streamingNeeds,
  "phi-pipeline": phiPipelineNeeds,
  "fhir-api": fhirApiNeeds,
  observability: observabilityNeeds,
  "data-platform": dataPlatformNeeds,
  recovery: recoveryNeeds,
  evidence: evidenceNeeds,
};

/** The needs of the workloads that the stack builds, or whose foundation it is, in the order of `WORKLOADS`. */
export function needsOf({
  workloads,
  foundation: { serves },
}: Pick<Settings, "workloads" | "foundation">): readonly Needs[] {
  return Object.entries(NEEDS)
    .filter(([workload]) => [...workloads, ...serves].includes(workload as Workload))
    .map(([, needs]) => needs);
}
