import type { Definition } from "../../components/compute/asl";
import { drillFlow } from "../../components/recovery/drill-flow";
import { contract as promote } from "../../lambdas/database-promote/contract";
import { contract as replay } from "../../lambdas/fhir-replay/contract";
import { contract as replayImages } from "../../lambdas/image-replay/contract";
import { contract as measure } from "../../lambdas/recovery-measure/contract";
import { contract as report } from "../../lambdas/recovery-report/contract";
import { contract as restore } from "../../lambdas/recovery-restore/contract";

/** ARN of a function that the recovery drill calls, by the function's name. */
export const arnOf = (name: string): string =>
  `arn:aws:lambda:us-west-2:123456789012:function:phiguard-test-${name}:live`;

/** Functions of the drill, by what they do in it. */
export const DRILL_FUNCTIONS = { measure, promote, restore, replay, replayImages, report } as const;

const step = <T extends { name: string }>(contract: T): { arn: string; contract: T } => ({
  arn: arnOf(contract.name),
  contract,
});

export const drillMachine: Definition = drillFlow({
  measure: step(measure),
  promote: step(promote),
  restore: step(restore),
  replay: step(replay),
  replayImages: step(replayImages),
  report: step(report),
  stepTimeoutSeconds: 600,
});
