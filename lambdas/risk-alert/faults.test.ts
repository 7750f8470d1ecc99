import { auditInMemory } from "../testing/stores";
import { CANARY, triedTable } from "../testing/tried-table";
import { CALL_COMPLETED, RISK_RAISED, RISK_SOURCE } from "./contract";
import type { Memory } from "./core";
import { createHandler } from "./handler";

const patient = (digit: string): string => digit.repeat(64);
const raised = (reference: string, id: string, more: object = {}): object => ({
  "detail-type": RISK_RAISED,
  source: RISK_SOURCE,
  id,
  time: "2026-11-22T10:00:00Z",
  detail: { reference, riskScore: 91, ...more },
});
const reached = (reference: string, at: string): object => ({
  "detail-type": CALL_COMPLETED,
  source: RISK_SOURCE,
  detail: { reference, outcome: "reached", at },
});

triedTable(
  "risk-alert",
  {
    world: ({ through, log }) => {
      const [memory, published, audit] = [new Map<string, Memory>(), new Set<string>(), auditInMemory()];
      const memories = {
        of: async (reference: string) => memory.get(reference) ?? {},
        // As the table's condition has it: an earlier call does not take the place of a later one.
        reached: async (reference: string, reachedAt: string) => {
          const known = memory.get(reference);
          if (known?.reachedAt === undefined || known.reachedAt < reachedAt)
            memory.set(reference, { ...known, reachedAt });
        },
        alerted: async (reference: string, alertedBy: string) =>
          void memory.set(reference, { ...memory.get(reference), alertedBy }),
      };
      const alerts = { publish: async (message: string) => void published.add(message) };
      const rest = { threshold: 80, topicArn: "arn:aws:sns:us-east-1:123456789012:phiguard-test-risk-alerts", log };
      const handler = createHandler({ ...through({ memories, alerts, audit }), ...rest });
      return { handler, kept: () => ({ memory, published, told: audit.told() }) };
    },
    // The later call ended after the risks were seen, by the clocks.
    events: [
      reached(patient("a"), "2026-11-20T09:00:00Z"),
      reached(patient("a"), "2026-11-22T10:00:30Z"),
      raised(patient("b"), "e-1"),
      raised(patient("c"), "e-2"),
    ],
    malformed: {
      "a name for a reference": { event: raised(CANARY, "e-3"), ends: "given up" },
      "a score above 100": { event: raised(patient("d"), "e-4", { riskScore: 101 }), ends: "given up" },
    },
    oversized: { "a long reference": { event: raised(patient("e").repeat(9), "e-5"), ends: "given up" } },
  },
  { "clock skew": "it has no clock: times are those of the risk and of the call" },
);
