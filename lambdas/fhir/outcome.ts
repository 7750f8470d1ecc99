/** Codes of http://hl7.org/fhir/issue-type that we give. */
export type IssueCode =
  | "exception"
  | "forbidden"
  | "invalid"
  | "not-found"
  | "not-supported"
  | "throttled"
  | "timeout"
  | "too-costly"
  | "transient";

/** What a FHIR server answers with when something went wrong. `diagnostics` never says what was asked for. */
export function operationOutcome(
  code: IssueCode,
  diagnostics: string,
  severity: "error" | "warning" = "error",
): object {
  return { resourceType: "OperationOutcome", issue: [{ severity, code, diagnostics }] };
}
