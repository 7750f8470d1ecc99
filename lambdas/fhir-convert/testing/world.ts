import type { AuditEvent } from "../../../reports/model/audit-event";
import { Changed } from "../../fhir/convert/merge";
import type { Told } from "../../fhir/convert/sayings";
import type { UploadMessage } from "../../fhir-import/contract";
import type { LineageRecord } from "../../lineage/record";
import type { Figures } from "../../metrics/embedded";
import { failing } from "../../testing/fault-table";
import type { IntakeMessage } from "../contract";
import { createHandler } from "../handler";

export const BUCKET = "in";

/** What fails how often, by port. */
export interface Failures {
  readonly read?: () => void;
  readonly write?: () => void;
  readonly told?: () => void;
  readonly send?: () => void;
  readonly audit?: () => void;
}

/** A bucket, a queue and an audit in memory, each as its service is: one object a name, one message a body, one event an id. */
export function world({
  read = failing("", 0),
  write = failing("", 0),
  told = failing("", 0),
  send = failing("", 0),
  audit = failing("", 0),
}: Failures = {}) {
  const dropped = new Map<string, Uint8Array>();
  const objects = new Map<string, string>();
  const known = new Map<string, { text: string; version: string }>();
  const sent = new Map<string, UploadMessage>();
  const events = new Map<string, AuditEvent>();
  const lineage = new Map<string, LineageRecord>();
  const figures: Figures[] = [];
  const said: unknown[] = [];
  const handler = createHandler({
    files: {
      read: async ({ version }, most) => {
        read();
        const bytes = dropped.get(version);
        if (bytes === undefined) return "missing";
        return bytes.byteLength > most ? "too-large" : bytes;
      },
      write: async (key, text) => {
        write();
        objects.set(key, text);
        return { version: `${key}-v`, sizeBytes: Buffer.byteLength(text) };
      },
      has: async (key) => objects.has(key),
      keep: async ({ version }, key) => {
        const bytes = dropped.get(version);
        if (bytes !== undefined) objects.set(key, Buffer.from(bytes).toString());
      },
    },
    told: {
      read: async (place) => {
        const found = known.get(place);
        return found && { told: JSON.parse(found.text) as Told, version: found.version };
      },
      write: async (place, one, version) => {
        told();
        if (known.get(place)?.version !== version) throw new Changed(place);
        known.set(place, { text: JSON.stringify(one), version: String(Number(version ?? 0) + 1) });
      },
    },
    imports: {
      send: async (message) => {
        send();
        sent.set(JSON.stringify(message), message);
      },
    },
    secrets: { idKey: async () => Buffer.alloc(32, 1) },
    lineage: { record: async (one) => void lineage.set(`${one.jobId}/${one.step}`, one) },
    audit: {
      tell: async (event) => {
        audit();
        events.set(event.id, event);
      },
    },
    metrics: { put: (one) => void figures.push(one) },
    clock: { now: () => "2031-01-01T00:00:00.000Z" },
    log: { info: (...words) => void said.push(words), warn: (...words) => void said.push(words) },
    environment: "dev",
    inputBucket: BUCKET,
    datastoreId: "store",
    zone: undefined,
    code: "f:1",
  });

  let drops = 0;
  /** Puts a file into the bucket, as S3 and the rule tell of it. */
  const drop = (key: string, text: string, time = `2026-03-05T10:00:${String(drops).padStart(2, "0")}Z`) => {
    const version = `v${++drops}`;
    dropped.set(version, Buffer.from(text));
    return { bucket: BUCKET, key, version, sizeBytes: Buffer.byteLength(text), time } satisfies IntakeMessage;
  };
  /** As SQS does with a group: what was handed back comes again, in its order. Gives the number of messages that are left. */
  const asQueue = async (bodies: readonly object[], receives = 6): Promise<number> => {
    let left = bodies.map((body, at) => ({ messageId: `m${at}`, body: JSON.stringify(body) }));
    for (let receive = 0; receive < receives && left.length > 0; receive++) {
      const { batchItemFailures } = await handler({ Records: left });
      const back = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      left = left.filter(({ messageId }) => back.has(messageId));
    }
    return left.length;
  };
  const below = (prefix: string): string[] => [...objects.keys()].filter((key) => key.startsWith(prefix));
  const textBelow = (prefix: string): string =>
    below(prefix)
      .map((key) => objects.get(key) ?? "")
      .join("");
  return { handler, drop, asQueue, objects, below, textBelow, known, sent, events, lineage, figures, said };
}
