import { arrived, phiStores, validated } from "../phi/testing/steps";
import { CANARY, triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";
import { localDetector } from "./local-detector";

const LOCAL = localDetector("recall");

triedTable("phi-detect", {
  world: ({ through, now, log }) => {
    const { objects, write, read, clock } = phiStores({ now });
    const { documents, medical } = through({
      documents: { read, writeSpans: async (key: string, text: string) => write(key, text) },
      medical: { detect: LOCAL.detect },
    });
    const detectors = [LOCAL, { ...LOCAL, name: "comprehend-medical" as const, detect: medical.detect }];
    return { handler: createHandler({ documents, detectors, clock, log }), kept: () => objects };
  },
  events: [validated("v1"), validated("v2")],
  malformed: {
    "not validated": { event: arrived("v3", { note: CANARY }), ends: "given up" },
    "a document that is gone": { event: validated("gone"), ends: "given up" },
  },
  oversized: { "a document that has grown": { event: validated("large"), ends: "given up" } },
});
