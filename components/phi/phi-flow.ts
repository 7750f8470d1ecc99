import { PHI_WORKLOAD } from "../../lambdas/phi/contract";
import type { Choice, Definition, Rule, State } from "../compute/asl";
import { callFunction } from "../compute/asl-task";
import { tellAudit } from "../compute/audit-task";
import type { Step } from "../compute/flow-step";

export const PIPELINE_STEPS = ["validate", "consent", "detect", "route", "release", "quarantine"] as const;
export type PipelineStep = (typeof PIPELINE_STEPS)[number];

export type PipelineFlowArgs = Readonly<Record<PipelineStep, Step>> & {
  /** Partition of the region, such as aws. */
  readonly partition: string;
};

/** Six steps that may wait for their turn for two hours or so each, and the search takes up to 15 minutes. */
const LONGEST_SECONDS = 24 * 3600;

/**
 * From arrival to result: what it is, whether it may go there, what in it identifies somebody, whether it still may go, where it goes. Each step's audit event is
 * told before the next begins. The state's data are references, counts and codes; documents stay in the buckets. What fails or may not go
 * out ends in quarantine with its reason.
 */
export function pipelineFlow(args: PipelineFlowArgs): Definition {
  const call = (step: PipelineStep, comment: string, Next: string): State =>
    callFunction({
      functionArn: args[step].arn,
      timeoutSeconds: args[step].contract.timeoutSeconds,
      comment,
      after: { Next },
      waitsItsTurn: true,
      ...(step !== "quarantine" && { onFailure: "Quarantine" }),
    });
  const told = (what: string, Next: string): State =>
    tellAudit({ partition: args.partition, workload: PHI_WORKLOAD, comment: `Tells ${what}.`, after: { Next } });
  const choice = (Choices: Rule[], Default: string): Choice => ({ Type: "Choice", Choices, Default });
  const when = (Variable: string, StringEquals: string, Next: string): Rule => ({ Variable, StringEquals, Next });
  return {
    Comment:
      "Validates a document, checks consent, searches it for what identifies somebody, and lets it out or keeps it.",
    StartAt: "Begin",
    TimeoutSeconds: LONGEST_SECONDS,
    States: {
      Begin: {
        Type: "Pass",
        Comment: "Names the document's version and the execution.",
        Parameters: { "document.$": "$", "execution.$": "$$.Execution.Name" },
        Next: "Validate",
      },
      Validate: call("validate", "Tells format, size and destination.", "TellValidation"),
      TellValidation: told("what the document was found to be", "Validated"),
      Validated: choice([when("$.validation.outcome", "accepted", "CheckConsent")], "Quarantine"),
      CheckConsent: call("consent", "Asks whether it may go to the recipient for the purpose.", "TellConsent"),
      TellConsent: told("what the check of consent gave", "Consented"),
      Consented: choice([when("$.consent.outcome", "granted", "Detect")], "Quarantine"),
      Detect: call("detect", "Searches the document; keeps spans in the bucket and counts here.", "TellDetection"),
      TellDetection: told("what was searched, by counts", "Route"),
      Route: call("route", "Scores the risk and chooses.", "TellRoute"),
      TellRoute: told("the choice and its scores", "Routed"),
      Routed: choice(
        [when("$.route.kind", "release", "CheckConsentAgain"), when("$.route.kind", "mask", "CheckConsentAgain")],
        "Quarantine",
      ),
      // Hours may lie between: what was withdrawn meanwhile stays here.
      CheckConsentAgain: call("consent", "Asks whether it still may go to the recipient.", "TellConsentAgain"),
      TellConsentAgain: told("what the second check of consent gave", "StillConsented"),
      StillConsented: choice([when("$.consent.outcome", "granted", "Release")], "Quarantine"),
      Release: call("release", "Writes the document, masked or as it is, and its record.", "TellRelease"),
      TellRelease: told("where the document went", "Processed"),
      Processed: { Type: "Succeed" },
      Quarantine: call("quarantine", "Keeps the document and the reason, and asks for a review.", "TellQuarantine"),
      TellQuarantine: told("that the document was kept, and why", "WhyKept"),
      WhyKept: choice(
        [{ Variable: "$.quarantine.processingFailed", BooleanEquals: true, Next: "NotProcessed" }],
        "Kept",
      ),
      Kept: { Type: "Succeed" },
      NotProcessed: {
        Type: "Fail",
        Error: "DocumentNotProcessed",
        Cause: "A step failed; its name and the reason stand beside the document in the quarantine bucket.",
      },
    },
  };
}
