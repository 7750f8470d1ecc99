import type { Failed } from "../phi/pipeline-event";

export interface Cause {
  /** Codes, the first the weightiest: what failed may carry anything in its own words. */
  readonly reasons: readonly string[];
  /** True where a step failed, false where a step decided so. */
  readonly processingFailed: boolean;
}

/** Why a document stands in quarantine. */
export function causeOf({ error, validation, consent, route }: Failed): Cause {
  const decided = (...reasons: string[]): Cause => ({ reasons, processingFailed: false });
  const failed = (reason: string): Cause => ({ reasons: [reason], processingFailed: true });
  switch (error?.Error) {
    case undefined:
      break;
    case "States.Timeout":
      return failed("step-took-too-long");
    case "BrokenByMasking":
      return failed("broken-by-masking");
    case "RefusedEvent":
      return failed("event-unreadable");
    default:
      return failed("processing-failed");
  }
  if (validation?.outcome === "refused") return decided(`document-${validation.reason}`);
  if (consent?.outcome === "refused") return decided(`consent-${consent.reason ?? "refused"}`);
  return route?.kind === "quarantine" ? decided(...route.reasons) : failed("processing-failed");
}

/** The last step that has left something behind. */
export function lastStep({ validation, consent, detection, route }: Failed): string {
  if (route !== undefined) return "route";
  if (detection !== undefined) return "detect";
  if (consent !== undefined) return "consent";
  return validation === undefined ? "begin" : "validate";
}

/** The record beside the document; no clock in it, so that writing it again changes nothing. Texts of errors are left out. */
export function recordOf(id: string, event: Failed, cause: Cause, copied: boolean): string {
  const { execution, error, route } = event;
  const record = {
    documentId: id,
    execution,
    ...cause,
    afterStep: lastStep(event),
    error: error?.Error,
    riskScore01: route?.riskScore01,
    residualRisk01: route?.residualRisk01,
    // Where it could not be copied, it stays in the incoming bucket alone.
    copied,
  };
  return `${JSON.stringify(record, undefined, 2)}\n`;
}
