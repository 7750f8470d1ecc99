import { z } from "zod";
import { stepEvent } from "../phi/audit";
import { documentId } from "../phi/document";
import { readEvent } from "../phi/pipeline-event";
import type { Clock, Log } from "../phi/ports";
import { contract } from "./contract";
import { pageOf } from "./core";
import type { Manifests } from "./ports";

interface Ports {
  readonly manifests: Manifests;
  /** Name of the incoming bucket: part of every id. */
  readonly bucket: string;
  readonly clock: Clock;
  readonly log: Log;
}

const EVENT = z.looseObject({
  key: z.string().min(1).max(1024),
  versionId: z.string().min(1).max(1024),
  arrivedAt: z.iso.datetime(),
  /** Where the page begins; absent for the first one. */
  next: z.number().int().min(0).optional(),
});

/** Reads one page. The same page gives the same starts, so it may run again. */
export function createHandler({ manifests, bucket, clock, log }: Ports) {
  return async (input: unknown): Promise<object> => {
    const { next = 0, ...event } = readEvent(EVENT, input);
    const id = documentId(bucket, event);
    const page = pageOf(bucket, event, await manifests.read(event), next);
    const read = page.kind === "page";
    const starts = read ? page.starts : [];
    log.info("read a page of a manifest", { manifest: id, outcome: page.kind, from: next, documents: starts.length });
    const audit = stepEvent(contract.name, clock.now(), {
      action: "manifest.read",
      outcome: read ? "success" : "failure",
      subject: id,
      ...(page.kind === "refused" && { reason: page.reason }),
      detail: { from: next, documents: starts.length },
    });
    return {
      key: event.key,
      versionId: event.versionId,
      arrivedAt: event.arrivedAt,
      outcome: read ? "accepted" : "refused",
      starts,
      ...(read && page.next !== undefined && { next: page.next }),
      hasMore: read && page.next !== undefined,
      audit,
    };
  };
}
