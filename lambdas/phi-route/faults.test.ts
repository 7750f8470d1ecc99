import { arrived, detected, phiStores } from "../phi/testing/steps";
import { CANARY, triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";

const NOTHING = "it calls nobody: it decides by counts that it is given";
const settings = {
  operatingPoint: "recall" as const,
  releaseBelowPercent: 5,
  quarantineFromPercent: 50,
  sampleSharePercent: 50,
};

triedTable(
  "phi-route",
  {
    world: ({ now, log }) => ({
      handler: createHandler({ settings, clock: phiStores({ now }).clock, log }),
      kept: () => undefined,
    }),
    events: [detected("v1"), detected("v2")],
    malformed: {
      "not searched": { event: arrived("v3"), ends: "given up" },
      "a detector of another name": { event: detected("v4", { detection: { detectors: [CANARY] } }), ends: "given up" },
    },
  },
  {
    oversized: "it reads counts; what Step Functions hands on has 256 KiB at the most",
    throttled: NOTHING,
    "cut between two writes": NOTHING,
    "dependency down": NOTHING,
  },
);
