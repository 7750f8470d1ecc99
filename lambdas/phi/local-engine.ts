import { CATEGORIES, type Category, type Span } from "./span";
import { findInText } from "./text";

/** An engine that runs inside the function: pure, no network. */
export interface LocalEngine {
  /** Changes with every change of what it finds; stands in each result. */
  readonly version: string;
  /** Categories that it looks for. What no detector looks for is not known to be absent. */
  readonly covers: readonly Category[];
  detect(text: string): Span[];
}

export const LOCAL_ENGINE: LocalEngine = {
  version: "text-1",
  covers: CATEGORIES,
  detect: (text) => findInText(text, { operatingPoint: "recall" }),
};
