import { z } from "zod";
import { auditEvent, auditEventSchema, type AuditEvent } from "../../reports/model/audit-event";
import { RELATIONS } from "../access-model/access";
import type { Features } from "../access-model/features";
import { AT } from "../access-model/habit";
import { observe } from "../access-model/observe";
import type { AuditTrail } from "../audit/ports";
import type { Metrics } from "../metrics/embedded";
import { ACCESS_METRICS, UNUSUAL } from "./contract";
import { ANY_ROLE, isBare, seenIn, wasToldToday, type Access } from "./core";
import type { Habits, Log, Scorer } from "./ports";

const BATCH = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) });
const HASH = z.string().regex(/^[0-9a-f]{64}$/);
const CODE = z.string().regex(/^[a-z][a-z0-9.-]{0,63}$/);
const ENVELOPE = z.object({ detail: auditEventSchema });
/** A unit, as a code or as a keyed hash. */
const UNIT = z.union([HASH, CODE]);
/** What of an audit event is read. All but the caller may be untold. */
const FACTS = z.object({
  caller: HASH,
  records: z.number().min(0).default(0),
  breakGlass: z.boolean().default(false),
  role: CODE.default(ANY_ROLE),
  department: UNIT.optional(),
  unit: UNIT.optional(),
  relation: z.enum(RELATIONS).optional(),
  device: HASH.optional(),
  network: HASH.optional(),
});

/** Messages that are to come again; SQS keeps the others away (Lambda Developer Guide, "Reporting batch item failures"). */
export interface BatchResult {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

export interface Ports {
  readonly habits: Habits;
  readonly scorer: Scorer;
  readonly audit: AuditTrail;
  readonly metrics: Metrics;
  readonly log: Log;
  /** The environment, by which the scores are counted. */
  readonly environment: string;
  /** Hours for which people are asked to suspend the caller then; 0 where they are not asked. */
  readonly suspendHours: number;
}

/** Times that an access is scored anew because another one of the same person or role came between. */
const TRIES = 5;

/** Two accesses of one person, or a role's, at the same instant: the message comes again. */
class Contended extends Error {
  override readonly name = "Contended";
}

/** Scores every access of a batch and learns of it, once however often it is told. An alert is told under one id. */
export function createHandler(ports: Ports) {
  const { habits, scorer, audit, metrics, log, environment } = ports;

  async function handle(body: string): Promise<void> {
    const access = accessIn(body);
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const before = await habits.before(access);
      if (before.kind === "learnt") return before.alert && audit.tell(before.alert);
      const { person, role, threshold } = before;
      const seen = seenIn(access);
      const { features, roleLearnt } = observe(person.habit, role.habit, seen);
      const score = await scorer.score(features, isBare(seen));
      const isNews = score > threshold && !wasToldToday(person.habit.get(AT.told), seen.at);
      if (isNews) person.habit.numbers[AT.told] = seen.at;
      const alert = isNews ? alertOf(access, { score, threshold, features }) : undefined;
      const kept = await habits.keep(access, { person, ...(roleLearnt && { role }), alert });
      if (kept === "changed") continue;
      metrics.put({
        namespace: ACCESS_METRICS.namespace,
        dimensions: { [ACCESS_METRICS.dimension]: environment },
        metrics: { [ACCESS_METRICS.score]: [rounded(score), "None"] },
        at: access.at,
      });
      // Kept with the habits before it is told: where telling fails, the next try finds it there.
      if (alert !== undefined) {
        await audit.tell(alert);
        log.info("an unusual access", { event: access.id, alert: alert.id, score: rounded(score) });
      }
      return;
    }
    throw new Contended("other accesses came between");
  }

  function alertOf(access: Access, of: { score: number; threshold: number; features: Features }): AuditEvent {
    const found = scorer.reasons(of.features, isBare(seenIn(access)));
    const reasons = found.map(({ feature, share }) => [feature, rounded(share)] as const);
    return auditEvent({
      at: access.at,
      actor: "function:access-score",
      action: UNUSUAL,
      outcome: "success",
      subject: access.caller,
      workload: "fhir-api",
      detail: {
        event: access.id,
        score: rounded(of.score),
        threshold: rounded(of.threshold),
        suspendHours: ports.suspendHours,
        ...Object.fromEntries(reasons),
      },
    });
  }

  return async (input: unknown): Promise<BatchResult> => {
    const { Records } = BATCH.parse(input);
    const failed: { itemIdentifier: string }[] = [];
    for (const { messageId, body } of Records) {
      try {
        await handle(body);
      } catch (error) {
        log.error("could not score an access", { message: messageId, error: (error as Error).name });
        failed.push({ itemIdentifier: messageId });
      }
    }
    return { batchItemFailures: failed };
  };
}

/** The access in an event of EventBridge. Throws for anything else; after some tries SQS puts that aside. */
function accessIn(body: string): Access {
  const { detail } = ENVELOPE.parse(JSON.parse(body));
  return { id: detail.id, at: detail.at, subject: detail.subject, ...FACTS.parse(detail.detail) };
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
