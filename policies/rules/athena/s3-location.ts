import { all, any, no, unknown, yes, type Answer } from "../../answer";
import { pathOf, valueOf, type Reading } from "../../reading";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";
import { bucketsOfPath } from "../dataflow/flow-names";
import { bucket, type BucketShape } from "../s3/bucket";

/** What a program says of the bucket behind `s3://bucket/key`, or behind its name alone. */
export interface Location {
  readonly buckets: readonly Reading<BucketShape>[];
  /** The path is not known yet, and nothing tells which bucket it means, or which of several. */
  readonly isOpen: boolean;
  readonly path: string;
}

export function locationOf(location: Reading<string>, stack: StackView): Location {
  const value = valueOf(location);
  const path = pathOf(location);
  if (value === UNKNOWN) {
    const buckets = stack.named(location, bucket).certain;
    return { buckets, isOpen: buckets.length !== 1, path };
  }
  const found = typeof value === "string" ? bucketsOfPath(stack.index, value.replace("s3://", "")) : [];
  return { buckets: found.flatMap(({ urn }) => stack.at<BucketShape>(urn) ?? []), isOpen: false, path };
}

/** The bucket is one of another stack, or of nobody's program. */
export function isElsewhere({ buckets, isOpen, path }: Location): Answer {
  if (buckets.length > 0) return no(path);
  return isOpen ? unknown(path) : yes;
}

/**
 * The bucket holds it, as far as it is one of this program. Where the path may mean one of several buckets, it holds for each or for none.
 */
export function bucketHolds(location: Location, holds: (bucket: Reading<BucketShape>) => Answer): Answer {
  const { buckets, isOpen, path } = location;
  const answers = buckets.map(holds);
  const each = all(...answers);
  return isOpen && each.truth !== any(...answers).truth ? unknown(path) : each;
}
