import type { ActionName } from "../../lambdas/finding-triage/contract";
import type { Definition, State } from "../compute/asl";
import { askPeople, callFunction, noteTime } from "../compute/asl-task";
import type { Step } from "../compute/flow-step";

export interface RemediationFlowArgs {
  readonly triage: Step;
  readonly openBreach: Step;
  readonly ask: Step;
  readonly record: Step;
  /** One a remedy. */
  readonly actions: Readonly<Record<ActionName, Step>>;
  /** Hours that people have to decide, in [1, 168]; afterwards nothing is done. */
  readonly approvalHours: number;
}

/** Seconds that everything beside the decision may take. */
const OTHER_WORK_SECONDS = 3600;

const stateOf = (action: ActionName): string =>
  action.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());

/**
 * From a finding to its remedy: choose, open a risk assessment where a breach is suspected, ask people where data may be locked away,
 * act. Every way ends in evidence; what was not done is told with its reason.
 */
export function remediationFlow(args: RemediationFlowArgs): Definition {
  const { triage, openBreach, ask, record, actions, approvalHours } = args;
  const call = (step: Step, comment: string, Next: string): State =>
    callFunction({
      functionArn: step.arn,
      timeoutSeconds: step.contract.timeoutSeconds,
      comment,
      after: { Next },
      onFailure: "NotDone",
    });
  const names = Object.keys(actions) as ActionName[];
  return {
    Comment: "Mends what a finding shows, or tells why it did not.",
    StartAt: "Begin",
    TimeoutSeconds: approvalHours * 3600 + OTHER_WORK_SECONDS,
    States: {
      Begin: {
        Type: "Pass",
        Comment: "Names the execution: undo records, approvals and assessments are kept by it.",
        Parameters: { "event.$": "$", "execution.$": "$$.Execution.Name" },
        Next: "Triage",
      },
      Triage: call(triage, "Chooses the remedy; the finding's own text ends here.", "Breach"),
      Breach: {
        Type: "Choice",
        Choices: [{ Variable: "$.breach", BooleanEquals: true, Next: "OpenAssessment" }],
        Default: "Chosen",
      },
      OpenAssessment: call(openBreach, "Opens the four-factor assessment and its clock.", "Chosen"),
      Chosen: {
        Type: "Choice",
        Choices: [
          { Variable: "$.action", StringEquals: "none", Next: "NothingToDo" },
          { Variable: "$.needsApproval", BooleanEquals: true, Next: "AskPeople" },
        ],
        Default: "Act",
      },
      AskPeople: askPeople({
        functionArn: ask.arn,
        answerSeconds: approvalHours * 3600,
        comment: "Waits until somebody decides; no answer is a no.",
        resultPath: "$.decision",
        after: { Next: "Decided" },
        onFailure: "NotDone",
      }),
      Decided: {
        Type: "Choice",
        Choices: [{ Variable: "$.decision.approved", BooleanEquals: true, Next: "Act" }],
        Default: "NotDone",
      },
      Act: {
        Type: "Choice",
        Choices: names.map((action) => ({ Variable: "$.action", StringEquals: action, Next: stateOf(action) })),
        Default: "NotDone",
      },
      ...Object.fromEntries(
        names.map((action) => [stateOf(action), call(actions[action], `Does ${action}.`, "Mended")]),
      ),
      Mended: { Type: "Succeed" },
      NothingToDo: { Type: "Succeed" },
      NotDone: noteTime("Record"),
      Record: callFunction({
        functionArn: record.arn,
        timeoutSeconds: record.contract.timeoutSeconds,
        comment: "Tells why the remedy was not done.",
        after: { Next: "Recorded" },
      }),
      Recorded: {
        Type: "Choice",
        Choices: [{ Variable: "$.ended", StringEquals: "refused", Next: "LeftAlone" }],
        Default: "NotMended",
      },
      LeftAlone: { Type: "Succeed" },
      NotMended: {
        Type: "Fail",
        Error: "NotMended",
        Cause: "The reason stands in the evidence ledger, under the action's name and .not-done.",
      },
    },
  };
}
