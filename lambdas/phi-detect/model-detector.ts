import type { OperatingPoint } from "../phi/contract";
import { UnusableModel } from "../phi/onnx/model-folder";
import { MissingRuntime, type RuntimeName } from "../phi/onnx/runtime";
import { onnxVoter, TooSlow } from "../phi/onnx/voter";
import type { Voter } from "../phi/voter";
import type { Absent, Detector } from "./ports";

export interface ModelPlace {
  /** Where the layer lays the model, and beside it the packages that run it. */
  readonly folder: string;
  readonly operatingPoint: OperatingPoint;
  /** For one document. */
  readonly mostSeconds: number;
  /** Milliseconds. */
  readonly now: () => number;
  /** This one alone, where there is a choice. */
  readonly runtime?: RuntimeName;
}

/**
 * A local model as a detector: loaded at the first document, and only in a function that names it. Where it cannot be loaded, fails or takes
 * longer than it may, it is absent, and the others' findings count; the next document tries again.
 */
export function modelDetector({ folder, operatingPoint, mostSeconds, now, runtime }: ModelPlace): Detector {
  let loading: Promise<Voter> | undefined;
  return {
    name: "onnx",
    detect: async (text, format) => {
      try {
        const { covers, version, detect } = await (loading ??= onnxVoter(folder, runtime));
        const until = now() + mostSeconds * 1000;
        return { covers, version, spans: await detect(text, format, operatingPoint, () => now() > until) };
      } catch (error) {
        if (!(error instanceof TooSlow)) loading = undefined;
        return { absent: reasonOf(error) };
      }
    },
  };
}

/** The error itself may carry text of the document. */
function reasonOf(error: unknown): Absent["absent"] {
  if (error instanceof TooSlow) return "too-slow";
  if (error instanceof MissingRuntime) return "no-runtime";
  return error instanceof UnusableModel ? "no-model" : "failed";
}
