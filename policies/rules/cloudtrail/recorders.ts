import { about, all, any, type Answer } from "../../answer";
import { classificationOf } from "../../classification";
import { resourceOf, type Reading } from "../../reading";
import { on } from "../../rule";
import type { StackView } from "../../stack-view";
import { bucket, type BucketShape } from "../s3/bucket";
import { isAccessLogTarget } from "../s3/bucket-settings";
import { recordsDataEvents, selectorPath, type Access, type DataEvents, type RecorderArgs } from "./selectors";
import { trail } from "./trail";

export const EVENT_DATA_STORE = "aws:cloudtrail/eventDataStore:EventDataStore";

/** What records data events: they share the work. */
export const recorder = on<RecorderArgs>(...trail.types, EVENT_DATA_STORE);

/** This one, then the others of the program. */
export function recordersFrom(p: Reading<RecorderArgs>, stack: StackView): Reading<RecorderArgs>[] {
  return [p, ...stack.all(recorder).filter((other) => resourceOf(other).urn !== resourceOf(p).urn)];
}

/** Every kind of access to each store is recorded by one of the program's recorders; a failure is about this one's selectors. */
export function recordedByAny(
  p: Reading<RecorderArgs>,
  stack: StackView,
  wanted: readonly DataEvents[],
  accesses: readonly Access[],
): Answer {
  const recorders = recordersFrom(p, stack);
  const answer = all(
    ...wanted.flatMap((events) =>
      accesses.map((access) => any(...recorders.map((each) => recordsDataEvents(each, access, events)))),
    ),
  );
  return about(answer, ownSelectors(p));
}

export function ownSelectors(p: Reading<RecorderArgs>): string {
  return selectorPath(p, resourceOf(p).type !== EVENT_DATA_STORE);
}

/** Classified as holding no patient data, or as the record itself. */
export function isOtherData(store: Reading<unknown>, stack: StackView): boolean {
  const holds = classificationOf(resourceOf(store), stack.settings);
  return ["de-identified", "internal", "public", "audit"].includes(holds);
}

/** Buckets that may hold patient data. */
export function storesOf(stack: StackView): Reading<BucketShape>[] {
  const written = new Set(
    stack.all(trail).flatMap((p) => stack.named(p.s3BucketName, bucket).certain.map((found) => resourceOf(found).urn)),
  );
  return stack
    .all(bucket)
    .filter(
      (store) =>
        !isOtherData(store, stack) &&
        !written.has(resourceOf(store).urn) &&
        isAccessLogTarget(store, stack).truth !== true,
    );
}
