import { auditEvent, type AuditEvent } from "../../reports/model/audit-event";
import { Habit } from "../access-model/habit";
import { auditInMemory } from "../testing/stores";
import { CANARY, triedTable } from "../testing/tried-table";
import type { Access } from "./core";
import { createHandler } from "./handler";
import type { Before, Habits, Kept } from "./ports";
import { embeddedScorer } from "./scorers";

const BY_BULK = { fitted: "by hand", intercept: -3, weights: { bulkNow: 10 } };

/** Accesses of people of different roles: whose habits do not come between each other's. */
const access = (person: string, records: number): object => ({
  source: "phiguard.fhir-api",
  detail: auditEvent({
    at: "2026-11-22T12:00:00.000Z",
    actor: "function:fhir-read",
    action: "fhir.search",
    outcome: "success",
    subject: "0b".repeat(32),
    workload: "fhir-api",
    detail: { caller: person.repeat(64), type: "patient", records, status: 200, role: `role-${person}` },
  }),
});

/** Habits as the table keeps them: by versions, with the access that was learnt from. */
function habitsInMemory() {
  const kept = new Map<string, { bytes: Uint8Array; version: number }>();
  const learnt = new Map<string, AuditEvent | undefined>();
  const read = (key: string): Kept => {
    const { bytes, version = 0 } = kept.get(key) ?? {};
    return { habit: new Habit(bytes), version };
  };
  const habits: Habits = {
    before: async ({ id, caller, role }: Access): Promise<Before> =>
      learnt.has(id)
        ? { kind: "learnt", alert: learnt.get(id) }
        : { kind: "new", person: read(caller), role: read(role), threshold: 0.8 },
    keep: async ({ id, caller, role: of }, { person, role, alert }) => {
      if (read(caller).version !== person.version || learnt.has(id)) return "changed";
      learnt.set(id, alert);
      kept.set(caller, { bytes: person.habit.bytes(), version: person.version + 1 });
      if (role !== undefined) kept.set(of, { bytes: role.habit.bytes(), version: role.version + 1 });
      return "kept";
    },
  };
  const held = (): object => [...kept].map(([key, { bytes, version }]) => [key, version, [...bytes].join(" ")]).sort();
  return { habits, held, learnt };
}

triedTable(
  "access-score",
  {
    world: ({ through, log }) => {
      const [{ habits, held, learnt }, audit] = [habitsInMemory(), auditInMemory()];
      const scorer = embeddedScorer({ full: BY_BULK, bare: BY_BULK });
      const rest = { scorer, metrics: { put: () => undefined }, environment: "test", suspendHours: 24, log };
      const handler = createHandler({ ...through({ habits, audit }), ...rest });
      return { handler, kept: () => ({ held: held(), learnt, told: audit.told() }) };
    },
    events: [access("a", 1), access("b", 5000), access("c", 2)],
    malformed: {
      "no JSON": { event: CANARY, ends: "given up" },
      "no caller": { event: { detail: { ...access("d", 1), subject: CANARY } }, ends: "given up" },
    },
  },
  {
    oversized: "an event of EventBridge has 256 KiB at the most, and of it codes, counts and hashes are read",
    "clock skew": "it has no clock: times are the accesses' own",
  },
);
