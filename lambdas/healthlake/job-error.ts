/**
 * What to do about an error of HealthLake's, by the SDK's name of it (HealthLake API Reference, "StartFHIRImportJob", errors): `wait` where
 * a later try may succeed; `refuse` where none can before somebody changes something; `unknown` for all else.
 */
export function verdictOn(error: unknown): "wait" | "refuse" | "unknown" {
  const name = error instanceof Error ? error.name : "";
  if (WAIT.has(name)) return "wait";
  return REFUSE.has(name) ? "refuse" : "unknown";
}

const WAIT = new Set([
  "ConflictException",
  "InternalServerException",
  "ServiceUnavailable",
  "ThrottlingException",
  "TimeoutError",
]);
const REFUSE = new Set(["AccessDeniedException", "ResourceNotFoundException", "ValidationException"]);
