import { PHI_WORKLOAD } from "../../lambdas/phi/contract";
import type { Definition } from "../compute/asl";
import { callFunction, transientRetry } from "../compute/asl-task";
import { tellAudit } from "../compute/audit-task";
import type { Step } from "../compute/flow-step";

export interface BatchFlowArgs {
  readonly manifest: Step;
  /** The machine that works on one document. */
  readonly pipelineArn: string;
  readonly partition: string;
  /** Starts at the same time, in [1, 40]: an inline Map has no more. */
  readonly concurrency: number;
}

/** Twenty pages, each with a minute of reading and some of starting. */
const LONGEST_SECONDS = 4 * 3600;

/**
 * Reads a manifest page by page and starts the pipeline for each document, named by the document's id: what was started before, by this
 * manifest or another, is not started again. A manifest that is refused starts nothing; after it was mended, upload it again.
 */
export function batchFlow({ manifest, pipelineArn, partition, concurrency }: BatchFlowArgs): Definition {
  return {
    Comment: "Starts the pipeline for each document of a manifest.",
    StartAt: "ReadManifest",
    TimeoutSeconds: LONGEST_SECONDS,
    States: {
      ReadManifest: callFunction({
        functionArn: manifest.arn,
        timeoutSeconds: manifest.contract.timeoutSeconds,
        comment: "Reads a page of the manifest.",
        after: { Next: "TellManifest" },
      }),
      TellManifest: tellAudit({
        partition,
        workload: PHI_WORKLOAD,
        comment: "Tells what was read.",
        after: { Next: "ManifestRead" },
      }),
      ManifestRead: {
        Type: "Choice",
        Choices: [{ Variable: "$.outcome", StringEquals: "accepted", Next: "StartEach" }],
        Default: "ManifestRefused",
      },
      StartEach: {
        Type: "Map",
        ItemsPath: "$.starts",
        MaxConcurrency: concurrency,
        ItemProcessor: {
          ProcessorConfig: { Mode: "INLINE" },
          StartAt: "StartOne",
          States: {
            StartOne: {
              Type: "Task",
              Comment: "Goes on as soon as it has begun.",
              Resource: `arn:${partition}:states:::states:startExecution`,
              Parameters: { StateMachineArn: pipelineArn, "Name.$": "$.name", "Input.$": "$.input" },
              ResultPath: null,
              TimeoutSeconds: 60,
              Retry: [
                {
                  ...transientRetry(),
                  // As the integration names what Step Functions answers when too much begins at once.
                  ErrorEquals: ["StepFunctions.ExecutionLimitExceededException", "StepFunctions.ThrottlingException"],
                },
              ],
              Catch: [
                {
                  ErrorEquals: ["StepFunctions.ExecutionAlreadyExistsException"],
                  ResultPath: "$.error",
                  Next: "StartedBefore",
                },
              ],
              Next: "Started",
            },
            Started: { Type: "Succeed" },
            StartedBefore: { Type: "Succeed" },
          },
        },
        ResultPath: null,
        Next: "PageStarted",
      },
      PageStarted: {
        Type: "Choice",
        Choices: [{ Variable: "$.hasMore", BooleanEquals: true, Next: "ReadManifest" }],
        Default: "AllStarted",
      },
      AllStarted: { Type: "Succeed" },
      ManifestRefused: {
        Type: "Fail",
        Error: "ManifestRefused",
        Cause: "The reason stands in the audit event; nothing was started by this page.",
      },
    },
  };
}
