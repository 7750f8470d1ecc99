import { z } from "zod";

import { collectionRun, type CollectionRun } from "./collection-run";
import { observedRecord, type ObservedRecord } from "./observed-record";
import { firstIssue } from "./record-parser";

/** What a live intake or a collector writes, one JSON object a line. */
export type CollectedRecord = ObservedRecord | CollectionRun;

export type ParsedCollected =
  | { readonly kind: "record"; readonly record: CollectedRecord }
  | { readonly kind: "refused"; readonly field: string; readonly problem: string };

const collected = z.discriminatedUnion("kind", [collectionRun, observedRecord]);

/** A typed record whose id is the hash of its content, or the first field that is wrong. The value itself is never part of the message. */
export function parseCollected(value: unknown): ParsedCollected {
  const parsed = collected.safeParse(value);
  if (parsed.success) return { kind: "record", record: parsed.data };
  return { kind: "refused", ...firstIssue(parsed.error) };
}
