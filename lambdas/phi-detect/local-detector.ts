import type { OperatingPoint } from "../phi/contract";
import type { Format } from "../phi/formats";
import { LOCAL_ENGINE } from "../phi/local-engine";
import type { Answer, Detector } from "./ports";

/** The engine of our own, inside the function: never absent. */
export interface LocalDetector extends Detector {
  detect(text: string, format: Format): Promise<Answer>;
}

export function localDetector(operatingPoint: OperatingPoint): LocalDetector {
  const { covers, version } = LOCAL_ENGINE;
  return {
    name: "local",
    detect: async (text, format) => ({ covers, spans: LOCAL_ENGINE.detect(text, format, operatingPoint), version }),
  };
}
