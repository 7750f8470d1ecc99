import { auditInMemory } from "../testing/stores";
import { CANARY, triedTable } from "../testing/tried-table";
import { ALERTS_DUE, CALL_COMPLETED, RISK_RAISED, RISK_SOURCE } from "./contract";
import { alertOf, type Alert } from "./core";
import { createHandler } from "./handler";
import { memoriesInMemory } from "./testing/memories";

const patient = (digit: string): string => digit.repeat(64);
const raised = (reference: string, id: string, more: object = {}): object => ({
  "detail-type": RISK_RAISED,
  source: RISK_SOURCE,
  id,
  time: "2026-11-22T23:00:00Z",
  detail: { reference, riskScore: 91, ...more },
});
const reached = (reference: string, at: string): object => ({
  "detail-type": CALL_COMPLETED,
  source: RISK_SOURCE,
  detail: { reference, outcome: "reached", at },
});

/** From before: one was held in the night, nobody reached the patient of the second, and the third, told on the day to be summed up, waits on. */
const before = (id: string, reference: string, changes: Partial<Alert>): Alert => ({
  ...alertOf({ id, reference, riskScore: 90, at: "2026-11-21T02:00:00.000Z" }),
  ...changes,
});
const SEEDS = [
  before("s-1", patient("1"), { waits: "telling", due: "2026-11-21T07:00:00.000Z" }),
  before("s-2", patient("2"), {
    raisedAt: "2026-11-20T11:00:00.000Z",
    waits: "answer",
    due: "2026-11-21T12:00:00.000Z",
    toldAt: "2026-11-20T12:00:00.000Z",
  }),
  before("s-3", patient("3"), { waits: "answer", due: "2026-11-24T12:00:00.000Z", toldAt: "2026-11-21T23:00:00.000Z" }),
];

triedTable("risk-alert", {
  world: ({ through, now, log }) => {
    const { memories, calls, alerts: kept, digests } = memoriesInMemory(SEEDS);
    const [published, audit] = [new Set<string>(), auditInMemory()];
    const alerts = { publish: async (notice: string, message: string) => void published.add(`${notice} ${message}`) };
    const topic = (name: string): string => `arn:aws:sns:us-east-1:123456789012:phiguard-test-${name}`;
    const handler = createHandler({
      ...through({ memories, alerts, audit }),
      ...{ threshold: 80, topicArn: topic("risk-alerts"), escalationTopicArn: topic("risk-escalations") },
      // No minute of the test is quiet.
      outreach: {
        ...{ timeZone: "UTC", escalateAfterHours: 24, digestHour: 7 },
        quietHours: { from: "01:00", to: "07:00", overrideScore: 99 },
      },
      clock: now,
      log,
    });
    // When the next step is due, and until when a digest was claimed, follow from the time of the last one.
    const settled = () => [...kept.values()].map(({ due: _, ...alert }) => alert);
    const summed = () => [...digests].map(([day, { isSent }]) => [day, isSent]);
    return {
      handler,
      kept: () => ({ calls, alerts: new Set(settled()), digests: new Set(summed()), published, told: audit.told() }),
    };
  },
  // The later call ended after the risks were seen, by the clocks.
  events: [
    reached(patient("a"), "2026-11-20T09:00:00Z"),
    reached(patient("a"), "2026-11-22T23:00:30Z"),
    raised(patient("b"), "e-1"),
    raised(patient("c"), "e-2"),
    { "detail-type": ALERTS_DUE, source: RISK_SOURCE },
  ],
  malformed: {
    "a name for a reference": { event: raised(CANARY, "e-3"), ends: "given up" },
    "a score above 100": { event: raised(patient("d"), "e-4", { riskScore: 101 }), ends: "given up" },
  },
  oversized: { "a long reference": { event: raised(patient("e").repeat(9), "e-5"), ends: "given up" } },
});
