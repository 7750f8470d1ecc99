import type { OperatingPoint } from "../phi/contract";
import { LOCAL_ENGINE } from "../phi/local-engine";
import type { Detector } from "./ports";

/** The engine of our own, inside the function. */
export function localDetector(operatingPoint: OperatingPoint): Detector {
  const { covers, version } = LOCAL_ENGINE;
  return {
    name: "local",
    covers,
    detect: async (text, format) => ({ spans: LOCAL_ENGINE.detect(text, format, operatingPoint), version }),
  };
}
