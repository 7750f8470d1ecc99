import type { OperatingPoint } from "./contract";
import { findPhi } from "./engine";
import type { Format } from "./formats";
import { CATEGORIES, type Category, type Span } from "./span";

/** An engine that runs inside the function: pure, no network. */
export interface LocalEngine {
  /** Changes with every change of what it finds; stands in each result. */
  readonly version: string;
  /** Categories that it looks for. What no detector looks for is not known to be absent. */
  readonly covers: readonly Category[];
  detect(text: string, format: Format, operatingPoint: OperatingPoint): Span[];
}

export const LOCAL_ENGINE: LocalEngine = {
  version: "structure-and-text-2",
  covers: CATEGORIES,
  detect: (text, format, operatingPoint) => findPhi(text, { format, operatingPoint }),
};
