import type { Command } from "../consent/event";
import { historyAfter } from "../consent/testing/build";
import { arrived, phiStores, validated } from "../phi/testing/steps";
import { CANARY, triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";

const AGREEMENT: Command = {
  kind: "grant",
  requestId: "agreement-1",
  basis: "agreement",
  purposes: ["HRESCH"],
  recipients: ["north.lab"],
  classes: ["unclassified"],
};

triedTable(
  "consent-gate",
  {
    world: ({ through, now, log }) => {
      const history = historyAfter([[AGREEMENT, new Date("2026-01-01T00:00:00.000Z")]]);
      const ports = through({ consents: { eventsOf: async () => history } });
      return { handler: createHandler({ ...ports, clock: phiStores({ now }).clock, log }), kept: () => undefined };
    },
    events: [validated("v1"), validated("v2", { route: "of a step before" })],
    malformed: {
      "not validated": { event: arrived("v3"), ends: "given up" },
      "another outcome": { event: arrived("v4", { validation: { outcome: CANARY } }), ends: "given up" },
    },
  },
  { oversized: "it reads codes and an id; what Step Functions hands on has 256 KiB at the most" },
);
