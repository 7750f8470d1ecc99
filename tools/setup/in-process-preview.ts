import { SetupError } from "./errors";
import type { Places } from "./places";
import type { PreviewOutcome } from "./preview-run";

/** Previews a stack without an engine: the same program and pack, on the small engine of tools/in-process. */
export function previewInProcess(
  _places: Places,
  _stack: string,
  _evidence: string,
  _env: NodeJS.ProcessEnv,
): Promise<PreviewOutcome> {
  throw new SetupError("The in-process run is not part of this checkout.");
}
