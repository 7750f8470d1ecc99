import { events as findings } from "../remediation/testing/findings";
import { CANARY, triedTable } from "../testing/tried-table";
import { ACTIONS } from "./contract";
import { createHandler } from "./handler";

const found = (event: unknown, execution = "execution-1"): object => ({ event, execution });
const NOTHING = "it calls nobody: it decides by what it is given";

triedTable(
  "finding-triage",
  {
    world: ({ log }) => ({
      handler: createHandler({ options: { actions: ACTIONS, dryRun: false }, log }),
      kept: () => undefined,
    }),
    events: [found(findings.openBucket), found(findings.openKey, "execution-2")],
    malformed: {
      "no finding": { event: found({ source: CANARY }), ends: "given up" },
      "no execution": { event: { event: findings.openBucket }, ends: "given up" },
    },
    oversized: { "a long execution": { event: found(findings.openBucket, "x".repeat(81)), ends: "given up" } },
  },
  {
    throttled: NOTHING,
    "cut between two writes": NOTHING,
    "dependency down": NOTHING,
    "clock skew": "it has no clock: the time of a case is the finding's",
  },
);
