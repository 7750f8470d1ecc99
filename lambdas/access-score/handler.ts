import { z } from "zod";
import { auditEvent, auditEventSchema } from "../../reports/model/audit-event";
import type { AuditTrail } from "../audit/ports";
import type { Metrics } from "../metrics/embedded";
import { ACCESS_METRICS, UNUSUAL } from "./contract";
import { featuresOf, type Access } from "./core";
import type { Histories, Log, Scorer } from "./ports";

const BATCH = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) });
const HASH = z.string().regex(/^[0-9a-f]{64}$/);
const ENVELOPE = z.object({ detail: auditEventSchema });
const FACTS = z.object({ caller: HASH, records: z.number().min(0).default(0), breakGlass: z.boolean().default(false) });

/** Messages that are to come again; SQS keeps the others away (Lambda Developer Guide, "Reporting batch item failures"). */
export interface BatchResult {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

export interface Ports {
  readonly histories: Histories;
  readonly scorer: Scorer;
  readonly audit: AuditTrail;
  readonly metrics: Metrics;
  readonly log: Log;
  /** The environment, by which the scores are counted. */
  readonly environment: string;
  /** Score above which an access is told of, in [0, 1]. */
  readonly threshold: number;
  /** Hours for which the caller is suspended then; 0 suspends nobody. */
  readonly suspendHours: number;
}

/** Scores every access of a batch. An access that is told twice is counted once, and told of under one id. */
export function createHandler({ histories, scorer, audit, metrics, log, environment, threshold, suspendHours }: Ports) {
  async function handle(body: string): Promise<void> {
    const access = accessIn(body);
    const before = await histories.before(access);
    if (before.kind === "counted") return;
    const features = featuresOf(access, before.history);
    const score = await scorer.score(features);
    if (score > threshold) {
      const suspended = suspendHours > 0;
      if (suspended) await histories.suspend(access.caller, hoursAfter(access.at, suspendHours));
      await audit.tell(
        auditEvent({
          at: access.at,
          actor: "function:access-score",
          action: UNUSUAL,
          outcome: suspended ? "denied" : "success",
          subject: access.caller,
          workload: "fhir-api",
          detail: { event: access.id, score: rounded(score), suspended, ...roundedAll(features) },
        }),
      );
      log.info("an unusual access", { event: access.id, score: rounded(score), suspended: suspended ? 1 : 0 });
    }
    metrics.put({
      namespace: ACCESS_METRICS.namespace,
      dimensions: { [ACCESS_METRICS.dimension]: environment },
      metrics: { [ACCESS_METRICS.score]: [rounded(score), "None"] },
      at: access.at,
    });
    // Last, so that what fails before is scored again.
    await histories.count(access);
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

const hoursAfter = (at: string, hours: number): string => new Date(Date.parse(at) + hours * 3_600_000).toISOString();
const rounded = (value: number): number => Math.round(value * 1000) / 1000;

function roundedAll(features: object): Record<string, number> {
  return Object.fromEntries(Object.entries(features).map(([name, value]) => [name, rounded(value as number)]));
}
