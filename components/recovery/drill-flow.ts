import type { Definition, State } from "../compute/asl";
import { callFunction, noteTime } from "../compute/asl-task";
import type { Step } from "../compute/flow-step";

export interface DrillFlowArgs {
  readonly measure: Step;
  readonly promote: Step;
  readonly restore: Step;
  readonly replay: Step;
  readonly replayImages: Step;
  readonly report: Step;
  /** Seconds that each of promotion, restores and the two replays may take before the drill goes on without it, in [600, 28800]. */
  readonly stepTimeoutSeconds: number;
}

/** Seconds for what is done beside the four long steps. */
const OTHER_WORK_SECONDS = 3600;

/**
 * A drill, or a failover: measure how far each copy is behind, promote the replica or say that it could be, restore the newest
 * backups, replay the journals, and tell all of it as evidence. What fails is told, too, and the machine then fails, so that an alarm
 * rings. The state's data are ARNs, ids and figures.
 */
export function drillFlow(args: DrillFlowArgs): Definition {
  const call = (step: Step, comment: string, Next: string, onFailure: string): State =>
    callFunction({
      functionArn: step.arn,
      timeoutSeconds: step.contract.timeoutSeconds,
      comment,
      after: { Next },
      onFailure,
    });
  /** A step that is asked after until it is over or has had its time; then the next one. */
  const patient = (
    names: { readonly step: string; readonly asked: string; readonly wait: string },
    [step, field, comment]: readonly [Step, string, string],
    next: string,
  ): Record<string, State> => ({
    [names.step]: call(step, comment, names.asked, "Failed"),
    [names.asked]: {
      Type: "Choice",
      Choices: [
        { Variable: `$.${field}.status`, StringEquals: "DONE", Next: next },
        { Variable: `$.${field}.waitedSeconds`, NumericGreaterThanEquals: args.stepTimeoutSeconds, Next: next },
      ],
      Default: names.wait,
    },
    [names.wait]: {
      Type: "Wait",
      Comment:
        "A second before a promotion, 30 s at first, then as long as was waited so far, 5 minutes at most, or a minute for images.",
      SecondsPath: `$.${field}.waitSeconds`,
      Next: names.step,
    },
  });
  return {
    Comment: "Measures recovery point and recovery time of every kind of store, and tells them as evidence.",
    StartAt: "Begin",
    TimeoutSeconds: 4 * args.stepTimeoutSeconds + OTHER_WORK_SECONDS,
    States: {
      Begin: {
        Type: "Pass",
        Comment: "Names the execution, so that each try of one step gives AWS the same token.",
        Parameters: {
          "mode.$": "$.mode",
          "execution.$": "$$.Execution.Id",
          "startedAt.$": "$$.Execution.StartTime",
        },
        Next: "Measure",
      },
      // In a disaster the home region may not answer: the promotion must not wait for it.
      Measure: call(args.measure, "Asks each store how far its copy is behind.", "Promote", "Promote"),
      ...patient(
        { step: "Promote", asked: "PromotionAnswered", wait: "WaitForPromotion" },
        [args.promote, "promotion", "Promotes the replica in a failover; says whether it could in a drill."],
        "Restore",
      ),
      ...patient(
        { step: "Restore", asked: "RestoreAnswered", wait: "WaitForRestore" },
        [args.restore, "restores", "Restores the newest backups under drill names; removes what it restored."],
        "StartReplay",
      ),
      StartReplay: call(
        args.replay,
        "Starts the import of the replicated export, which runs while images are replayed.",
        "ReplayImages",
        "Failed",
      ),
      ...patient(
        { step: "ReplayImages", asked: "ImagesAnswered", wait: "WaitForImages" },
        [args.replayImages, "images", "Imports replicated batches of images into data stores of this region."],
        "Replay",
      ),
      ...patient(
        { step: "Replay", asked: "ReplayAnswered", wait: "WaitForReplay" },
        [args.replay, "replay", "Asks after the import of the replicated export."],
        "Over",
      ),
      Over: noteTime("Report"),
      Report: call(args.report, "Tells what was measured, as evidence.", "Reported", "NotTold"),
      Reported: {
        Type: "Choice",
        Choices: [{ Variable: "$.met", BooleanEquals: true, Next: "WithinTargets" }],
        Default: "TargetsMissed",
      },
      WithinTargets: { Type: "Succeed" },
      TargetsMissed: {
        Type: "Fail",
        Error: "TargetsMissed",
        Cause: "A recovery point or time is past what is stated, or could not be measured; the evidence says which.",
      },
      Failed: noteTime("ReportFailure"),
      ReportFailure: call(
        args.report,
        "Tells that the drill ended early, and what it had measured.",
        "EndedEarly",
        "NotTold",
      ),
      EndedEarly: { Type: "Fail", Error: "EndedEarly", Cause: "A step failed; its function's log says why." },
      NotTold: {
        Type: "Fail",
        Error: "NotTold",
        Cause: "The evidence could not be written; the drill counts for nothing.",
      },
    },
  };
}
