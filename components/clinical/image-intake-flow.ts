import type { Definition, Rule, State } from "../compute/asl";
import { callFunction } from "../compute/asl-task";
import type { Step } from "../compute/flow-step";

export interface IntakeFlowArgs {
  readonly validate: Step;
  readonly start: Step;
  readonly quarantine: Step;
  /** Seconds that an import job may take before the batch is given up, in [600, 86400]. */
  readonly importTimeoutSeconds: number;
}

/** Hours that the check of a batch, the last question and the record may take beside the import: 25 pages of 10 minutes at most. */
const OTHER_WORK_SECONDS = 6 * 3600;

/**
 * From upload to image sets: check page by page, import what is good, ask after the job at intervals that grow to ten minutes, and
 * keep a reason for what was not imported. The state's data are ids and counts; files and names stay in the buckets.
 */
export function intakeFlow({ validate, start, quarantine, importTimeoutSeconds }: IntakeFlowArgs): Definition {
  const call = (step: Step, comment: string, Next: string): State =>
    callFunction({
      functionArn: step.arn,
      timeoutSeconds: step.contract.timeoutSeconds,
      comment,
      after: { Next },
      onFailure: "Quarantine",
    });
  const status = (StringEquals: string, Next: string): Rule => ({ Variable: "$.job.status", StringEquals, Next });
  return {
    Comment: "Checks a batch of DICOM files, imports it into HealthImaging, and keeps the reason where it can't.",
    StartAt: "Begin",
    TimeoutSeconds: importTimeoutSeconds + OTHER_WORK_SECONDS,
    States: {
      Begin: {
        Type: "Pass",
        Comment: "Takes of the event what belongs to a batch; its version of the marker makes HealthImaging's token.",
        Parameters: {
          "tenant.$": "$.tenant",
          "key.$": "$.key",
          "kmsKeyArn.$": "$.kmsKeyArn",
          "datastoreId.$": "$.datastoreId",
          "dataAccessRoleArn.$": "$.dataAccessRoleArn",
          "upload.$": "$.upload",
        },
        Next: "Check",
      },
      Check: call(validate, "Checks a page of files; copies the good and the bad ones.", "Checked"),
      Checked: {
        Type: "Choice",
        Choices: [
          { Variable: "$.hasMore", BooleanEquals: true, Next: "Check" },
          { Variable: "$.accepted", NumericEquals: 0, Next: "Quarantine" },
        ],
        Default: "StartImport",
      },
      StartImport: call(start, "Starts the import job of the accepted files.", "WaitForImport"),
      WaitForImport: {
        Type: "Wait",
        Comment: "30 s at first, then as long as was waited so far, 10 minutes at most.",
        SecondsPath: "$.job.waitSeconds",
        Next: "AskAfterImport",
      },
      AskAfterImport: call(start, "Asks how the job is going.", "ImportAnswered"),
      ImportAnswered: {
        Type: "Choice",
        Choices: [
          status("COMPLETED", "Imported"),
          status("COMPLETED_WITH_ERRORS", "Quarantine"),
          status("FAILED", "Quarantine"),
          { Variable: "$.job.waitedSeconds", NumericGreaterThanEquals: importTimeoutSeconds, Next: "Quarantine" },
        ],
        Default: "WaitForImport",
      },
      Imported: { Type: "Succeed" },
      Quarantine: callFunction({
        functionArn: quarantine.arn,
        timeoutSeconds: quarantine.contract.timeoutSeconds,
        comment: "Writes down why the batch was not imported, or not all of it.",
        after: { Next: "NotImported" },
      }),
      NotImported: {
        Type: "Fail",
        Error: "BatchNotImported",
        Cause: "The reason stands in the quarantine bucket under the tenant's refused/ prefix.",
      },
    },
  };
}
