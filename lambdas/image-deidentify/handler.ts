import { createHash } from "node:crypto";
import { auditEvent } from "../../reports/model/audit-event";
import type { AuditTrail } from "../audit/ports";
import type { Changes } from "../dicom/deidentify/changes";
import { EDITION } from "../dicom/deidentify/profile";
import type { Metrics } from "../metrics/embedded";
import { DEIDENTIFY_METRICS, type DeidentifyRequest, type TenantKeys } from "./contract";
import {
  askedOf,
  MOST_IMAGE_BYTES,
  MOST_REQUEST_BYTES,
  outcomeOf,
  requestOf,
  resultKeys,
  type Asked,
  type ImageFault,
} from "./core";
import type { Images, Log, Quarantine, Secrets } from "./ports";

export interface DeidentifyPorts {
  readonly images: Images;
  readonly quarantine: Quarantine;
  readonly secrets: Secrets;
  readonly audit: AuditTrail;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly environment: string;
  readonly inputBucket: string;
  readonly outputBucket: string;
  readonly tenants: TenantKeys;
}

export type DeidentifyResult =
  | { readonly kind: "done"; readonly deidentified: number; readonly keptBack: number }
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "ignored"; readonly reason: "another-event" | "done-before" };

/** Of an image by its number in the request, from 1. */
type Row =
  | { readonly image: number; readonly outcome: "deidentified"; readonly changes: Changes }
  | { readonly image: number; readonly outcome: "kept-back"; readonly fault: ImageFault };

/**
 * De-identifies what a request names, image by image, under the organisation's key. Results have names of their own and the report is written
 * last, so it may run again at any point; a request that has its report is done.
 */
export function createHandler(ports: DeidentifyPorts) {
  const { images, quarantine, log } = ports;

  const told = async (asked: Asked, counts: Readonly<Record<string, number>>, more: object): Promise<void> => {
    const { tenant, name, at } = asked;
    await ports.audit.tell(
      auditEvent({
        at,
        actor: "function:image-deidentify",
        action: "images.deidentified",
        outcome: "success",
        subject: `arn:aws:s3:::${ports.outputBucket}`,
        workload: "imaging",
        detail: { request: createHash("sha256").update(`${tenant}/${name}`).digest("hex"), tenant, ...counts },
        ...more,
      }),
    );
    const { namespace } = DEIDENTIFY_METRICS;
    const count = (value: number) => [value, "Count"] as const;
    ports.metrics.put({
      namespace,
      dimensions: { Environment: ports.environment },
      metrics: {
        [DEIDENTIFY_METRICS.deidentified]: count(counts["deidentified"] ?? 0),
        [DEIDENTIFY_METRICS.keptBack]: count(counts["keptBack"] ?? 0),
        [DEIDENTIFY_METRICS.refused]: count("reason" in more ? 1 : 0),
      },
      at,
    });
  };

  const refuse = async (asked: Asked, reason: string, field?: string): Promise<DeidentifyResult> => {
    const record = { reason, ...(field !== undefined && { field }) };
    await quarantine.write(resultKeys(asked).refused, `${JSON.stringify(record)}\n`, asked.kmsKeyArn);
    await told(asked, {}, { outcome: "denied", reason });
    log.warn("a request is refused", { tenant: asked.tenant, request: asked.name, reason });
    return { kind: "refused", reason };
  };

  const oneImage = async (asked: Asked, request: DeidentifyRequest, index: number, key: Uint8Array): Promise<Row> => {
    const from = request.images[index] as string;
    const keys = resultKeys(asked);
    const image = index + 1;
    const bytes = await images.read(from, MOST_IMAGE_BYTES);
    const outcome =
      typeof bytes === "string" ? { kind: "kept-back" as const, fault: bytes } : outcomeOf(bytes, request, key);
    if (outcome.kind === "file") {
      await images.write(keys.image(index), outcome.bytes, asked.kmsKeyArn);
      return { image, outcome: "deidentified", changes: outcome.changes };
    }
    const { fault } = outcome;
    if (fault !== "missing") await quarantine.keep(from, keys.keptBack(index), fault, asked.kmsKeyArn);
    return { image, outcome: "kept-back", fault };
  };

  return async (input: unknown): Promise<DeidentifyResult> => {
    const asked = askedOf(input, ports.inputBucket, ports.tenants);
    if (asked === undefined) {
      log.warn("an event is not of a request", {});
      return { kind: "ignored", reason: "another-event" };
    }
    const keys = resultKeys(asked);
    if (await images.has(keys.report)) return { kind: "ignored", reason: "done-before" };
    const text = await images.request(asked.key, asked.versionId, MOST_REQUEST_BYTES);
    if (text === undefined) return refuse(asked, "request-not-readable");
    const read = requestOf(text, asked.tenant);
    if (read.kind === "refused") return refuse(asked, read.reason, read.field);
    const { request } = read;
    const key = await ports.secrets.keyOf(asked.tenant);
    const rows: Row[] = [];
    for (const index of request.images.keys()) rows.push(await oneImage(asked, request, index, key));
    const keptBack = rows.filter(({ outcome }) => outcome === "kept-back").length;
    const counts = { deidentified: rows.length - keptBack, keptBack };
    await told(asked, counts, request.basis === undefined ? {} : { purpose: request.basis });
    const { images: _, ...options } = request;
    const report = {
      request: asked.name,
      profile: `PS3.15 annex E, edition ${EDITION}`,
      options,
      ...counts,
      images: rows,
    };
    await images.write(keys.report, `${JSON.stringify(report, undefined, 2)}\n`, asked.kmsKeyArn);
    log.info("worked on a request", { tenant: asked.tenant, request: asked.name, ...counts });
    return { kind: "done", ...counts };
  };
}
