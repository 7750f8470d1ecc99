import { LOCAL_ENGINE } from "../phi/local-engine";
import type { Detector } from "./ports";

/** The engine of our own, inside the function. */
export const localDetector: Detector = {
  name: "local",
  covers: LOCAL_ENGINE.covers,
  detect: async (text) => ({ spans: LOCAL_ENGINE.detect(text), version: LOCAL_ENGINE.version }),
};
