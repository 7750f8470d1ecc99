import { arrived, phiStores, validated } from "../phi/testing/steps";
import { CANARY, triedTable } from "../testing/tried-table";
import { resolve } from "node:path";
import { createHandler } from "./handler";
import { localDetector } from "./local-detector";
import { modelDetector } from "./model-detector";

const LOCAL = localDetector("recall");
/** What befalls the model itself stands in model-detector.test.ts: it makes it absent, and no step fails by it. */
const MODEL = modelDetector({
  folder: resolve(__dirname, "../phi/onnx/testing/tiny-wordpiece"),
  operatingPoint: "recall",
  mostSeconds: 300,
  now: () => 0,
});

triedTable("phi-detect", {
  world: ({ through, now, log }) => {
    const { objects, write, read, clock } = phiStores({ now });
    const { documents, medical } = through({
      documents: { read, writeSpans: async (key: string, text: string) => write(key, text) },
      medical: { detect: LOCAL.detect },
    });
    const detectors = [LOCAL, { name: "comprehend-medical" as const, detect: medical.detect }, MODEL];
    return { handler: createHandler({ documents, detectors, clock, log }), kept: () => objects };
  },
  events: [validated("v1"), validated("v2")],
  malformed: {
    "not validated": { event: arrived("v3", { note: CANARY }), ends: "given up" },
    "a document that is gone": { event: validated("gone"), ends: "given up" },
  },
  oversized: { "a document that has grown": { event: validated("large"), ends: "given up" } },
});
