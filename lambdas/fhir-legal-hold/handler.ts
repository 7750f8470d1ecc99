import type { Lineage } from "../lineage/record";
import type { HoldCursor, HoldResult } from "./contract";
import { mayGoOn, orderOf } from "./core";
import type { Clock, Log, Versions } from "./ports";

export interface HoldPorts {
  readonly versions: Versions;
  readonly lineage: Lineage;
  readonly clock: Clock;
  readonly log: Log;
  readonly buckets: readonly string[];
  readonly datastoreId: string;
  readonly code: string;
}

/** Versions held at the same time. */
const AT_ONCE = 20;

/** Holds page after page until nothing is left or the run nears its end; then it says where to go on. */
export function createHandler({ versions, lineage, clock, log, buckets, datastoreId, code }: HoldPorts) {
  return async (event: unknown, context: { getRemainingTimeInMillis(): number }): Promise<HoldResult> => {
    const order = orderOf(event, buckets);
    const { bucket, prefix, hold, matter, decidedBy } = order;
    let cursor: HoldCursor | undefined = order.cursor;
    let done = 0;
    do {
      const page = await versions.page(bucket, prefix, cursor);
      for (let at = 0; at < page.versions.length; at += AT_ONCE) {
        await Promise.all(page.versions.slice(at, at + AT_ONCE).map((one) => versions.hold(bucket, one, hold)));
      }
      done += page.versions.length;
      cursor = page.cursor;
    } while (cursor !== undefined && mayGoOn(context.getRemainingTimeInMillis()));
    const at = clock.now();
    await lineage.record({
      kind: "hold",
      jobId: matter,
      step: `${hold}-${at.replace(/[^0-9]/g, "")}`,
      at,
      datastoreId,
      inputs: [{ uri: `s3://${bucket}/${prefix}` }],
      output: "",
      code,
      facts: { hold, decidedBy, versions: done, left: cursor === undefined ? "nothing" : "more" },
    });
    log.info("legal hold", { matter, hold, versions: done });
    return cursor === undefined ? { versions: done } : { versions: done, cursor };
  };
}
