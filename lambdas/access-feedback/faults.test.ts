import { auditEvent, type AuditEvent } from "../../reports/model/audit-event";
import { auditInMemory } from "../testing/stores";
import { CANARY, triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";
import type { Feedback, Threshold } from "./ports";

const CALLER = "0a".repeat(32);
const EVENTS = ["0b".repeat(32), "0c".repeat(32)] as const;
const alert = auditEvent({
  at: "2026-11-22T14:05:00.000Z",
  actor: "function:access-score",
  action: "access.unusual",
  outcome: "success",
  subject: CALLER,
  workload: "fhir-api",
});
const verdict = (event: string, of = "misuse"): object => ({ caller: CALLER, event, verdict: of });

/** What a verdict found and left is told with it, and depends on those before it. */
const withoutThreshold = ({ id: _, detail: { thresholdBefore: __, thresholdAfter: ___, ...detail } = {}, ...rest }: AuditEvent) => ({
  ...rest,
  detail,
}); // prettier-ignore

triedTable(
  "access-feedback",
  {
    world: ({ through, now, log }) => {
      const [reviews, audit] = [new Map<string, AuditEvent>(), auditInMemory()];
      let threshold: Threshold = { value: 0.8, version: 0 };
      const feedback: Feedback = {
        of: async ({ event }) => ({
          alert: EVENTS.some((known) => known === event) ? alert : undefined,
          review: reviews.get(event),
          threshold,
        }),
        keep: async ({ event }, review, after) => {
          if (reviews.has(event) || after.version !== threshold.version + 1) return "changed";
          reviews.set(event, review);
          threshold = after;
          return "kept";
        },
      };
      const handler = createHandler({ ...through({ feedback, audit }), clock: now, log });
      const told = (): object => new Set([...audit.told()].map(withoutThreshold));
      return { handler, kept: () => ({ threshold, told: told(), reviewed: new Set(reviews.keys()) }) };
    },
    events: [verdict(EVENTS[0]), verdict(EVENTS[1], "honest")],
    malformed: {
      "another word": { event: verdict(EVENTS[0], CANARY), ends: "given up" },
      "nobody was told of it": { event: verdict("0d".repeat(32)), ends: "given up" },
    },
  },
  { oversized: "two hashes and a word: everything else is refused as malformed" },
);
