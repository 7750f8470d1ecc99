import type { Category, Span } from "./span";
import { structuredIdentifiers, STRUCTURED_CATEGORIES } from "./structured-identifiers";

/** An engine that runs inside the function: pure, no network. */
export interface LocalEngine {
  /** Changes with every change of what it finds; stands in each result. */
  readonly version: string;
  /** Categories that it looks for. What no detector looks for is not known to be absent. */
  readonly covers: readonly Category[];
  detect(text: string): Span[];
}

export const LOCAL_ENGINE: LocalEngine = {
  version: "structured-1",
  covers: STRUCTURED_CATEGORIES,
  detect: structuredIdentifiers,
};
